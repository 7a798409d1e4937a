// Rule 2: weights are integers, times one power of two for all of them.
#pragma once

#include <cmath>
#include <cstddef>

#include "rfmeans/numerics/grid.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

inline constexpr int kTotalWeightBits = 40;     ///< W < 2^40, and W²·D < 2^80: int64 and 128-bit sums stay exact
inline constexpr int kLowestWeightFloor = -20;  ///< lowest step exponent of weights

/// Whether sums over points of this total weight stay exact in `dims` dimensions.
[[nodiscard]] inline bool total_weight_fits(UInt128 total, std::size_t dims) {
    return total >> kTotalWeightBits == 0 && (total * total * dims) >> (2 * kTotalWeightBits) == 0;
}

/// A weight in steps of 2^exponent: rint(w·2^−exponent), ties to even. w >= 0.
[[nodiscard]] inline double weight_in_steps(double weight, int exponent) {
    return std::rint(std::ldexp(weight, -exponent));
}

/// No exponent below this one can do, as the largest weight alone (> 0, finite) would leave 40 bits.
[[nodiscard]] inline int lowest_weight_exponent(double largest) {
    return smallest_exponent(largest, kLowestWeightFloor, kTotalWeightBits);
}

}  // namespace rfmeans::numerics
