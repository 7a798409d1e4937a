// The referee for a block of points at once, on the widest SIMD there is.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rfmeans::cluster {

/// Blocks of points start at multiples of this, and columns are padded to it, so that no vector crosses an end.
inline constexpr std::size_t kBlockPoints = 1'024;

/// Points of a block, one column a dimension.
struct PointBlock {
    const float* columns;  ///< column d starts at columns + d · stride
    std::size_t stride;
    std::size_t points;  ///< <= kBlockPoints
    std::size_t dims;
};

/// Labels and d² of the block's points for centroids [k, dims]. Both outputs have kBlockPoints places.
void find_nearest(const PointBlock& block, const float* centroids, std::size_t k, std::int32_t* labels,
                  float* distances);

/// Name of the SIMD target in use: "AVX3_ZEN4", "AVX2", …
[[nodiscard]] const char* simd_target();

}  // namespace rfmeans::cluster
