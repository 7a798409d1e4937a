// What metrics sum over the points of an assignment (numerics/README.md, rule 6), on a device.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/split_points.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::cuda {

/// Sums of a cluster: distances, silhouettes, simplified silhouettes, the high and low part of each
/// (numerics::TermParts).
inline constexpr int kPointSums = 3;
inline constexpr int kPointSumParts = 2 * kPointSums;

/// Clusters with members, ascending by label, at least two: as all points are nearest to one of them, others can be
/// left out.
struct PointSumTask {
    const float* centroids = nullptr;           ///< [clusters, dims]
    const float* means = nullptr;               ///< [clusters, dims] the exact means, rounded
    const float* variances = nullptr;           ///< [clusters] around the mean, summed over dimensions, rounded
    const std::int64_t* weights = nullptr;      ///< [clusters] Σ w > 0
    const std::int64_t* sums = nullptr;         ///< [clusters, dims] Σ w·q
    const numerics::Int128* squares = nullptr;  ///< [clusters] Σ w·|q|²
    Total* parts = nullptr;                     ///< in, out: [clusters, kPointSumParts]
    int clusters = 0;
    int weight_exponent = 0;  ///< as PointSet's
};

/// Adds all points to the parts.
void add_point_sums(const DevicePoints& points, const PointSumTask& task, std::int64_t multiprocessors,
                    const Stream& stream);

/// Engine::sum_partition for at most numerics::kPairDims dimensions. Throws OutOfDeviceMemory.
[[nodiscard]] PartitionSums sum_partition(const SplitPoints& points, int weight_exponent,
                                          const Matrix<float>& centroids);

}  // namespace rfmeans::cuda
