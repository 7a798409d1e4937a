#pragma once

#include "evaluate/point_sums.hpp"

namespace rfmeans::evaluate {

/// D. Davies, D. Bouldin, "A cluster separation measure", IEEE PAMI 1979, with Euclidean distances to the centroids.
/// NaN for fewer than two clusters with members.
[[nodiscard]] double davies_bouldin(const PointSums& sums, const Partition& partition);

}  // namespace rfmeans::evaluate
