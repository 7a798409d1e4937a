#include "segment/position.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "rfmeans/models.hpp"

namespace rfmeans::segment {

std::vector<double> percentile_ranks(const std::vector<double>& population, const std::vector<double>& values) {
    std::vector<double> cuts;
    for (const double value : values) {
        if (!std::isnan(value)) {
            cuts.push_back(value);
        }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

    // between[i]: members above cuts[i-1] and below cuts[i]; at[i]: members equal to cuts[i].
    std::vector<std::int64_t> between(cuts.size() + 1), at(cuts.size());
    std::int64_t known = 0;
    for (const double member : population) {
        if (std::isnan(member)) {
            continue;
        }
        ++known;
        const auto cut = static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), member) - cuts.begin());
        ++(cut < cuts.size() && cuts[cut] == member ? at[cut] : between[cut]);
    }

    std::vector<double> cut_ranks(cuts.size(), kUndefined);
    std::int64_t below = 0;
    for (std::size_t i = 0; i < cuts.size() && known > 0; ++i) {
        below += between[i];
        cut_ranks[i] = static_cast<double>(2 * below + at[i]) / (2.0 * static_cast<double>(known));
        below += at[i];
    }

    std::vector<double> ranks;
    for (const double value : values) {
        const auto cut = static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
        ranks.push_back(std::isnan(value) ? kUndefined : cut_ranks[cut]);
    }
    return ranks;
}

double take_median(std::vector<double>& values) {
    if (values.empty()) {
        return kUndefined;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) {
        return *middle;
    }
    const double lower = *std::max_element(values.begin(), middle);
    return lower + (*middle - lower) / 2;
}

}  // namespace rfmeans::segment
