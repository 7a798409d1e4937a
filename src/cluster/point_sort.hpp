// Points into canonical order, cut into leaves: each point is carried along, not fetched at the end.
#pragma once

#include <cstdint>

#include "cluster/page_buffer.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// Points of a leaf: a power of 2, whole vectors, at most 64 (sums of 24 bits in int32, a bit for each in a word).
#ifndef RFMEANS_LEAF_POINTS  // tests vary it
#define RFMEANS_LEAF_POINTS 64
#endif
inline constexpr std::size_t kLeafPoints = RFMEANS_LEAF_POINTS;
static_assert(kLeafPoints >= 16 && kLeafPoints <= 64 && (kLeafPoints & (kLeafPoints - 1)) == 0);

/// Points in canonical order.
struct SortedPoints {
    PageBuffer<float> leaves;  ///< [leaves, dims, kLeafPoints] in steps; the last leaf is filled with its last point
    PageBuffer<std::uint32_t> order;  ///< [points] row of each place
};

/// At least one point, fewer than 2^32, of 1 to kHilbertDims dimensions. On all threads; the order is stable, so the
/// same on any number of them.
[[nodiscard]] SortedPoints sort_points(const PointSet& points);

}  // namespace rfmeans::cluster
