// The referee's distances of one point to many spots.
#pragma once

#include "kernels/nearest.cuh"
#include "kernels/threads.cuh"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {

/// visit(j, start(j) + |x − spot_j|²) for ascending j, by the referee's chain; spots [count, dims]. A coordinate that
/// lies in global memory is read for kNearestTile spots at a time.
template <int kDims, class Start, class Visit>
__device__ void for_each_distance(const Coordinates<kDims>& point, const float* spots, int count, int dims,
                                  const Start& start, const Visit& visit) {
    if constexpr (kDims > 0) {
#pragma unroll 1
        for (int j = 0; j < count; ++j) {
            float distance = start(j);
#pragma unroll
            for (int d = 0; d < kDims; ++d) {
                distance = numerics::add_square(distance, point[d], spots[j * kDims + d]);
            }
            visit(j, distance);
        }
    } else {
#pragma unroll 1
        for (int first = 0; first < count; first += kNearestTile) {
            const int tile = min(kNearestTile, count - first);
            float distances[kNearestTile];
#pragma unroll
            for (int i = 0; i < kNearestTile; ++i) {
                distances[i] = i < tile ? start(first + i) : 0.0F;
            }
#pragma unroll 1
            for (int d = 0; d < dims; ++d) {
                const float x = point[d];
#pragma unroll
                for (int i = 0; i < kNearestTile; ++i) {
                    const int j = first + min(i, tile - 1);  // beyond the last one: it again, unseen
                    distances[i] =
                        numerics::add_square(distances[i], x, spots[static_cast<std::int64_t>(j) * dims + d]);
                }
            }
#pragma unroll
            for (int i = 0; i < kNearestTile; ++i) {
                if (i < tile) {
                    visit(first + i, distances[i]);
                }
            }
        }
    }
}

}  // namespace rfmeans::cuda
