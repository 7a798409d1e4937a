// Rule 1: points lie on one grid, integers times one power of two for the whole matrix.
#pragma once

#include <algorithm>
#include <cmath>

namespace rfmeans::numerics {

inline constexpr int kGridBits = 23;               ///< |q| < 2^23: float32 holds every q, and its sum with 1/2, exactly
inline constexpr float kGridLimit = 8'388'607.0F;  ///< 2^23 − 1, the largest |q|
inline constexpr int kScaledFloor = -20;           ///< lowest step exponent where the columns were scaled
inline constexpr int kLowestExponent = -1000;      ///< of any step: 2^e and its reciprocal stay normal numbers

/// The smallest e >= floor for which |rint(v·2^−e)| < 2^bits for every |v| <= largest (finite; 0 gives the floor).
[[nodiscard]] inline int smallest_exponent(double largest, int floor, int bits) {
    if (largest == 0) {
        return floor;
    }
    // 2^ilogb <= largest < 2^(ilogb+1), so this is the only candidate, unless rint carries it up to 2^bits.
    const int exponent = std::max(floor, std::ilogb(largest) + 1 - bits);
    return std::rint(std::ldexp(largest, -exponent)) < std::ldexp(1.0, bits) ? exponent : exponent + 1;
}

/// The matrix's step exponent from its largest |feature|; an all-zero matrix has −20.
[[nodiscard]] inline int grid_exponent(double largest, int floor) {
    return largest == 0 ? kScaledFloor : smallest_exponent(largest, floor, kGridBits);
}

/// A feature on the grid: rint(v·2^−e), ties to even; never −0.
[[nodiscard]] inline double snap_to_grid(double feature, int exponent) {
    return std::rint(std::ldexp(feature, -exponent)) + 0.0;
}

}  // namespace rfmeans::numerics
