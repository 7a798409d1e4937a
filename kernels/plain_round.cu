// Rounds without labels kept, for any number of dimensions and clusters: every point is added anew.
#include <algorithm>

#include "kernels/launch.cuh"
#include "kernels/nearest.cuh"
#include "kernels/round_kernels.hpp"
#include "kernels/square.cuh"
#include "kernels/threads.cuh"

namespace rfmeans::cuda {
namespace {

/// What of a fit a block holds in its shared memory; the rest it reads and adds in global memory.
enum class Placement { totals_and_centroids, centroids, nothing };

[[nodiscard]] constexpr std::int64_t centroid_bytes(std::int64_t k, int dims) {
    return k * dims * static_cast<std::int64_t>(sizeof(float));
}

[[nodiscard]] constexpr std::int64_t total_bytes(std::int64_t k, int features) {
    return k * features * static_cast<std::int64_t>(sizeof(Total));
}

/// By the largest fit of a table.
[[nodiscard]] Placement place_fits(std::int64_t k, int dims, int features) {
    if (total_bytes(k, features) + centroid_bytes(k, dims) <= kSharedBytes) {
        return Placement::totals_and_centroids;
    }
    return centroid_bytes(k, dims) <= kSharedBytes ? Placement::centroids : Placement::nothing;
}

/// Adds this thread's points to the totals [k, features] of their nearest centroids. Integers: the order of the
/// atomics changes nothing.
template <int kDims>
__device__ void add_points(const DevicePoints& points, const float* centroids, int k, bool squares, Total* totals) {
    const int dims = dims_of<kDims>(points);
    const int features = count_features(dims, squares);
    for (std::int64_t i = first_item(); i < points.points; i += item_stride()) {
        const Coordinates<kDims> point(points, i);
        const auto nearest = find_nearest<kDims>(point, centroids, k, dims);
        const std::int64_t weight = points.weights != nullptr ? points.weights[i] : 1;
        Total* const cluster = totals + static_cast<std::int64_t>(nearest.label) * features;
        for (int d = 0; d < dims; ++d) {
            const auto q = static_cast<int>(point[d]);
            atomicAdd(cluster + d, static_cast<Total>(weight * q));
            if (squares) {
                const Square square(q);
                atomicAdd(cluster + dims + 1 + d, static_cast<Total>(weight * square.low));
                atomicAdd(cluster + 2 * dims + 1 + d, static_cast<Total>(weight * square.high));
            }
        }
        atomicAdd(cluster + dims, static_cast<Total>(weight));
    }
}

/// Block (x, y): the x-th share of the points, fits y, y + gridDim.y, …
template <int kDims>
__global__ void plain_kernel(DevicePoints points, FitTable table, Placement placement, bool squares) {
    extern __shared__ Total shared[];
    const int dims = dims_of<kDims>(points);
    for (int a = static_cast<int>(blockIdx.y); a < table.active[0]; a += static_cast<int>(gridDim.y)) {
        const int fit = table.active[1 + a];
        if (table.status[fit].state != FitState::running) {
            continue;
        }
        const FitShape shape = table.shapes[fit];
        const float* centroids = table.centroids + static_cast<std::int64_t>(shape.first) * dims;
        const int features = count_features(dims, squares);
        Total* const totals = table.totals + static_cast<std::int64_t>(shape.first) * features;
        const std::int64_t sums = static_cast<std::int64_t>(shape.k) * features;
        const bool own_totals = placement == Placement::totals_and_centroids;
        if (placement != Placement::nothing) {
            auto* const copy = reinterpret_cast<float*>(own_totals ? shared + sums : shared);
            copy_to_shared(centroids, copy, static_cast<std::int64_t>(shape.k) * dims);
            centroids = copy;
        }
        for (std::int64_t s = threadIdx.x; own_totals && s < sums; s += blockDim.x) {
            shared[s] = 0;
        }
        __syncthreads();
        add_points<kDims>(points, centroids, shape.k, squares, own_totals ? shared : totals);
        __syncthreads();
        for (std::int64_t s = threadIdx.x; own_totals && s < sums; s += blockDim.x) {
            if (shared[s] != 0) {
                atomicAdd(totals + s, shared[s]);
            }
        }
        __syncthreads();  // the next fit overwrites the shared memory
    }
}

using PlainKernel = void (*)(DevicePoints, FitTable, Placement, bool);
constexpr PlainKernel kPlainKernels[] = {plain_kernel<0>, plain_kernel<1>, plain_kernel<2>,
                                         plain_kernel<3>, plain_kernel<4>, plain_kernel<5>,
                                         plain_kernel<6>, plain_kernel<7>, plain_kernel<8>};

}  // namespace

void plain_round(const DevicePoints& points, const FitTable& table, bool squares, std::int64_t multiprocessors,
                 const Stream& stream) {
    constexpr std::int64_t kBlocks = 8;  // of a multiprocessor of 2,048 threads
    const Placement placement = place_fits(table.largest_k, points.dims, count_features(points.dims, squares));
    const std::int64_t rows = std::clamp<std::int64_t>(table.fits, 1, kMostRows);
    // Few blocks a fit: each zeroes and adds k·(dims + 1) sums.
    const std::int64_t blocks_a_fit = (kBlocks * multiprocessors + rows - 1) / rows;
    std::int64_t bytes = 0;
    if (placement != Placement::nothing) {
        bytes = centroid_bytes(table.largest_k, points.dims);
    }
    if (placement == Placement::totals_and_centroids) {
        bytes += total_bytes(table.largest_k, count_features(points.dims, squares));
    }
    launch(kernel_for(kPlainKernels, points.dims),
           {.blocks = dim3(blocks_for(points.points, blocks_a_fit), static_cast<unsigned>(rows)),
            .shared_bytes = bytes,
            .action = "assigning points"},
           stream, points, table, placement, squares);
}

void check_kernels() {
    cudaFuncAttributes ignored;
    check(cudaFuncGetAttributes(&ignored, reinterpret_cast<const void*>(kPlainKernels[0])), "loading the kernels");
}

}  // namespace rfmeans::cuda
