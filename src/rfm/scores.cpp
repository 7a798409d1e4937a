#include <algorithm>
#include <array>
#include <cmath>

#include "rfm/order_statistics.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

constexpr std::array<double, 4> kShares = {0.2, 0.4, 0.6, 0.8};

// Quantiles of type 7 (R's default): h = (n − 1)·p, linear between the values on either side.
std::array<double, kShares.size()> quantiles_of(const std::vector<double>& values) {
    std::vector<std::size_t> ranks;
    for (const double share : kShares) {
        const auto below = static_cast<std::size_t>(static_cast<double>(values.size() - 1) * share);
        ranks.push_back(below);
        ranks.push_back(std::min(below + 1, values.size() - 1));
    }
    const std::vector<double> found = rfm::values_at(values, ranks);
    std::array<double, kShares.size()> quantiles{};
    for (std::size_t i = 0; i < kShares.size(); ++i) {
        const double h = static_cast<double>(values.size() - 1) * kShares[i];
        quantiles[i] = found[2 * i] + (h - std::floor(h)) * (found[2 * i + 1] - found[2 * i]);
    }
    return quantiles;
}

}  // namespace

std::vector<std::uint8_t> score_quintiles(const std::vector<double>& values, ScoreOrder order) {
    if (values.empty()) {
        return {};
    }
    RFMEANS_EXPECTS(std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }));
    std::array<double, kShares.size()> cuts = quantiles_of(values);
    for (double& cut : cuts) {
        cut += 1;  // the package's: made for integers, kept for fractions so that scores equal its own
    }
    std::vector<std::uint8_t> scores(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto reached = std::upper_bound(cuts.begin(), cuts.end(), values[i]) - cuts.begin();
        scores[i] = static_cast<std::uint8_t>(order == ScoreOrder::ascending ? 1 + reached : 5 - reached);
    }
    return scores;
}

}  // namespace rfmeans
