#include "cluster/simd_nearest.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/simd_nearest.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "cluster/simd_tile-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {

const char* TargetName() {
    return hwy::TargetName(HWY_TARGET);
}

/// From 5 dimensions on several centroids at once, points read anew from the first cache, are faster than points that
/// stay in registers (11 to 15 % less time on Zen 4).
constexpr std::size_t kDimsInRegisters = 4;

template <std::size_t kDims>
void NearestInBlock(const PointBlock& block, const float* centroids, std::size_t k, std::int32_t* labels,
                    float* distances) {
    for (std::size_t t = 0; t < block.tile_count(); ++t) {
        const std::size_t first = t * kTilePoints;
        float* const tile_distances = distances ? distances + first : nullptr;
        if constexpr (kDims > 0 && kDims <= kDimsInRegisters) {
            NearestInTile<kDims>(block.tile(t), centroids, k, labels + first, tile_distances);
        } else {
            NearestInTileBlocked<kDims>(block.tile(t), block.dims, centroids, k, labels + first, tile_distances);
        }
    }
}

void FindNearest(const PointBlock& block, const float* centroids, std::size_t k, std::int32_t* labels,
                 float* distances) {
    switch (block.dims) {
        case 1:
            return NearestInBlock<1>(block, centroids, k, labels, distances);
        case 2:
            return NearestInBlock<2>(block, centroids, k, labels, distances);
        case 3:
            return NearestInBlock<3>(block, centroids, k, labels, distances);
        case 4:
            return NearestInBlock<4>(block, centroids, k, labels, distances);
        case 5:
            return NearestInBlock<5>(block, centroids, k, labels, distances);
        case 6:
            return NearestInBlock<6>(block, centroids, k, labels, distances);
        case 7:
            return NearestInBlock<7>(block, centroids, k, labels, distances);
        case 8:
            return NearestInBlock<8>(block, centroids, k, labels, distances);
        default:
            return NearestInBlock<0>(block, centroids, k, labels, distances);
    }
}

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(FindNearest);
HWY_EXPORT(TargetName);

void find_nearest(const PointBlock& block, const float* centroids, std::size_t k, std::int32_t* labels,
                  float* distances) {
    HWY_DYNAMIC_DISPATCH(FindNearest)(block, centroids, k, labels, distances);
}

const char* simd_target() {
    return HWY_DYNAMIC_DISPATCH(TargetName)();
}

}  // namespace rfmeans::cluster
#endif
