// What the kernels work on, in device memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::cuda {

/// An int64 sum, as its two's complement: the type that atomicAdd takes.
using Total = unsigned long long;

struct DevicePoints {
    const float* values = nullptr;          ///< [points, dims], row-major, integers in grid steps
    const std::int64_t* weights = nullptr;  ///< [points]; null: all 1
    std::int64_t points = 0;
    int dims = 1;
};

/// Where a job's clusters lie in the arrays of its batch.
struct JobRange {
    std::int64_t first;
    std::int64_t k;
};

/// The jobs of one launch, their clusters one after the other.
struct Batch {
    const JobRange* ranges = nullptr;  ///< [jobs]
    float* centroids = nullptr;        ///< [clusters, dims]
    Total* totals = nullptr;           ///< [clusters, dims + 1] Σ w·q of each feature, then Σ w
    std::int64_t jobs = 0;
    std::int64_t clusters = 0;
};

/// What of a job a block holds in its shared memory; the rest it reads and adds in global memory.
enum class Placement { totals_and_centroids, centroids, nothing };

/// What every CUDA device gives a block without asking.
inline constexpr std::int64_t kSharedBytes = 48 * 1024;

[[nodiscard]] RFMEANS_HOST_DEVICE constexpr std::int64_t centroid_bytes(std::int64_t k, int dims) {
    return k * dims * static_cast<std::int64_t>(sizeof(float));
}

[[nodiscard]] RFMEANS_HOST_DEVICE constexpr std::int64_t total_bytes(std::int64_t k, int dims) {
    return k * (dims + 1) * static_cast<std::int64_t>(sizeof(Total));
}

[[nodiscard]] RFMEANS_HOST_DEVICE constexpr Placement place_job(std::int64_t k, int dims) {
    if (total_bytes(k, dims) + centroid_bytes(k, dims) <= kSharedBytes) {
        return Placement::totals_and_centroids;
    }
    return centroid_bytes(k, dims) <= kSharedBytes ? Placement::centroids : Placement::nothing;
}

/// Shared memory that a block needs for a job so placed.
[[nodiscard]] constexpr std::int64_t placed_bytes(std::int64_t k, int dims) {
    switch (place_job(k, dims)) {
        case Placement::totals_and_centroids:
            return total_bytes(k, dims) + centroid_bytes(k, dims);
        case Placement::centroids:
            return centroid_bytes(k, dims);
        case Placement::nothing:
            return 0;
    }
    return 0;
}

}  // namespace rfmeans::cuda
