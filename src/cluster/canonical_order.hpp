#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// Rows in canonical order: for dims <= 5 by (Hilbert key over the data's box, row), else by row. One thread: for plain
/// passes; the tree sorts its points itself (point_sort.hpp).
[[nodiscard]] std::vector<std::uint32_t> canonical_order(const PointSet& points);

}  // namespace rfmeans::cluster
