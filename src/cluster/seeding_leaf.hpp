// The loops of greedy k-means++ over the points of one leaf and over a group of boxes. SIMD, chosen at run time.
// Squared distances are doubles: below 5 · 2^48 they and every operation on them are exact.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "cluster/tile_tree.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cluster {

using SeedingPoint = std::array<float, numerics::kHilbertDims>;

/// A whole number below 2^52 as integer: adding 2^52 moves it into the mantissa. Unlike the cast, every SIMD unit has
/// it.
[[nodiscard]] inline std::uint64_t integer(double whole) {
    constexpr double kMantissa = 0x1p52;
    static_assert(numerics::kHilbertDims * 0x1p48 < kMantissa);
    return std::bit_cast<std::uint64_t>(whole + kMantissa) & ((std::uint64_t{1} << 52) - 1);
}

/// What a leaf holds once D² is the smaller of what it was and the distance to a centre.
struct LeafState {
    double most;        ///< largest D², steps²
    std::uint64_t sum;  ///< Σ w·⌊D²·2^−shift⌋
};

/// One leaf of a tree, and the shift of the seeding weights.
struct SeedingLeaf {
    const TileTree& tree;
    std::size_t leaf;
    int shift;
};

/// The leaf's state with its first centre; D² of its points go to `nearest` [kLeafPoints].
LeafState take_first_centre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest);
/// The leaf's state with one more centre; `nearest` is brought up to date.
LeafState take_centre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest);
/// What take_centre would give.
[[nodiscard]] LeafState try_centre(const SeedingLeaf& leaf, const SeedingPoint& centre, const double* nearest);

/// Squared distances [kFanOut] from the point to the boxes of the group that starts at node `first`, steps².
void box_distances(const TileLevel& level, std::size_t first, const SeedingPoint& point, double* distances);

}  // namespace rfmeans::cluster
