// Sums of distances from a tile of points to many others, on the widest SIMD there is.
#pragma once

#include <array>
#include <cstdint>

#include "cluster/simd_nearest.hpp"
#include "rfmeans/clustered_points.hpp"

namespace rfmeans::cluster {

static_assert(ClusteredPoints::kTilePoints == kTilePoints);

/// The distances of a tile's points, padding included, to a range of points.
struct TilePairs {
    const ClusteredPoints& points;
    std::size_t tile;
    std::int64_t first;
    std::int64_t end;
};

/// Σ w·distance in 2^−16 steps, as numerics::join_pair_sums takes it. `high` may be 0 where 64 bits hold the sums.
struct TileSums {
    std::array<std::uint64_t, kTilePoints> low;
    std::array<std::uint64_t, kTilePoints> high;
};

void sum_pairs(const TilePairs& pairs, TileSums& sums);

}  // namespace rfmeans::cluster
