// How threads read points and centroids.
#pragma once

#include <cstdint>

#include "kernels/batch.hpp"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {

/// Up to here the number of dimensions is known to the compiler, and a point lies in registers.
inline constexpr int kUnrolledDims = 5;

/// One point's coordinates. kDims = 0: the number of dimensions is known at run time only, they stay in global memory.
template <int kDims>
struct Coordinates {
    float values[kDims];

    __device__ explicit Coordinates(const float* row) {
        for (int d = 0; d < kDims; ++d) {
            values[d] = row[d];
        }
    }
};

template <>
struct Coordinates<0> {
    const float* values;

    __device__ explicit Coordinates(const float* row) : values(row) {}
};

template <int kDims>
__device__ int dims_of(const DevicePoints& points) {
    return kDims > 0 ? kDims : points.dims;
}

/// First point of this thread, and the step to its next.
__device__ inline std::int64_t first_item() {
    return static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
}
__device__ inline std::int64_t item_stride() {
    return static_cast<std::int64_t>(gridDim.x) * blockDim.x;
}

/// All threads of the block copy; they must meet before they read.
__device__ inline void copy_to_shared(const float* source, float* target, std::int64_t size) {
    for (std::int64_t i = threadIdx.x; i < size; i += blockDim.x) {
        target[i] = source[i];
    }
}

/// The instance for `dims`. `kernels` holds those for 0 (run time), 1, 2, … dimensions.
template <class Kernel>
[[nodiscard]] Kernel kernel_for(const Kernel (&kernels)[kUnrolledDims + 1], int dims) {
    return kernels[dims <= kUnrolledDims ? dims : 0];
}

}  // namespace rfmeans::cuda
