// Distances and silhouettes of points, from centroids and exact cluster sums: a thread a point, a warp's sums by
// cluster.
#include <cmath>

#include "kernels/launch.cuh"
#include "kernels/point_sums.hpp"
#include "kernels/spot_distances.cuh"
#include "kernels/threads.cuh"
#include "kernels/warp.cuh"
#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/numerics/nearest_filter.hpp"

namespace rfmeans::cuda {
namespace {

/// The nearest centroid by the referee, and the lowest of the other distances.
struct TwoNearest {
    int label = 0;
    float distance = HUGE_VALF;
    float other = HUGE_VALF;

    __device__ void see(int j, float value) {
        if (j == 0 || value < distance) {
            other = distance;
            distance = value;
            label = j;
        } else {
            other = value < other ? value : other;
        }
    }
};

/// Terms of a point, in units.
struct PointTerms {
    int label = 0;
    std::int64_t terms[kPointSums] = {};
};

template <int kDims>
class Scorer {
public:
    __device__ Scorer(const PointSumTask& task, const Coordinates<kDims>& point, int dims)
        : task_(task), point_(point), dims_(dims) {}

    __device__ PointTerms score(std::int64_t left_out) const {
        TwoNearest two;
        for_each_distance(
            point_, task_.centroids, task_.clusters, dims_, [](int) { return 0.0F; },
            [&](int j, float distance) { two.see(j, distance); });
        PointTerms point{two.label};
        point.terms[0] = numerics::distance_in_units(point_, centroid(two.label), dims_);
        if (task_.weights[two.label] != left_out) {  // else alone in its cluster: 0
            point.terms[1] = silhouette(two.label, left_out);
            point.terms[2] = numerics::silhouette_in_units(
                static_cast<double>(point.terms[0]),
                static_cast<double>(numerics::root_in_units(squared_distance_to_other(two))));
        }
        return point;
    }

private:
    __device__ const float* centroid(int j) const { return task_.centroids + static_cast<std::int64_t>(j) * dims_; }

    __device__ double squared_distance_to_other(const TwoNearest& two) const {
        const float limit = numerics::highest_near_distance(two.other, dims_);
        double lowest = HUGE_VAL;
        for_each_distance(
            point_, task_.centroids, task_.clusters, dims_, [](int) { return 0.0F; },
            [&](int j, float distance) {
                if (j != two.label && distance <= limit) {
                    lowest = fmin(lowest, numerics::squared_distance_in_double(point_, centroid(j), dims_));
                }
            });
        return lowest;
    }

    /// From estimates first.
    __device__ std::int64_t silhouette(int own, std::int64_t left_out) const {
        const auto variance = [&](int j) { return task_.variances[j]; };
        float lowest = HUGE_VALF;
        for_each_distance(point_, task_.means, task_.clusters, dims_, variance,
                          [&](int j, float mean) { lowest = j != own && mean < lowest ? mean : lowest; });
        const float limit = numerics::highest_near_mean(lowest, dims_);
        const numerics::Int128 squared_norm = numerics::squared_norm(point_, dims_);
        numerics::MeanDistances means;
        for_each_distance(point_, task_.means, task_.clusters, dims_, variance, [&](int j, float mean) {
            if (j != own && mean <= limit) {
                means.add_other(summed_distance(squared_norm, j), task_.weights[j]);
            }
        });
        means.add_own(summed_distance(squared_norm, own), task_.weights[own] - left_out);
        return means.silhouette();
    }

    __device__ double summed_distance(numerics::Int128 squared_norm, int j) const {
        const numerics::Int128 dot =
            numerics::dot_sum(point_, task_.sums + static_cast<std::int64_t>(j) * dims_, dims_);
        return numerics::to_double(
            numerics::summed_squared_distance(task_.weights[j], squared_norm, dot, task_.squares[j]));
    }

