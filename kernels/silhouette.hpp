// Silhouettes with Euclidean distances between all pairs of points (numerics/README.md, rule 6), on devices.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/device.hpp"
#include "kernels/limits.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/clustered_points.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::cuda {

/// Points [first, end) of a ClusteredPoints, all of it in device memory, against all points.
struct SilhouetteTask {
    const float* tiles = nullptr;            ///< [tiles, dims, ClusteredPoints::kTilePoints]
    const std::int64_t* weights = nullptr;   ///< [points]; null: all 1
    const ClusterRange* clusters = nullptr;  ///< [cluster_count]
    std::int32_t* scores = nullptr;          ///< out: [points] silhouettes in 2^−24
    std::int64_t cluster_count = 0;
    std::int64_t first = 0;
    std::int64_t end = 0;
    int dims = 1;
    int places = 0;           ///< tile_places()
    int weight_exponent = 0;  ///< as PointSet's
    numerics::PairSums sums = numerics::PairSums::bits128;
};

/// Points of a tile in a block's shared memory, a multiple of 4; 0 where not even 4 fit.
[[nodiscard]] constexpr int tile_places(std::int64_t dims) {
    constexpr std::int64_t kMost = 256;
    const std::int64_t point_bytes = dims * std::int64_t{sizeof(float)} + std::int64_t{sizeof(std::int64_t)};
    return static_cast<int>(std::min(kMost, kSharedBytes / point_bytes / 4 * 4));
}

/// Issues the kernel. first < end.
void score_silhouettes(const SilhouetteTask& task, const Stream& stream);

/// Engine::sum_euclidean_silhouettes; nullopt where a tile of so many dimensions does not fit. Errors:
/// OutOfDeviceMemory.
[[nodiscard]] std::optional<std::vector<numerics::Int128>> sum_silhouettes(const ClusteredPoints& points, std::size_t k,
                                                                           const std::vector<const Device*>& devices);

}  // namespace rfmeans::cuda
