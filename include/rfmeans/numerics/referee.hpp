// Rule 3: one referee for distances, the same float32 operations in the same order everywhere.
#pragma once

#include <cmath>
#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// One link of the chain: acc + (x − c)², the square and the sum rounded once together.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float add_square(float acc, float x, float c) {
    const float t = x - c;
    return fmaf(t, t, acc);
}

/// d² of a point and a centroid, each `dims` contiguous values, from acc = 0 over ascending dimensions.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float squared_distance(const float* x, const float* c, int dims) {
    float acc = 0.0F;
    for (int d = 0; d < dims; ++d) {
        acc = add_square(acc, x[d], c[d]);
    }
    return acc;
}

struct Nearest {
    std::int32_t label;
    float distance;  ///< d² in steps²
};

/// The nearest of k centroids [k, dims]. The lowest index wins a tie, so CPU and GPU label duplicates alike.
[[nodiscard]] RFMEANS_HOST_DEVICE inline Nearest nearest_centroid(const float* x, const float* centroids, int k,
                                                                  int dims) {
    Nearest best{0, squared_distance(x, centroids, dims)};
    for (int j = 1; j < k; ++j) {
        const float distance = squared_distance(x, centroids + static_cast<std::int64_t>(j) * dims, dims);
        if (distance < best.distance) {
            best = {j, distance};
        }
    }
    return best;
}

}  // namespace rfmeans::numerics
