#include "cluster/leaf_distances.hpp"

#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/leaf_distances.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "cluster/simd_chain-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;
using Ints = hn::RebindToSigned<Floats>;

/// Coordinates of each lane's centroid: of one where all points have the same, as in most leaves.
template <class CentroidOf>
HWY_INLINE void Score(const TileTree& tree, std::size_t leaf, CentroidOf centroid_of, float* distances) {
    const Floats floats;
    for (std::size_t i = 0; i < kLeafPoints; i += hn::Lanes(floats)) {
        auto distance = hn::Zero(floats);
        for (std::size_t d = 0; d < tree.dims(); ++d) {
            const auto point = hn::LoadU(floats, tree.leaf(leaf) + d * kLeafPoints + i);
            distance = AddSquare(floats, distance, point, centroid_of(i, d));
        }
        hn::StoreU(distance, floats, distances + i);
    }
}

void LeafDistances(const TileTree& tree, std::size_t leaf, const Matrix<float>& centroids, const std::int32_t* labels,
                   float* distances) {
    const Floats floats;
    const Ints ints;
    const std::size_t count = tree.leaf_size(leaf);
    const float* const values = centroids.values.data();
    std::int32_t differing = 0;
    for (std::size_t i = 0; i < count; ++i) {
        differing |= labels[i] ^ labels[0];
    }
    if (differing == 0) {
        const float* const centroid = values + static_cast<std::size_t>(labels[0]) * tree.dims();
        return Score(tree, leaf, [&](std::size_t, std::size_t d) { return hn::Set(floats, centroid[d]); }, distances);
    }
    HWY_ALIGN std::array<std::int32_t, kLeafPoints> starts{};  // of each point's centroid
    for (std::size_t i = 0; i < count; ++i) {
        starts[i] = labels[i] * static_cast<std::int32_t>(tree.dims());
    }
    Score(
        tree, leaf,
        [&](std::size_t i, std::size_t d) {
            return hn::GatherIndex(floats, values + d, hn::Load(ints, starts.data() + i));
        },
        distances);
}

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(LeafDistances);

void leaf_distances(const TileTree& tree, std::size_t leaf, const Matrix<float>& centroids, const std::int32_t* labels,
                    float* distances) {
    HWY_DYNAMIC_DISPATCH(LeafDistances)(tree, leaf, centroids, labels, distances);
}

}  // namespace rfmeans::cluster
#endif
