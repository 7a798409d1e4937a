// Centroids in shared memory, padded so that one is read as whole vectors.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {

/// kDims = 0: the number of dimensions is known at run time only, and a centroid is as many of these.
template <int kDims>
inline constexpr int kCentroidFloats = kDims <= 2 ? (kDims == 0 ? 1 : kDims) : (kDims <= 4 ? 4 : 8);

template <int kDims>
struct alignas(4 * (kCentroidFloats<kDims> < 4 ? kCentroidFloats<kDims> : 4)) Centroid {
    float values[kCentroidFloats<kDims>];
};

template <int kDims>
[[nodiscard]] __device__ float distance_to(const float (&x)[kDims], const Centroid<kDims>& centroid) {
    return numerics::squared_distance(x, centroid.values, kDims);
}

/// All threads of the block copy `size` coordinates of centroids; they must meet before they read.
template <int kDims>
__device__ void copy_centroids(const float* source, Centroid<kDims>* target, int size) {
    constexpr int kEach = kDims > 0 ? kDims : 1;
#pragma unroll 1
    for (int i = static_cast<int>(threadIdx.x); i < size; i += static_cast<int>(blockDim.x)) {
        target[i / kEach].values[i % kEach] = source[i];
    }
}

}  // namespace rfmeans::cuda
