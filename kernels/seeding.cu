// Greedy k-means++ in passes over all points: draw candidates by prefix sums, sum their potentials, take the best.
// Seeding weights are integers, so no sum depends on an order.
#include <climits>

#include "kernels/launch.cuh"
#include "kernels/ranks.cuh"
#include "kernels/seeding.hpp"
#include "kernels/threads.cuh"
#include "kernels/warp.cuh"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cuda {
namespace {

constexpr int kPointsAThread = kSeedingChunk / kThreads;

/// The sum over the block, in every thread. All threads of the block call it.
__device__ std::uint64_t add_block(std::uint64_t value) {
    __shared__ std::uint64_t warps[kThreads / kWarp];
    for (int step = kWarp / 2; step > 0; step /= 2) {
        value += __shfl_xor_sync(kWholeWarp, value, step);
    }
    __syncthreads();
    if (lane_index() == 0) {
        warps[threadIdx.x / kWarp] = value;
    }
    __syncthreads();
    std::uint64_t sum = 0;
    for (const std::uint64_t warp : warps) {
        sum += warp;
    }
    return sum;
}

__global__ void __launch_bounds__(kThreads) weight_kernel(DevicePoints points, SeedingTask task) {
    for (std::int64_t chunk = blockIdx.x; chunk < task.chunk_count; chunk += gridDim.x) {
        std::uint64_t sum = 0;
        for (int i = 0; i < kPointsAThread; ++i) {
            const std::int64_t place = chunk * kSeedingChunk + i * kThreads + threadIdx.x;
            sum += place < points.points ? weight_of(points, place) : 0;
        }
        sum = add_block(sum);
        for (int seed = static_cast<int>(threadIdx.x); seed < task.seeds; seed += kThreads) {
            task.chunks[seed * task.chunk_count + chunk] = sum;
        }
    }
}

/// A block a seed: the step's candidates.
__global__ void __launch_bounds__(kThreads) draw_kernel(DevicePoints points, SeedingTask task, SeedingStep step) {
    const std::int64_t seed = blockIdx.x;
    const std::uint64_t* const nearest = task.nearest + seed * points.points;
    const std::uint64_t* const chunks = task.chunks + seed * task.chunk_count;
    std::uint64_t total = 0;
    for (std::int64_t chunk = threadIdx.x; chunk < task.chunk_count; chunk += kThreads) {
        total += chunks[chunk];
    }
    total = add_block(total);
    if (threadIdx.x < kMostCandidates) {
        task.potentials[seed * kMostCandidates + threadIdx.x] = 0;
    }
    if (total == 0) {
        // What is left lies closer than the shift resolves: the first point that equals no centre, as the only
        // candidate.
        __shared__ unsigned long long unlike;
        if (threadIdx.x == 0) {
            unlike = ULLONG_MAX;
        }
        __syncthreads();
        for (std::int64_t place = threadIdx.x; place < points.points; place += kThreads) {
            if (nearest[place] > 0) {
                atomicMin(&unlike, static_cast<unsigned long long>(place));
                break;
            }
        }
        __syncthreads();
        if (threadIdx.x < step.candidates) {
            task.candidates[seed * kMostCandidates + threadIdx.x] = unlike;
        }
        return;
    }
    for (int t = 0; t < step.candidates; ++t) {
        const std::uint64_t rank = __umul64hi(task.bits[seed * task.draws + step.first_draw + t], total);
        const Found chunk = find_rank(task.chunk_count, rank, [&](std::int64_t c) { return chunks[c]; });
        const std::int64_t first = chunk.item * kSeedingChunk;
        const std::int64_t count = min(std::int64_t{kSeedingChunk}, points.points - first);
        const Found point = find_rank(count, rank - chunk.before, [&](std::int64_t i) {
            const std::uint64_t weight = weight_of(points, first + i);
            return step.centre == 0 ? weight : weight * (nearest[first + i] >> task.shift);
        });
        if (threadIdx.x == 0) {
            task.candidates[seed * kMostCandidates + t] = static_cast<std::uint64_t>(first + point.item);
        }
    }
}

/// As numerics::exact_squared_distance.
template <int kDims>
__device__ std::uint64_t exact_distance(const Coordinates<kDims>& point, const float* centre, int dims) {
    std::uint64_t total = 0;
    for (int d = 0; d < (kDims > 0 ? kDims : dims); ++d) {
        total += numerics::exact_square(point[d], centre[d]);
    }
    return total;
}

/// Block (x, y): the x-th share of the chunks, seed y: what the potential would be with each candidate.
template <int kDims, int kMost>
__global__ void __launch_bounds__(kThreads) potential_kernel(DevicePoints points, SeedingTask task, int candidates) {
    extern __shared__ float centres[];  // [candidates, dims]
    const int dims = dims_of<kDims>(points);
    for (int seed = static_cast<int>(blockIdx.y); seed < task.seeds; seed += static_cast<int>(gridDim.y)) {
        __syncthreads();
        for (int i = static_cast<int>(threadIdx.x); i < candidates * dims; i += kThreads) {
            const std::uint64_t place = task.candidates[seed * kMostCandidates + i / dims];
            centres[i] = points.values[i % dims * points.stride + static_cast<std::int64_t>(place)];
        }
        __syncthreads();
        std::uint64_t sums[kMost] = {};
        const std::uint64_t* const nearest = task.nearest + seed * points.points;
        for (std::int64_t place = first_item(); place < points.points; place += item_stride()) {
            const Coordinates<kDims> point(points, place);
            const std::uint64_t before = nearest[place];
            const std::uint64_t weight = weight_of(points, place);
#pragma unroll
            for (int t = 0; t < kMost; ++t) {
                if (t < candidates) {
                    const std::uint64_t distance = exact_distance<kDims>(point, centres + t * dims, dims);
                    sums[t] += weight * ((distance < before ? distance : before) >> task.shift);
                }
            }
        }
#pragma unroll
        for (int t = 0; t < kMost; ++t) {
            if (t < candidates) {
                const std::uint64_t sum = add_block(sums[t]);
                if (threadIdx.x == 0) {
                    atomicAdd(reinterpret_cast<Total*>(task.potentials + seed * kMostCandidates + t),
                              static_cast<Total>(sum));
                }
            }
        }
    }
}

/// Block (x, y): the x-th share of the chunks, seed y. The candidate of lowest potential becomes the centre; the
/// earlier one wins a tie.
template <int kDims>
__global__ void __launch_bounds__(kThreads) accept_kernel(DevicePoints points, SeedingTask task, SeedingStep step) {
    extern __shared__ float centre[];  // [dims]
    const int dims = dims_of<kDims>(points);
    for (int seed = static_cast<int>(blockIdx.y); seed < task.seeds; seed += static_cast<int>(gridDim.y)) {
        const std::uint64_t* const candidates = task.candidates + seed * kMostCandidates;
        const std::uint64_t* const potentials = task.potentials + seed * kMostCandidates;
        int best = 0;
        for (int t = 1; t < step.candidates; ++t) {
            best = potentials[t] < potentials[best] ? t : best;
        }
        const auto place = static_cast<std::int64_t>(candidates[best]);
        if (blockIdx.x == 0 && threadIdx.x == 0) {
            task.rows[static_cast<std::int64_t>(seed) * task.centres + step.centre] =
                points.rows != nullptr ? points.rows[place] : static_cast<std::uint64_t>(place);
        }
        __syncthreads();
        for (int d = static_cast<int>(threadIdx.x); d < dims; d += kThreads) {
            centre[d] = points.values[d * points.stride + place];
        }
        __syncthreads();
        std::uint64_t* const nearest = task.nearest + seed * points.points;
        for (std::int64_t chunk = blockIdx.x; chunk < task.chunk_count; chunk += gridDim.x) {
            std::uint64_t sum = 0;
            for (int i = 0; i < kPointsAThread; ++i) {
                const std::int64_t own = chunk * kSeedingChunk + i * kThreads + threadIdx.x;
                if (own < points.points) {
                    const Coordinates<kDims> point(points, own);
                    const std::uint64_t distance = exact_distance<kDims>(point, centre, dims);
                    const std::uint64_t before = step.centre == 0 ? UINT64_MAX : nearest[own];
                    const std::uint64_t now = distance < before ? distance : before;
                    nearest[own] = now;
                    sum += weight_of(points, own) * (now >> task.shift);
                }
            }
            sum = add_block(sum);
            if (threadIdx.x == 0) {
                task.chunks[seed * task.chunk_count + chunk] = sum;
            }
        }
    }
}

using PotentialKernel = void (*)(DevicePoints, SeedingTask, int);
template <int kMost>
constexpr PotentialKernel kPotentialKernels[] = {
    potential_kernel<0, kMost>, potential_kernel<1, kMost>, potential_kernel<2, kMost>,
    potential_kernel<3, kMost>, potential_kernel<4, kMost>, potential_kernel<5, kMost>,
    potential_kernel<6, kMost>, potential_kernel<7, kMost>, potential_kernel<8, kMost>};

using AcceptKernel = void (*)(DevicePoints, SeedingTask, SeedingStep);
constexpr AcceptKernel kAcceptKernels[] = {accept_kernel<0>, accept_kernel<1>, accept_kernel<2>,
                                           accept_kernel<3>, accept_kernel<4>, accept_kernel<5>,
                                           accept_kernel<6>, accept_kernel<7>, accept_kernel<8>};

/// The instance with room for so many candidates.
PotentialKernel potential_kernel_for(int dims, int candidates) {
    if (candidates <= 4) {
        return kernel_for(kPotentialKernels<4>, dims);
    }
    return candidates <= 8 ? kernel_for(kPotentialKernels<8>, dims)
                           : kernel_for(kPotentialKernels<kMostCandidates>, dims);
}

}  // namespace

