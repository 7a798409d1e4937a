#include "cluster/seeding_leaf.hpp"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/seeding_leaf.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::CappedTag<double, 8>;
using Floats = hn::Rebind<float, Doubles>;
using Words = hn::RebindToUnsigned<Doubles>;
using DoubleVector = hn::Vec<Doubles>;
using WordVector = hn::Vec<Words>;

/// sum + gap², exact with or without a fused multiply-add.
HWY_INLINE DoubleVector AddSquaredGap(hn::Vec<Floats> gap, DoubleVector sum) {
    const DoubleVector wide = hn::PromoteTo(Doubles(), gap);
    return hn::MulAdd(wide, wide, sum);
}

/// integer(whole) >> shift on every lane.
HWY_INLINE WordVector ShiftedInteger(DoubleVector whole, int shift) {
    const Words words;
    const auto mantissa = hn::BitCast(words, hn::Add(whole, hn::Set(Doubles(), 0x1p52)));
    return hn::ShiftRightSame(hn::And(mantissa, hn::Set(words, (std::uint64_t{1} << 52) - 1)), shift);
}

std::uint64_t SumOfLeaf(const SeedingLeaf& leaf, const std::uint64_t* shifted) {
    std::uint64_t sum = 0;
    const std::vector<std::int64_t>& weights = leaf.tree.weights();
    for (std::size_t i = 0; i < leaf.tree.leaf_size(leaf.leaf); ++i) {
        sum += shifted[i] * (weights.empty() ? 1 : static_cast<std::uint64_t>(weights[leaf.leaf * kLeafPoints + i]));
    }
    return sum;
}

enum class Centre { first, another, tried };

template <std::size_t kDims, Centre kCentre>
LeafState Take(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    const Doubles doubles;
    const Floats floats;
    const Words words;
    const float* const points = leaf.tree.leaf(leaf.leaf);
    DoubleVector most = hn::Zero(doubles);
    WordVector sum = hn::Zero(words);
    HWY_ALIGN std::array<std::uint64_t, kLeafPoints> shifted;
    const bool plain = leaf.tree.weights().empty() && leaf.tree.leaf_size(leaf.leaf) == kLeafPoints;
    for (std::size_t i = 0; i < kLeafPoints; i += hn::Lanes(doubles)) {
        DoubleVector distance = hn::Zero(doubles);
        for (std::size_t d = 0; d < kDims; ++d) {  // differences are below 2^24: exact
            const auto gap = hn::Sub(hn::LoadU(floats, points + d * kLeafPoints + i), hn::Set(floats, centre[d]));
            distance = AddSquaredGap(gap, distance);
        }
        if constexpr (kCentre != Centre::first) {
            distance = hn::Min(distance, hn::LoadU(doubles, nearest + i));
        }
        if constexpr (kCentre != Centre::tried) {
            hn::StoreU(distance, doubles, nearest + i);
        }
        most = hn::Max(most, distance);
        const WordVector weight = ShiftedInteger(distance, leaf.shift);
        sum = hn::Add(sum, weight);
        if (!plain) {
            hn::StoreU(weight, words, shifted.data() + i);
        }
    }
    return {hn::GetLane(hn::MaxOfLanes(doubles, most)),
            plain ? hn::GetLane(hn::SumOfLanes(words, sum)) : SumOfLeaf(leaf, shifted.data())};
}

template <Centre kCentre>
LeafState TakeInDims(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    static_assert(numerics::kHilbertDims == 5);
    switch (leaf.tree.dims()) {
        case 1:
            return Take<1, kCentre>(leaf, centre, nearest);
        case 2:
            return Take<2, kCentre>(leaf, centre, nearest);
        case 3:
            return Take<3, kCentre>(leaf, centre, nearest);
        case 4:
            return Take<4, kCentre>(leaf, centre, nearest);
        default:
            return Take<5, kCentre>(leaf, centre, nearest);
    }
}

LeafState TakeFirstCentre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    return TakeInDims<Centre::first>(leaf, centre, nearest);
}

LeafState TakeCentre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    return TakeInDims<Centre::another>(leaf, centre, nearest);
}

LeafState TryCentre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    return TakeInDims<Centre::tried>(leaf, centre, nearest);
}

void BoxDistances(const TileLevel& level, std::size_t first, const SeedingPoint& point, double* distances) {
    const Doubles doubles;
    const Floats floats;
    for (std::size_t i = 0; i < kFanOut; i += hn::Lanes(doubles)) {
        DoubleVector distance = hn::Zero(doubles);
        for (std::size_t d = 0; d < level.dims; ++d) {
            const auto middle = hn::LoadU(floats, level.centre(first) + d * kFanOut + i);
            const auto half = hn::LoadU(floats, level.half(first) + d * kFanOut + i);
            const auto at = hn::Set(floats, point[d]);
            const auto outside = hn::Max(hn::Sub(hn::Sub(middle, half), at), hn::Sub(at, hn::Add(middle, half)));
            distance = AddSquaredGap(hn::Max(outside, hn::Zero(floats)), distance);
        }
        hn::StoreU(distance, doubles, distances + i);
    }
}

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(TakeFirstCentre);
HWY_EXPORT(TakeCentre);
HWY_EXPORT(TryCentre);
HWY_EXPORT(BoxDistances);

LeafState take_first_centre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    return HWY_DYNAMIC_DISPATCH(TakeFirstCentre)(leaf, centre, nearest);
}

LeafState take_centre(const SeedingLeaf& leaf, const SeedingPoint& centre, double* nearest) {
    return HWY_DYNAMIC_DISPATCH(TakeCentre)(leaf, centre, nearest);
}

LeafState try_centre(const SeedingLeaf& leaf, const SeedingPoint& centre, const double* nearest) {
    return HWY_DYNAMIC_DISPATCH(TryCentre)(leaf, centre, const_cast<double*>(nearest));  // which it only reads
}

void box_distances(const TileLevel& level, std::size_t first, const SeedingPoint& point, double* distances) {
    HWY_DYNAMIC_DISPATCH(BoxDistances)(level, first, point, distances);
}

}  // namespace rfmeans::cluster
#endif
