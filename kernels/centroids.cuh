// Centroids in shared memory, padded so that one is read as whole vectors.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {

template <int kDims>
inline constexpr int kCentroidFloats = kDims <= 2   ? kDims
                                       : kDims <= 4 ? 4
                                                    : 8;

template <int kDims>
struct alignas(4 * (kCentroidFloats<kDims> < 4 ? kCentroidFloats<kDims> : 4)) Centroid {
    float values[kCentroidFloats<kDims>];
};

template <int kDims>
[[nodiscard]] __device__ float distance_to(const float (&x)[kDims], const Centroid<kDims>& centroid) {
    return numerics::squared_distance(x, centroid.values, kDims);
}

/// All threads of the block copy centroids [k, kDims]; they must meet before they read.
template <int kDims>
__device__ void copy_centroids(const float* source, Centroid<kDims>* target, int k) {
#pragma unroll 1
    for (int i = static_cast<int>(threadIdx.x); i < k * kDims; i += static_cast<int>(blockDim.x)) {
        target[i / kDims].values[i % kDims] = source[i];
    }
}

}  // namespace rfmeans::cuda
