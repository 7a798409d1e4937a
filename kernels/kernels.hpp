// The kernels, as functions that issue them on a stream of the current device. Any size may be 0.
#pragma once

#include "kernels/batch.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// How many blocks fill the device, and the shared memory of each.
struct BlockPlan {
    std::int64_t device_blocks = 1;
    std::int64_t shared_bytes = 0;  ///< the largest placed_bytes of the batch
};

/// Adds every point to the totals of its nearest cluster, for all jobs; totals are zeroed before by the caller.
void accumulate(const DevicePoints& points, const Batch& batch, const BlockPlan& plan, const Stream& stream);

/// Totals → centroids; a cluster of weight 0 keeps its centroid.
void move_centroids(const Batch& batch, int dims, const Stream& stream);

/// Labels [points] and the referee's d² [points] of given centroids [k, dims].
struct LabelTask {
    const float* centroids = nullptr;
    std::int64_t k = 0;
    std::int32_t* labels = nullptr;
    float* distances = nullptr;
};
void label_points(const DevicePoints& points, const LabelTask& task, const BlockPlan& plan, const Stream& stream);

/// Throws where this build has no kernels for the current device.
void check_kernels();

}  // namespace rfmeans::cuda
