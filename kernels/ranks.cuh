// The item on which a rank falls, by prefix sums of a block.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/launch.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {

/// The first of `count` items whose inclusive prefix sum exceeds `rank`, and the sum before it. `rank` is below the sum
/// of all. All threads of the block call it.
struct Found {
    std::int64_t item;
    std::uint64_t before;
};

template <class Weight>
[[nodiscard]] __device__ Found find_rank(std::int64_t count, std::uint64_t rank, const Weight& weight) {
    __shared__ std::uint64_t warps[kThreads / kWarp];
    __shared__ Found found;
    const std::int64_t share = (count + kThreads - 1) / kThreads;
    const std::int64_t first = min(count, threadIdx.x * share);
    const std::int64_t last = min(count, first + share);
    std::uint64_t own = 0;
    for (std::int64_t i = first; i < last; ++i) {
        own += weight(i);
    }
    std::uint64_t before = own;  // of the lanes before, in a moment
    for (int step = 1; step < kWarp; step *= 2) {
        const std::uint64_t other = __shfl_up_sync(kWholeWarp, before, step);
        before += lane_index() >= step ? other : 0;
    }
    const unsigned warp = threadIdx.x / kWarp;
    __syncthreads();
    if (lane_index() == kWarp - 1) {
        warps[warp] = before;
    }
    before -= own;
    __syncthreads();
    for (unsigned w = 0; w < warp; ++w) {
        before += warps[w];
    }
    if (before <= rank && rank - before < own) {
        std::int64_t i = first;
        for (std::uint64_t next = weight(i); before + next <= rank; next = weight(i)) {
            before += next;
            ++i;
        }
        found = {i, before};
    }
    __syncthreads();
    return found;
}

[[nodiscard]] __device__ inline std::uint64_t weight_of(const DevicePoints& points, std::int64_t place) {
    return points.weights != nullptr ? static_cast<std::uint64_t>(points.weights[place]) : 1;
}

}  // namespace rfmeans::cuda