void sum_weights(const DevicePoints& points, const SeedingTask& task, std::int64_t blocks, const Stream& stream) {
    launch(weight_kernel, {.blocks = dim3(blocks_for(task.chunk_count, blocks, 1)), .action = "summing weights"},
           stream, points, task);
}

void seed_centre(const DevicePoints& points, const SeedingTask& task, const SeedingStep& step, std::int64_t blocks,
                 const Stream& stream) {
    const auto seeds = static_cast<unsigned>(task.seeds);
    const auto rows = static_cast<unsigned>(std::min<std::int64_t>(task.seeds, kMostRows));
    const dim3 grid(blocks_for(task.chunk_count, std::max<std::int64_t>(1, blocks / rows), 1), rows);
    const std::int64_t point_bytes = points.dims * static_cast<std::int64_t>(sizeof(float));
    launch(draw_kernel, {.blocks = dim3(seeds), .action = "drawing starts"}, stream, points, task, step);
    if (step.centre > 0) {
        launch(potential_kernel_for(points.dims, step.candidates),
               {.blocks = grid, .shared_bytes = step.candidates * point_bytes, .action = "judging starts"}, stream,
               points, task, step.candidates);
    }
    launch(kernel_for(kAcceptKernels, points.dims),
           {.blocks = grid, .shared_bytes = point_bytes, .action = "taking starts"}, stream, points, task, step);
}

}  // namespace rfmeans::cuda
