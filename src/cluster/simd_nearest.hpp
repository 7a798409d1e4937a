// The referee for a block of points at once, on the widest SIMD there is.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rfmeans::cluster {

/// Points lie in tiles [dims, kTilePoints]: whole vectors of one dimension, and all dimensions of a tile side by side,
/// so that a tile stays in the first cache while all centroids pass (columns of the whole set would meet in few of its
/// lines). The last tile is padded.
inline constexpr std::size_t kTilePoints = 64;
inline constexpr std::size_t kBlockPoints = 1'024;  ///< a multiple of kTilePoints

/// Up to kBlockPoints points.
struct PointBlock {
    const float* tiles;  ///< [tiles, dims, kTilePoints]
    std::size_t points;  ///< > 0
    std::size_t dims;

    [[nodiscard]] std::size_t tile_count() const { return (points + kTilePoints - 1) / kTilePoints; }
    [[nodiscard]] const float* tile(std::size_t index) const { return tiles + index * dims * kTilePoints; }
};

/// Labels, and where `distances` is not null d², of the block's points for centroids [k, dims]. Both outputs have
/// places up to the next multiple of kTilePoints; those of the padding are written, too.
void find_nearest(const PointBlock& block, const float* centroids, std::size_t k, std::int32_t* labels,
                  float* distances);

/// Name of the SIMD target in use: "AVX3_ZEN4", "AVX2", …
[[nodiscard]] const char* simd_target();

}  // namespace rfmeans::cluster
