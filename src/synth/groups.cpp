#include "synth/groups.hpp"

#include <algorithm>

namespace rfmeans::synth {
namespace {

constexpr double kTail = 1e-9;  // the table of a distribution ends where less than this is left

constexpr std::array<Group, kGroups> kAll{{
    {"champions", 0.06, 0.00, 0.04, 4, 24.0, 3.9, 0.5, 44},
    {"loyal", 0.12, 0.01, 0.13, 3, 8.0, 3.6, 0.5, 48},
    {"big spenders", 0.04, 0.03, 0.27, 2, 2.0, 6.0, 0.6, 52},
    {"new", 0.12, 0.00, 0.06, 1, 0.1, 3.4, 0.7, 29},
    {"promising", 0.12, 0.04, 0.21, 2, 0.9, 3.5, 0.6, 35},
    {"at risk", 0.12, 0.25, 0.55, 3, 5.0, 3.8, 0.5, 50},
    {"bargain hunters", 0.22, 0.08, 0.68, 1, 0.15, 2.3, 0.6, 32},
    {"lost", 0.20, 0.55, 1.00, 1, 0.35, 3.2, 0.8, 41},
}};

// Negative binomial with p = shape / (shape + mean): P(0) = p^shape, P(m+1) = P(m) (m + shape)/(m + 1) (1 − p).
std::vector<double> cumulate(int shape, double mean) {
    const double p = shape / (shape + mean);
    double probability = 1;
    for (int i = 0; i < shape; ++i) {
        probability *= p;
    }
    std::vector<double> at_most{probability};
    for (int m = 0; at_most.back() < 1 - kTail; ++m) {
        probability *= (m + shape) / (m + 1.0) * (1 - p);
        at_most.push_back(at_most.back() + probability);
    }
    return at_most;
}

}  // namespace

const std::array<Group, kGroups>& groups() {
    return kAll;
}

Population::Population() {
    for (int i = 0; i < kGroups; ++i) {
        const Group& group = kAll[static_cast<std::size_t>(i)];
        at_most_[static_cast<std::size_t>(i)] = cumulate(group.more_orders_shape, group.more_orders_mean);
    }
}

int Population::draw_group(Draws& draws) const {
    double left = draws.uniform();
    for (int i = 0; i < kGroups - 1; ++i) {
        left -= kAll[static_cast<std::size_t>(i)].share;
        if (left < 0) {
            return i;
        }
    }
    return kGroups - 1;
}

std::int64_t Population::draw_orders(int group, Draws& draws) const {
    const std::vector<double>& at_most = at_most_[static_cast<std::size_t>(group)];
    return 1 + (std::upper_bound(at_most.begin(), at_most.end(), draws.uniform()) - at_most.begin());
}

}  // namespace rfmeans::synth
