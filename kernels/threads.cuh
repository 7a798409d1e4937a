// How threads share items, and how they read coordinates.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"

namespace rfmeans::cuda {

/// First item of this thread, and the step to its next.
__device__ inline std::int64_t first_item() {
    return static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
}
__device__ inline std::int64_t item_stride() {
    return static_cast<std::int64_t>(gridDim.x) * blockDim.x;
}

/// One point's coordinates, in registers. kDims = 0: the number of dimensions is known at run time only, they stay in
/// global memory, where the points of a warp lie side by side.
template <int kDims>
struct Coordinates {
    float values[kDims];

    __device__ Coordinates(const DevicePoints& points, std::int64_t place) {
#pragma unroll
        for (int d = 0; d < kDims; ++d) {
            values[d] = points.values[d * points.stride + place];
        }
    }
    __device__ float operator[](int d) const { return values[d]; }
};

template <>
struct Coordinates<0> {
    const float* first;
    std::int64_t stride;

    __device__ Coordinates(const DevicePoints& points, std::int64_t place)
        : first(points.values + place), stride(points.stride) {}
    __device__ float operator[](int d) const { return first[d * stride]; }
};

template <int kDims>
__device__ int dims_of(const DevicePoints& points) {
    return kDims > 0 ? kDims : points.dims;
}

/// All threads of the block copy; they must meet before they read.
__device__ inline void copy_to_shared(const float* source, float* target, std::int64_t size) {
    for (std::int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        target[i] = source[i];
    }
}

/// The instance for `dims`. `kernels` holds those for 0 (run time), 1, 2, … dimensions.
template <class Kernel, int kCount>
[[nodiscard]] Kernel kernel_for(const Kernel (&kernels)[kCount], int dims) {
    return kernels[dims < kCount ? dims : 0];
}

}  // namespace rfmeans::cuda
