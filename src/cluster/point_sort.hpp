// Points into canonical order, cut into leaves: each point is carried along, not fetched at the end.
#pragma once

#include <cstdint>

#include "cluster/page_buffer.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

inline constexpr std::size_t kLeafPoints = 64;

/// Points in canonical order.
struct SortedPoints {
    PageBuffer<float> leaves;  ///< [leaves, dims, kLeafPoints] in steps; the last leaf is filled with its last point
    PageBuffer<std::uint32_t> order;  ///< [points] row of each place
};

/// At least one point, fewer than 2^32, of 1 to kHilbertDims dimensions. On all threads; the order is stable, so the
/// same on any number of them.
[[nodiscard]] SortedPoints sort_points(const PointSet& points);

}  // namespace rfmeans::cluster
