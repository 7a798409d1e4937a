// The referee for one point a thread.
#pragma once

#include "kernels/threads.cuh"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {

/// Centroids that a coordinate in global memory is compared with at a time.
inline constexpr int kNearestTile = 8;

/// The nearest of k centroids [k, dims], as numerics::nearest_centroid.
template <int kDims>
__device__ numerics::Nearest find_nearest(const Coordinates<kDims>& point, const float* centroids, int k, int dims) {
    if constexpr (kDims > 0) {
        return numerics::nearest_centroid(point.values, centroids, k, kDims);
    } else {
        numerics::Nearest best{0, 0};
        for (int first = 0; first < k; first += kNearestTile) {
            float distances[kNearestTile] = {};
            for (int d = 0; d < dims; ++d) {
                const float x = point[d];
#pragma unroll
                for (int i = 0; i < kNearestTile; ++i) {
                    // Beyond the last centroid: the last one again, which is not nearer to anything than itself.
                    const int j = min(first + i, k - 1);
                    distances[i] =
                        numerics::add_square(distances[i], x, centroids[static_cast<std::int64_t>(j) * dims + d]);
                }
            }
#pragma unroll
            for (int i = 0; i < kNearestTile; ++i) {
                if ((first == 0 && i == 0) || distances[i] < best.distance) {
                    best = {min(first + i, k - 1), distances[i]};
                }
            }
        }
        return best;
    }
}

}  // namespace rfmeans::cuda
