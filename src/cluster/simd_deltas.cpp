#include "cluster/simd_deltas.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/simd_deltas.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

template <class Label>
void ReplaceLabels(const std::int32_t* labels, std::size_t points, Label* kept, MovedPoints& moved) {
    const hn::CappedTag<std::int32_t, kTilePoints> ints;
    const hn::Rebind<Label, decltype(ints)> narrow;
    std::size_t count = 0;
    for (std::size_t i = 0; i < points; i += hn::Lanes(ints)) {
        const auto now = hn::LoadU(ints, labels + i);
        const auto before = hn::PromoteTo(ints, hn::LoadU(narrow, kept + i));
        const auto differs = hn::Ne(now, before);
        if (hn::AllFalse(ints, differs)) {
            continue;
        }
        hn::StoreU(hn::DemoteTo(narrow, now), narrow, kept + i);
        // Whole vectors are stored, never beyond the end: no more places are listed than were seen. (Storing by mask
        // is slow on Zen 4.)
        const auto places = hn::Iota(ints, static_cast<std::int32_t>(i));
        hn::StoreU(hn::Compress(places, differs), ints, moved.places.data() + count);
        hn::StoreU(hn::Compress(before, differs), ints, moved.from.data() + count);
        count += hn::CountTrue(ints, differs);
    }
    while (count > 0 && static_cast<std::size_t>(moved.places[count - 1]) >= points) {
        --count;
    }
    moved.count = count;
}

void ReplaceLabels8(const std::int32_t* labels, std::size_t points, std::uint8_t* kept, MovedPoints& moved) {
    ReplaceLabels(labels, points, kept, moved);
}
void ReplaceLabels16(const std::int32_t* labels, std::size_t points, std::uint16_t* kept, MovedPoints& moved) {
    ReplaceLabels(labels, points, kept, moved);
}

/// kStride coordinates at a time; 0: any number.
template <std::size_t kStride>
HWY_INLINE void AddRows(const PointRows& rows, const std::int32_t* labels, ClusterSums& sums) {
    const hn::CappedTag<std::int64_t, kStride == 4 ? 4 : 8> longs;
    const hn::Rebind<std::int32_t, decltype(longs)> ints;
    const hn::Rebind<float, decltype(longs)> floats;
    const std::size_t stride = kStride > 0 ? kStride : sums.stride();
    // Whole vectors are read, into the next points too; the last few of the set have none behind them.
    const auto readable = static_cast<std::size_t>(rows.readable_end - rows.values);
    const std::size_t whole = readable < stride ? 0 : std::min((readable - stride) / rows.dims + 1, rows.points);
    for (std::size_t i = 0; i < whole; ++i) {
        const float* const row = rows.values + i * rows.dims;
        std::int64_t* const cluster = sums.cluster(labels[i]);
        sums.weight(labels[i]) += 1;
        for (std::size_t d = 0; d < stride; d += hn::Lanes(longs)) {
            const auto q = hn::PromoteTo(longs, hn::ConvertTo(ints, hn::LoadU(floats, row + d)));
            hn::StoreU(hn::Add(hn::LoadU(longs, cluster + d), q), longs, cluster + d);
        }
    }
    for (std::size_t i = whole; i < rows.points; ++i) {
        sums.add(labels[i], 1, rows.values + i * rows.dims);
    }
}

void AddPoints(const PointRows& rows, const std::int32_t* labels, ClusterSums& sums) {
    if (rows.weights) {
        for (std::size_t i = 0; i < rows.points; ++i) {
            sums.add(labels[i], rows.weights[i], rows.values + i * rows.dims);
        }
        return;
    }
    switch (sums.stride()) {
        case 4:
            return AddRows<4>(rows, labels, sums);
        case 8:
            return AddRows<8>(rows, labels, sums);
        default:
            return AddRows<0>(rows, labels, sums);
    }
}

/// From the tile that was just scored: it is still in the first cache, the point's row is not. Here for the
/// instructions that the compiler may use.
void MovePoints(const PointBlock& block, const std::int64_t* weights, const MovedPoints& moved,
                const std::int32_t* labels, ClusterSums& sums) {
    for (std::size_t m = 0; m < moved.count; ++m) {
        const auto i = static_cast<std::size_t>(moved.places[m]);
        sums.move(moved.from[m], labels[i], weights ? weights[i] : 1, block.tile(i / kTilePoints) + i % kTilePoints);
    }
}

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(ReplaceLabels8);
HWY_EXPORT(ReplaceLabels16);
HWY_EXPORT(AddPoints);
HWY_EXPORT(MovePoints);

void replace_labels(const std::int32_t* labels, std::size_t points, std::uint8_t* kept, MovedPoints& moved) {
    HWY_DYNAMIC_DISPATCH(ReplaceLabels8)(labels, points, kept, moved);
}

void replace_labels(const std::int32_t* labels, std::size_t points, std::uint16_t* kept, MovedPoints& moved) {
    HWY_DYNAMIC_DISPATCH(ReplaceLabels16)(labels, points, kept, moved);
}

void add_points(const PointRows& rows, const std::int32_t* labels, ClusterSums& sums) {
    HWY_DYNAMIC_DISPATCH(AddPoints)(rows, labels, sums);
}

void move_points(const PointBlock& block, const std::int64_t* weights, const MovedPoints& moved,
                 const std::int32_t* labels, ClusterSums& sums) {
    HWY_DYNAMIC_DISPATCH(MovePoints)(block, weights, moved, labels, sums);
}

}  // namespace rfmeans::cluster
#endif
