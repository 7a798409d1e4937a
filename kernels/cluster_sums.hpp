// Exact totals of the clusters of given centroids.
#pragma once

#include <cstdint>

#include "kernels/points_on_device.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Of the assignment to `centroids` [k, dims]. `multiprocessors`: of the device. Throws OutOfDeviceMemory.
[[nodiscard]] ClusterTotals sum_clusters(const PointsOnDevice& points, const Matrix<float>& centroids,
                                         std::int64_t multiprocessors, const Stream& stream);

}  // namespace rfmeans::cuda