    const PointSumTask& task_;
    const Coordinates<kDims>& point_;
    int dims_;
};

/// All lanes of a warp together: one reduction of every part for each cluster that has a point among them. Lanes of
/// weight 0 add nothing.
__device__ void add_terms(const PointTerms& point, std::int64_t weight, Total* parts) {
    std::int64_t own[kPointSumParts];
#pragma unroll
    for (int t = 0; t < kPointSums; ++t) {
        const numerics::TermParts term = numerics::split_term(point.terms[t]);
        own[2 * t] = weight * term.high;
        own[2 * t + 1] = weight * term.low;
    }
    for (unsigned left = __ballot_sync(kWholeWarp, weight > 0); left != 0;) {
        const int label = __shfl_sync(kWholeWarp, point.label, __ffs(static_cast<int>(left)) - 1);
        const bool member = weight > 0 && point.label == label;
        std::int64_t sum_of_lane = 0;  // lane t: part t
#pragma unroll
        for (int t = 0; t < kPointSumParts; ++t) {
            const std::int64_t sum = add_lanes_widely(member ? own[t] : 0);
            sum_of_lane = lane_index() == t ? sum : sum_of_lane;
        }
        if (lane_index() < kPointSumParts) {
            atomicAdd(parts + static_cast<std::int64_t>(label) * kPointSumParts + lane_index(),
                      static_cast<Total>(sum_of_lane));
        }
        left &= ~__ballot_sync(kWholeWarp, member);
    }
}

/// Points are padded to whole warps, so that all lanes go on together; what is padding has weight 0 here.
template <int kDims>
__global__ void __launch_bounds__(kThreads, 2)
    point_sum_kernel(DevicePoints points, PointSumTask task, bool own_parts) {
    extern __shared__ Total shared_parts[];
    const int dims = dims_of<kDims>(points);
    const std::int64_t size = std::int64_t{task.clusters} * kPointSumParts;
    Total* const parts = own_parts ? shared_parts : task.parts;
    for (std::int64_t s = threadIdx.x; own_parts && s < size; s += blockDim.x) {
        shared_parts[s] = 0;
    }
    __syncthreads();
    for (std::int64_t i = first_item(); i < points.stride; i += item_stride()) {
        std::int64_t weight = i < points.points ? 1 : 0;
        if (weight != 0 && points.weights != nullptr) {
            weight = points.weights[i];
        }
        PointTerms point;
        if (weight != 0) {
            const Coordinates<kDims> coordinates(points, i);
            point = Scorer<kDims>(task, coordinates, dims).score(task.weight_exponent == 0 ? 1 : weight);
        }
        add_terms(point, weight, parts);
    }
    __syncthreads();
    for (std::int64_t s = threadIdx.x; own_parts && s < size; s += blockDim.x) {
        if (shared_parts[s] != 0) {
            atomicAdd(task.parts + s, shared_parts[s]);
        }
    }
}

using PointSumKernel = void (*)(DevicePoints, PointSumTask, bool);
constexpr PointSumKernel kPointSumKernels[] = {point_sum_kernel<0>, point_sum_kernel<1>, point_sum_kernel<2>,
                                               point_sum_kernel<3>, point_sum_kernel<4>, point_sum_kernel<5>,
                                               point_sum_kernel<6>, point_sum_kernel<7>, point_sum_kernel<8>};

}  // namespace

void add_point_sums(const DevicePoints& points, const PointSumTask& task, std::int64_t multiprocessors,
                    const Stream& stream) {
    constexpr std::int64_t kBlocks = 4;  // of a multiprocessor
    const std::int64_t bytes = task.clusters * kPointSumParts * static_cast<std::int64_t>(sizeof(Total));
    const bool own_parts = bytes <= kSharedBytes;
    launch(kernel_for(kPointSumKernels, points.dims),
           {.blocks = dim3(blocks_for(points.stride, kBlocks * multiprocessors)),
            .shared_bytes = own_parts ? bytes : 0,
            .action = "measuring clusters"},
           stream, points, task, own_parts);
}

}  // namespace rfmeans::cuda
