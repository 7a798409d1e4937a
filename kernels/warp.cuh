// What the lanes of a warp do together.
#pragma once

#include <cstdint>

namespace rfmeans::cuda {

inline constexpr unsigned kWholeWarp = 0xFFFF'FFFFU;
inline constexpr int kWarp = 32;

__device__ inline int lane_index() {
    return static_cast<int>(threadIdx.x % kWarp);
}

/// Sums over all lanes, in every lane.
__device__ inline unsigned add_lanes(unsigned value) {
#if __CUDA_ARCH__ >= 800
    return __reduce_add_sync(kWholeWarp, value);
#else
    for (int step = kWarp / 2; step > 0; step /= 2) {
        value += __shfl_xor_sync(kWholeWarp, value, step);
    }
    return value;
#endif
}

__device__ inline int add_lanes(int value) {
    return static_cast<int>(add_lanes(static_cast<unsigned>(value)));
}

__device__ inline unsigned or_lanes(unsigned value) {
#if __CUDA_ARCH__ >= 800
    return __reduce_or_sync(kWholeWarp, value);
#else
    for (int step = kWarp / 2; step > 0; step /= 2) {
        value |= __shfl_xor_sync(kWholeWarp, value, step);
    }
    return value;
#endif
}

__device__ inline std::uint64_t or_lanes(std::uint64_t value) {
    const unsigned low = or_lanes(static_cast<unsigned>(value));
    const unsigned high = or_lanes(static_cast<unsigned>(value >> 32));
    return static_cast<std::uint64_t>(high) << 32 | low;
}

__device__ inline int least_of_lanes(int value) {
#if __CUDA_ARCH__ >= 800
    return __reduce_min_sync(kWholeWarp, value);
#else
    for (int step = kWarp / 2; step > 0; step /= 2) {
        value = min(value, __shfl_xor_sync(kWholeWarp, value, step));
    }
    return value;
#endif
}

__device__ inline unsigned least_of_lanes(unsigned value) {
#if __CUDA_ARCH__ >= 800
    return __reduce_min_sync(kWholeWarp, value);
#else
    for (int step = kWarp / 2; step > 0; step /= 2) {
        value = min(value, __shfl_xor_sync(kWholeWarp, value, step));
    }
    return value;
#endif
}

__device__ inline int greatest_of_lanes(int value) {
    return -least_of_lanes(-value);
}

/// The sum of 32 int32, which may leave int32: two halves.
__device__ inline std::int64_t add_lanes_widely(int value) {
    const int high = add_lanes(value >> 16);
    const unsigned low = add_lanes(static_cast<unsigned>(value) & 0xFFFFU);
    return (static_cast<std::int64_t>(high) << 16) + low;
}

/// The sum of 32 int64, which must fit: three parts of 27, 27 and 10 bits, so that 32 of each fit a word.
__device__ inline std::int64_t add_lanes_widely(std::int64_t value) {
    constexpr unsigned kPart = (1U << 27) - 1;
    const unsigned low = add_lanes(static_cast<unsigned>(value) & kPart);
    const unsigned middle = add_lanes(static_cast<unsigned>(value >> 27) & kPart);
    const int high = add_lanes(static_cast<int>(value >> 54));
    return (static_cast<std::int64_t>(high) << 54) + (static_cast<std::int64_t>(middle) << 27) +
           static_cast<std::int64_t>(low);
}

}  // namespace rfmeans::cuda
