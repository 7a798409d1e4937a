#include <algorithm>
#include <array>
#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

// Quantile of type 7 (R's default): h = (n − 1)·p, linear between the values on either side. What is below `begin` is
// in its place already; up to the value below the quantile all is afterwards.
double take_quantile(std::vector<double>& values, double p, std::size_t& begin) {
    const double h = static_cast<double>(values.size() - 1) * p;
    const double lo = std::floor(h);
    const auto at = static_cast<std::ptrdiff_t>(lo);
    std::nth_element(values.begin() + static_cast<std::ptrdiff_t>(begin), values.begin() + at, values.end());
    begin = static_cast<std::size_t>(at);
    const auto past = values.begin() + at + 1;
    const double below = values[begin];
    const double above = past == values.end() ? below : *std::min_element(past, values.end());
    return below + (h - lo) * (above - below);
}

}  // namespace

std::vector<std::uint8_t> score_quintiles(const std::vector<double>& values, ScoreOrder order) {
    if (values.empty()) {
        return {};
    }
    RFMEANS_EXPECTS(std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }));
    std::vector<double> scratch = values;
    std::size_t begin = 0;
    std::array<double, 4> cuts = {0.2, 0.4, 0.6, 0.8};
    for (double& cut : cuts) {
        // "+ 1" is the package's: made for integers, kept for fractions so that scores equal its own.
        cut = take_quantile(scratch, cut, begin) + 1;
    }
    std::vector<std::uint8_t> scores(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto reached = std::upper_bound(cuts.begin(), cuts.end(), values[i]) - cuts.begin();
        scores[i] = static_cast<std::uint8_t>(order == ScoreOrder::ascending ? 1 + reached : 5 - reached);
    }
    return scores;
}

}  // namespace rfmeans
