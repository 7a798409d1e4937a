// Assignment and exact sums in one pass over the points, for all jobs of a batch.
#include <algorithm>

#include "kernels/kernels.hpp"
#include "kernels/launch.cuh"
#include "kernels/points.cuh"

namespace rfmeans::cuda {
namespace {

/// Adds this thread's points to the totals [k, dims + 1] of their nearest centroids. Integers: the order of the
/// atomics changes nothing.
template <int kDims>
__device__ void add_points(const DevicePoints& points, const float* centroids, std::int64_t k, Total* totals) {
    const int dims = dims_of<kDims>(points);
    for (std::int64_t i = first_item(); i < points.points; i += item_stride()) {
        const Coordinates<kDims> point(points.values + i * dims);
        const auto nearest = numerics::nearest_centroid(point.values, centroids, static_cast<int>(k), dims);
        const std::int64_t weight = points.weights ? points.weights[i] : 1;
        Total* const cluster = totals + static_cast<std::int64_t>(nearest.label) * (dims + 1);
        for (int d = 0; d < dims; ++d) {
            atomicAdd(cluster + d, static_cast<Total>(weight * static_cast<std::int64_t>(point.values[d])));
        }
        atomicAdd(cluster + dims, static_cast<Total>(weight));
    }
}

/// Block (x, y): the x-th share of the points, jobs y, y + gridDim.y, …
template <int kDims>
__global__ void accumulate_kernel(DevicePoints points, Batch batch) {
    extern __shared__ Total shared[];
    const int dims = dims_of<kDims>(points);
    for (std::int64_t j = blockIdx.y; j < batch.jobs; j += gridDim.y) {
        const JobRange job = batch.ranges[j];
        const float* const centroids = batch.centroids + job.first * dims;
        Total* const totals = batch.totals + job.first * (dims + 1);
        const std::int64_t sums = job.k * (dims + 1);
        switch (place_job(job.k, dims)) {
            case Placement::totals_and_centroids: {
                auto* const shared_centroids = reinterpret_cast<float*>(shared + sums);
                copy_to_shared(centroids, shared_centroids, job.k * dims);
                for (std::int64_t s = threadIdx.x; s < sums; s += blockDim.x) {
                    shared[s] = 0;
                }
                __syncthreads();
                add_points<kDims>(points, shared_centroids, job.k, shared);
                __syncthreads();
                for (std::int64_t s = threadIdx.x; s < sums; s += blockDim.x) {
                    if (shared[s] != 0) {
                        atomicAdd(totals + s, shared[s]);
                    }
                }
                break;
            }
            case Placement::centroids: {
                auto* const shared_centroids = reinterpret_cast<float*>(shared);
                copy_to_shared(centroids, shared_centroids, job.k * dims);
                __syncthreads();
                add_points<kDims>(points, shared_centroids, job.k, totals);
                break;
            }
            case Placement::nothing:
                add_points<kDims>(points, centroids, job.k, totals);
                break;
        }
        __syncthreads();  // the next job overwrites the shared memory
    }
}

using AccumulateKernel = void (*)(DevicePoints, Batch);
constexpr AccumulateKernel kAccumulateKernels[] = {accumulate_kernel<0>, accumulate_kernel<1>, accumulate_kernel<2>,
                                                   accumulate_kernel<3>, accumulate_kernel<4>, accumulate_kernel<5>};

}  // namespace

void accumulate(const DevicePoints& points, const Batch& batch, const BlockPlan& plan, const Stream& stream) {
    constexpr std::int64_t kMostBlocksY = 65'535;
    const std::int64_t rows = std::clamp<std::int64_t>(batch.jobs, 1, kMostBlocksY);
    // Few blocks a job: each zeroes and flushes k·(dims + 1) sums.
    const std::int64_t blocks_a_job = (plan.device_blocks + rows - 1) / rows;
    launch(kernel_for(kAccumulateKernels, points.dims),
           {.blocks = dim3(blocks_for(points.points, blocks_a_job), static_cast<unsigned>(rows)),
            .shared_bytes = plan.shared_bytes,
            .action = "assigning points"},
           stream, points, batch);
}

void check_kernels() {
    cudaFuncAttributes ignored;
    check(cudaFuncGetAttributes(&ignored, reinterpret_cast<const void*>(kAccumulateKernels[0])), "loading the kernels");
}

}  // namespace rfmeans::cuda
