#include <algorithm>
#include <array>
#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

// Quantile of type 7 (R's default): h = (n − 1)·p, linear between the values on either side.
double quantile_of_sorted(const std::vector<double>& sorted, double p) {
    const double h = static_cast<double>(sorted.size() - 1) * p;
    const double lo = std::floor(h);
    const auto at = static_cast<std::size_t>(lo);
    const double above = sorted[std::min(at + 1, sorted.size() - 1)];
    return sorted[at] + (h - lo) * (above - sorted[at]);
}

}  // namespace

std::vector<std::uint8_t> score_quintiles(const std::vector<double>& values, ScoreOrder order) {
    if (values.empty()) {
        return {};
    }
    RFMEANS_EXPECTS(std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }));
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::array<double, 4> cuts = {0.2, 0.4, 0.6, 0.8};
    for (double& cut : cuts) {
        // "+ 1" is the package's: made for integers, kept for fractions so that scores equal its own.
        cut = quantile_of_sorted(sorted, cut) + 1;
    }
    std::vector<std::uint8_t> scores(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto reached = std::upper_bound(cuts.begin(), cuts.end(), values[i]) - cuts.begin();
        scores[i] = static_cast<std::uint8_t>(order == ScoreOrder::ascending ? 1 + reached : 5 - reached);
    }
    return scores;
}

}  // namespace rfmeans
