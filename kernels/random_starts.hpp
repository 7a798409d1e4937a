// Random starts (numerics/README.md, rule 5): the rows on which ranks fall.
#pragma once

#include <cstdint>
#include <optional>

#include "kernels/points_on_device.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Ranks below the points' total weight.
struct RankTask {
    const std::uint64_t* ranks = nullptr;   ///< [count]
    const std::uint64_t* chunks = nullptr;  ///< [chunks] sums of weights, of kSeedingChunk points each; null: all 1
    std::uint64_t* rows = nullptr;          ///< [count] out
    std::int64_t count = 0;
    std::int64_t chunk_count = 0;
};

/// Row of the first point, as they lie, whose inclusive prefix of the weights exceeds the rank.
void find_rows(const DevicePoints& points, const RankTask& task, std::int64_t blocks, const Stream& stream);

/// Engine::draw_starts for random starts. Points must lie in canonical order. nullopt where there is no memory.
/// `blocks`: how many fill the device.
[[nodiscard]] std::optional<StartRows> draw_random_starts(const PointSet& host_points, const PointsOnDevice& points,
                                                          const StartWish& wish, std::int64_t blocks,
                                                          const Stream& stream);

}  // namespace rfmeans::cuda
