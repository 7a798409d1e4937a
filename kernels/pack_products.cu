// What a matrix product needs of points and centroids: the form it takes, and bounds for what it loses.
#include <algorithm>

#include "kernels/launch.cuh"
#include "kernels/product_kernels.hpp"
#include "kernels/threads.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {
namespace {

using numerics::ProductFactors;
using numerics::Reach;

constexpr int kPackWarps = 8;

__global__ void bound_kernel(DevicePoints points, ProductFactors factors, Reach* reach) {
    for (std::int64_t i = first_item(); i < points.stride; i += item_stride()) {
        double square = 0;
        double lost = 0;
        for (int d = 0; d < points.dims; ++d) {
            const float x = points.values[d * points.stride + i];
            const float difference = factors == ProductFactors::tf32 ? x - numerics::cut_to_tf32(x) : 0.0F;
            square += static_cast<double>(x) * x;
            lost += static_cast<double>(difference) * difference;
        }
        reach[i] = numerics::point_reach(square, lost);
    }
}

__device__ double add_doubles(double value) {
    for (int step = kWarp / 2; step > 0; step /= 2) {
        value += __shfl_xor_sync(kWholeWarp, value, step);
    }
    return value;
}

/// A block a fit, a warp a centroid.
__global__ void __launch_bounds__(kPackWarps* kWarp)
    pack_kernel(FitTable table, int dims, ProductFactors factors, PackedCentroids packed) {
    __shared__ std::int32_t shared_column;
    __shared__ Reach shared_reach[kPackWarps];
    const auto warp = static_cast<int>(threadIdx.x) / kWarp;
    const int lane = lane_index();
    for (int a = static_cast<int>(blockIdx.x); a < table.active[0]; a += static_cast<int>(gridDim.x)) {
        const int fit = table.active[1 + a];
        const FitShape shape = table.shapes[fit];
        if (warp == 0) {
            int before = 0;
            for (int other = lane; other < a; other += kWarp) {
                before += table.shapes[table.active[1 + other]].k;
            }
            before = add_lanes(before);
            if (lane == 0) {
                shared_column = before;
                packed.columns[fit] = before;
            }
        }
        __syncthreads();
        const std::int64_t column = shared_column;
        Reach reach{0, 0};
        for (std::int64_t j = warp; j < shape.k; j += kPackWarps) {
            const float* const centroid = table.centroids + (shape.first + j) * dims;
            float* const copy = packed.values + (column + j) * packed.pitch;
            double square = 0;
            double lost = 0;
            for (int d = lane; d < dims; d += kWarp) {
                const float c = centroid[d];
                const float taken = factors == ProductFactors::tf32 ? numerics::round_to_tf32(c) : c;
                copy[d] = taken;
                square += static_cast<double>(c) * c;
                lost += (static_cast<double>(c) - taken) * (static_cast<double>(c) - taken);
            }
            square = add_doubles(square);
            lost = add_doubles(lost);
            if (lane == 0) {
                packed.squares[column + j] = static_cast<float>(square);
            }
            reach = numerics::wider(reach, numerics::centroid_reach(square, lost));
        }
        if (lane == 0) {
            shared_reach[warp] = reach;
        }
        __syncthreads();
        if (threadIdx.x == 0) {
            for (int w = 1; w < kPackWarps; ++w) {
                reach = numerics::wider(reach, shared_reach[w]);
            }
            packed.reach[fit] = reach;
        }
        __syncthreads();  // the next fit overwrites the shared memory
    }
}

}  // namespace

void bound_points(const DevicePoints& points, ProductFactors factors, Reach* reach, std::int64_t blocks,
                  const Stream& stream) {
    launch(bound_kernel, {.blocks = dim3(blocks_for(points.stride, blocks)), .action = "bounding points"}, stream,
           points, factors, reach);
}

void pack_centroids(const FitTable& table, int dims, ProductFactors factors, const PackedCentroids& packed,
                    const Stream& stream) {
    const auto blocks = static_cast<unsigned>(std::clamp<std::int64_t>(table.fits, 1, kMostRows));
    launch(pack_kernel, {.blocks = dim3(blocks), .threads = kPackWarps * kWarp, .action = "preparing centroids"},
           stream, table, dims, factors, packed);
}

}  // namespace rfmeans::cuda
