// Silhouettes over all pairs of points: a thread scores a point, and its block reads all points through shared memory.
#include "kernels/launch.cuh"
#include "kernels/silhouette.hpp"
#include "kernels/threads.cuh"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {
namespace {

/// From one coordinate of a point to the next.
constexpr int kStride = static_cast<int>(ClusteredPoints::kTilePoints);

__device__ const float* find_point(const SilhouetteTask& task, std::int64_t i, int dims) {
    return task.tiles + ClusteredPoints::place(static_cast<std::size_t>(i), static_cast<std::size_t>(dims));
}

/// The thread's point. kDims = 0: the number of dimensions is known at run time only, it stays in global memory, where
/// a warp's points lie side by side.
template <int kDims>
struct TilePoint {
    float values[kDims];

    __device__ explicit TilePoint(const float* first) {
        for (int d = 0; d < kDims; ++d) {
            values[d] = first[d * kStride];
        }
    }
    __device__ float operator[](int d) const { return values[d]; }
};

template <>
struct TilePoint<0> {
    const float* first;

    __device__ explicit TilePoint(const float* place) : first(place) {}
    __device__ float operator[](int d) const { return first[d * kStride]; }
};

/// Sums of 64 bits are made where all weights are 1 (ClusteredPoints).
template <class Sum>
inline constexpr bool kWeighted = sizeof(Sum) > sizeof(std::uint64_t);

/// Points of one cluster in shared memory.
struct PairTile {
    float* columns;         ///< [dims, places]
    std::int64_t* weights;  ///< [places], where kWeighted
    int places;
    int count;

    /// All threads of the block copy; they meet before and after.
    template <class Sum>
    __device__ void copy(const SilhouetteTask& task, std::int64_t first, int dims) const {
        __syncthreads();
        for (int j = static_cast<int>(threadIdx.x); j < count; j += static_cast<int>(blockDim.x)) {
            const float* const point = find_point(task, first + j, dims);
            for (int d = 0; d < dims; ++d) {
                columns[d * places + j] = point[d * kStride];
            }
            if (kWeighted<Sum>) {
                weights[j] = task.weights ? task.weights[first + j] : 1;
            }
        }
        __syncthreads();
    }
};

template <int kGroup>
struct alignas(sizeof(float) * kGroup) FloatGroup {
    float values[kGroup];
};

/// Adds w·distance to kGroup points of the tile from its j-th on, which is a multiple of kGroup. A loaded coordinate of
/// the thread's own point serves them all, and theirs come in one load.
template <int kGroup, int kDims, class Sum>
__device__ void add_group(const TilePoint<kDims>& point, const PairTile& tile, int j, int dims, Sum& sum) {
    float squares[kGroup] = {};
    for (int d = 0; d < dims; ++d) {
        const auto others = *reinterpret_cast<const FloatGroup<kGroup>*>(tile.columns + d * tile.places + j);
        const float x = point[d];
        for (int g = 0; g < kGroup; ++g) {
            squares[g] = numerics::add_square(squares[g], x, others.values[g]);
        }
    }
    for (int g = 0; g < kGroup; ++g) {
        const Sum distance = numerics::pair_distance_in_units(squares[g]);
        sum += kWeighted<Sum> ? static_cast<Sum>(tile.weights[j + g]) * distance : distance;
    }
}

template <int kDims, class Sum>
__device__ Sum sum_tile(const TilePoint<kDims>& point, const PairTile& tile, int dims) {
    constexpr int kGroup = 4;
    Sum sum = 0;
    int j = 0;
#pragma unroll 1  // a group is unrolled as it is
    for (; j + kGroup <= tile.count; j += kGroup) {
        add_group<kGroup>(point, tile, j, dims, sum);
    }
#pragma unroll 1
    for (; j < tile.count; ++j) {
        add_group<1>(point, tile, j, dims, sum);
    }
    return sum;
}

/// Points lie cluster after cluster, so that a warp's threads do the same but where a cluster ends.
template <int kDims, class Sum>
__global__ void silhouette_kernel(SilhouetteTask task) {
    extern __shared__ std::int64_t shared_tile[];
    const int dims = kDims > 0 ? kDims : task.dims;
    PairTile tile{reinterpret_cast<float*>(shared_tile + task.places), shared_tile, task.places, 0};
    const std::int64_t place = task.first + first_item();
    const std::int64_t i = place < task.end ? place : task.end - 1;  // beyond: only copies tiles
    const TilePoint<kDims> point(find_point(task, i, dims));
    const std::int64_t left_out = task.weight_exponent == 0 || !task.weights ? 1 : task.weights[i];
    numerics::MeanDistances means;
    bool alone = false;
    for (std::int64_t c = 0; c < task.cluster_count; ++c) {
        const ClusterRange cluster = task.clusters[c];
        Sum sum = 0;
        for (std::int64_t first = cluster.first; first < cluster.end; first += task.places) {
            const std::int64_t rest = cluster.end - first;
            tile.count = rest < task.places ? static_cast<int>(rest) : task.places;
            tile.copy<Sum>(task, first, dims);
            sum += sum_tile<kDims, Sum>(point, tile, dims);
        }
        if (cluster.first <= i && i < cluster.end) {
            alone = cluster.weight == left_out;
            means.add_own(static_cast<double>(sum), cluster.weight - left_out);
        } else {
            means.add_other(static_cast<double>(sum), cluster.weight);
        }
    }
    if (place < task.end) {
        task.scores[place] = alone ? 0 : static_cast<std::int32_t>(means.silhouette());
    }
}

using SilhouetteKernel = void (*)(SilhouetteTask);

template <class Sum>
constexpr SilhouetteKernel kSilhouetteKernels[] = {silhouette_kernel<0, Sum>, silhouette_kernel<1, Sum>,
                                                   silhouette_kernel<2, Sum>, silhouette_kernel<3, Sum>,
                                                   silhouette_kernel<4, Sum>, silhouette_kernel<5, Sum>};

}  // namespace

void score_silhouettes(const SilhouetteTask& task, const Stream& stream) {
    const SilhouetteKernel kernel = task.sums == numerics::PairSums::bits64
                                        ? kernel_for(kSilhouetteKernels<std::uint64_t>, task.dims)
                                        : kernel_for(kSilhouetteKernels<numerics::UInt128>, task.dims);
    const std::int64_t point_bytes = std::int64_t{sizeof(std::int64_t)} + task.dims * std::int64_t{sizeof(float)};
    launch(kernel,
           {.blocks = dim3(blocks_for(task.end - task.first, INT32_MAX)),
            .shared_bytes = task.places * point_bytes,
            .action = "comparing all pairs of points"},
           stream, task);
}

}  // namespace rfmeans::cuda
