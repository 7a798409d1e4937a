#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/matrix.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans::evaluate {

/// D. Davies, D. Bouldin, "A cluster separation measure", IEEE PAMI 1979, with Euclidean distances to the centroids.
/// NaN for fewer than two clusters with members.
[[nodiscard]] double davies_bouldin(const PointSet& points, const std::vector<std::int32_t>& labels,
                                    const Matrix<float>& centroids, const ClusterTotals& totals);

}  // namespace rfmeans::evaluate
