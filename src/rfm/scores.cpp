#include <algorithm>
#include <array>
#include <cmath>

#include "rfm/score_cuts.hpp"

namespace rfmeans {
namespace {

constexpr std::array<double, 4> kShares = {0.2, 0.4, 0.6, 0.8};

}  // namespace

namespace rfm {

// Quantiles of type 7 (R's default): h = (n − 1)·p, linear between the values on either side.
ScoreCuts find_score_cuts(const StridedValues& values) {
    std::array<std::size_t, 2 * kShares.size()> ranks{};
    for (std::size_t i = 0; i < kShares.size(); ++i) {
        ranks[2 * i] = static_cast<std::size_t>(static_cast<double>(values.size - 1) * kShares[i]);
        ranks[2 * i + 1] = std::min(ranks[2 * i] + 1, values.size - 1);
    }
    const std::vector<double> found = values_at(values, ranks);
    ScoreCuts cuts{};
    for (std::size_t i = 0; i < kShares.size(); ++i) {
        const double h = static_cast<double>(values.size - 1) * kShares[i];
        const double quantile = found[2 * i] + (h - std::floor(h)) * (found[2 * i + 1] - found[2 * i]);
        cuts[i] = quantile + 1;  // the package's: made for integers, kept for fractions so that scores equal its own
    }
    return cuts;
}

}  // namespace rfm

std::vector<std::uint8_t> score_quintiles(const std::vector<double>& values, ScoreOrder order) {
    if (values.empty()) {
        return {};
    }
    const rfm::ScoreCuts cuts = rfm::find_score_cuts({values.data(), values.size()});
    std::vector<std::uint8_t> scores(values.size());
    std::transform(values.begin(), values.end(), scores.begin(),
                   [&](double value) { return rfm::score_of(value, cuts, order); });
    return scores;
}

}  // namespace rfmeans
