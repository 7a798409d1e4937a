// How far centroids moved, for the tolerance rule.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace rfmeans::numerics {

/// Σ|Δc|² in steps²: the chain t = double(new) − double(old); acc = fma(t, t, acc), over clusters then dimensions
/// ascending.
[[nodiscard]] inline double squared_shift(std::span<const float> before, std::span<const float> after) {
    double acc = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const double t = static_cast<double>(after[i]) - static_cast<double>(before[i]);
        acc = std::fma(t, t, acc);
    }
    return acc;
}

/// Whether round r (from 1) is one whose centroids are kept to find cycles: r = 1, 2, 4, 8, … (R. Brent, BIT 20, 1980).
[[nodiscard]] inline bool keeps_round(std::size_t round) {
    return (round & (round - 1)) == 0;
}

}  // namespace rfmeans::numerics
