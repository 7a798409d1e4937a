// The loops of greedy k-means++ over the points of one leaf. Squared distances are doubles: below 5 · 2^48 they and
// every operation on them are exact.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "cluster/tile_tree.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cluster {

using SeedingPoint = std::array<float, numerics::kHilbertDims>;
using LeafDistances = std::array<double, kLeafPoints>;

/// A whole number below 2^52 as integer: adding 2^52 moves it into the mantissa. Unlike the cast, every SIMD unit has
/// it.
[[nodiscard]] inline std::uint64_t integer(double whole) {
    constexpr double kMantissa = 0x1p52;
    static_assert(numerics::kHilbertDims * 0x1p48 < kMantissa);
    return std::bit_cast<std::uint64_t>(whole + kMantissa) & ((std::uint64_t{1} << 52) - 1);
}

/// The smaller of `nearest` [kLeafPoints] and the squared distance to the centre, steps².
void nearer(const TileTree& tree, std::size_t leaf, const SeedingPoint& centre, const double* nearest,
            LeafDistances& distances);

/// Σ w·⌊D²·2^−shift⌋ of the leaf's points, without its padding.
[[nodiscard]] std::uint64_t seeding_weights(const TileTree& tree, std::size_t leaf, const LeafDistances& distances,
                                            int shift);

[[nodiscard]] double largest(const LeafDistances& distances);

}  // namespace rfmeans::cluster
