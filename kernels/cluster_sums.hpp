// Exact totals of the clusters of given centroids.
#pragma once

#include "kernels/split_points.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Of the assignment to `centroids` [k, dims]. Throws OutOfDeviceMemory.
[[nodiscard]] ClusterTotals sum_clusters(const SplitPoints& points, const Matrix<float>& centroids);

}  // namespace rfmeans::cuda
