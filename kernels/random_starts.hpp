// Random starts (numerics/README.md, rule 5): the rows on which ranks fall.
#pragma once

#include <cstdint>
#include <optional>

#include "kernels/point_share.hpp"
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

/// Engine::draw_starts for random starts, on the current device, which must be the share's and hold all points in
/// canonical order. nullopt where there is no memory.
[[nodiscard]] std::optional<StartRows> draw_random_starts(const PointSet& host_points, const PointShare& share,
                                                          const StartWish& wish);

}  // namespace rfmeans::cuda
