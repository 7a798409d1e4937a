// Rule 6: Euclidean distances between points, rounded once to fixed point, and the silhouettes that follow from their
// sums.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/numerics/host_device.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

/// Most dimensions of the bounds below.
inline constexpr std::size_t kPairDims = std::size_t{1} << 20;

/// A distance in 2^−16 steps from its square by the referee: the root in float32, then rint, ties to even. Two points
/// are less than 2^24 steps apart in each dimension, so squares are at most D·2^48 (rounding keeps order), roots at
/// most √D·2^24·(1 + 2^−24), and the result, U, at most √D·2^40·(1 + 2^−24), for D <= kPairDims below 2^51.
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::uint64_t pair_distance_in_units(float squared) {
    return static_cast<std::uint64_t>(llrintf(sqrtf(squared) * static_cast<float>(kDistanceUnits)));
}

/// Where sums Σ w·U over points of total weight W fit into 64 bits: W²·D < 2^46 gives W·√D < 2^23 and a sum below 2^64.
/// Without it W²·D < 2^80 (rule 2) bounds them by 2^81; and of the two parts of U = high·2^24 + low, Σ w·low < 2^64 and
/// Σ w·high < 2^57.
enum class PairSums : std::uint8_t { bits64, bits128 };
[[nodiscard]] inline PairSums pair_sums(UInt128 total_weight, std::size_t dims) {
    const bool fits = total_weight >> 23 == 0 && (total_weight * total_weight * dims) >> 46 == 0;
    return fits ? PairSums::bits64 : PairSums::bits128;
}
inline constexpr int kPairLowBits = 24;
[[nodiscard]] RFMEANS_HOST_DEVICE inline UInt128 join_pair_sums(std::uint64_t high, std::uint64_t low) {
    return (static_cast<UInt128>(high) << kPairLowBits) + low;
}

}  // namespace rfmeans::numerics
