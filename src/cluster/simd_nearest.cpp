#include "cluster/simd_nearest.hpp"

#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/simd_nearest.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "cluster/simd_chain-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {

const char* TargetName() {
    return hwy::TargetName(HWY_TARGET);
}

namespace hn = hwy::HWY_NAMESPACE;

void FindNearest(const PointBlock& block, const float* centroids, std::size_t k, std::int32_t* labels,
                 float* distances) {
    const hn::ScalableTag<float> floats;
    const hn::RebindToSigned<decltype(floats)> ints;
    for (std::size_t i = 0; i < block.points; i += hn::Lanes(floats)) {
        auto nearest = hn::Set(floats, std::numeric_limits<float>::infinity());
        auto label = hn::Zero(ints);
        for (std::size_t j = 0; j < k; ++j) {
            auto distance = hn::Zero(floats);
            for (std::size_t d = 0; d < block.dims; ++d) {
                const auto x = hn::LoadU(floats, block.columns + d * block.stride + i);
                distance = AddSquare(floats, distance, x, hn::Set(floats, centroids[j * block.dims + d]));
            }
            // Strictly less, centroids ascending: the lowest index wins a tie.
            const auto closer = hn::Lt(distance, nearest);
            nearest = hn::IfThenElse(closer, distance, nearest);
            label = hn::IfThenElse(hn::RebindMask(ints, closer), hn::Set(ints, static_cast<std::int32_t>(j)), label);
        }
        hn::StoreU(nearest, floats, distances + i);
        hn::StoreU(label, ints, labels + i);
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
