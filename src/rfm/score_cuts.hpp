// Between which values the scores of a measure step.
#pragma once

#include <array>
#include <cstdint>

#include "rfm/order_statistics.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans::rfm {

using ScoreCuts = std::array<double, 4>;

/// Of at least one value, all finite.
[[nodiscard]] ScoreCuts find_score_cuts(const StridedValues& values);

/// 1 to 5.
[[nodiscard]] inline std::uint8_t score_of(double value, const ScoreCuts& cuts, ScoreOrder order) {
    unsigned reached = 0;
    for (const double cut : cuts) {
        reached += value >= cut ? 1U : 0U;
    }
    return static_cast<std::uint8_t>(order == ScoreOrder::ascending ? 1 + reached : 5 - reached);
}

}  // namespace rfmeans::rfm
