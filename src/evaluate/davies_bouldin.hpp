#pragma once

#include "evaluate/point_sums.hpp"

namespace rfmeans::evaluate {

/// D. Davies, D. Bouldin, "A cluster separation measure", IEEE PAMI 1979, with Euclidean distances to the centroids.
/// Centroids [k, dims] in grid steps. NaN for fewer than two clusters with members.
[[nodiscard]] double davies_bouldin(const PointSums& sums, const ClusterTotals& totals, const Matrix<float>& centroids);

}  // namespace rfmeans::evaluate
