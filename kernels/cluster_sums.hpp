// Exact totals of the clusters of given centroids.
#pragma once

#include "kernels/point_share.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Of the assignment of a device's points to `centroids` [k, dims]. Selects the device. Throws OutOfDeviceMemory.
[[nodiscard]] ClusterTotals sum_clusters(const PointShare& share, const Matrix<float>& centroids);

}  // namespace rfmeans::cuda
