#include "cluster/simd_deltas.hpp"

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

enum class Change { enters, leaves };

/// Adds a point of weight 1 to the sums of its cluster, or takes it from them.
template <Change kChange>
HWY_INLINE void Credit(const float* row, std::size_t dims, std::int64_t* cluster) {
    const auto change = [](auto a, auto b) { return kChange == Change::enters ? a + b : a - b; };
    cluster[0] = change(cluster[0], std::int64_t{1});
    std::size_t d = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::CappedTag<std::int64_t, 8> longs;
    const hn::Rebind<std::int32_t, decltype(longs)> ints;
    const hn::Rebind<float, decltype(longs)> floats;
    for (; d + hn::Lanes(longs) <= dims; d += hn::Lanes(longs)) {
        const auto q = hn::PromoteTo(longs, hn::ConvertTo(ints, hn::LoadU(floats, row + d)));
        const auto sum = hn::LoadU(longs, cluster + 1 + d);
        hn::StoreU(kChange == Change::enters ? hn::Add(sum, q) : hn::Sub(sum, q), longs, cluster + 1 + d);
    }
#endif
    for (; d < dims; ++d) {
        cluster[1 + d] = change(cluster[1 + d], static_cast<std::int64_t>(row[d]));
    }
}

HWY_INLINE void CreditWeighted(const float* row, std::size_t dims, std::int64_t weight, std::int64_t* cluster) {
    cluster[0] += weight;
    for (std::size_t d = 0; d < dims; ++d) {
        cluster[1 + d] += weight * static_cast<std::int64_t>(row[d]);
    }
}

void AddPoints(const PointRows& rows, std::size_t points, const std::int32_t* labels, std::int64_t* sums) {
    const std::size_t dims = rows.dims;
    for (std::size_t i = 0; i < points; ++i) {
        std::int64_t* const cluster = sums + static_cast<std::size_t>(labels[i]) * (1 + dims);
        if (rows.weights) {
            CreditWeighted(rows.values + i * dims, dims, rows.weights[i], cluster);
        } else {
            Credit<Change::enters>(rows.values + i * dims, dims, cluster);
        }
    }
}

void MovePoints(const PointRows& rows, const MovedPoints& moved, const std::int32_t* labels, std::int64_t* sums) {
    const std::size_t dims = rows.dims;
    for (std::size_t m = 0; m < moved.count; ++m) {
        const auto i = static_cast<std::size_t>(moved.places[m]);
        const float* const row = rows.values + i * dims;
        std::int64_t* const left = sums + static_cast<std::size_t>(moved.from[m]) * (1 + dims);
        std::int64_t* const entered = sums + static_cast<std::size_t>(labels[i]) * (1 + dims);
        if (rows.weights) {
            CreditWeighted(row, dims, -rows.weights[i], left);
            CreditWeighted(row, dims, rows.weights[i], entered);
        } else {
            Credit<Change::leaves>(row, dims, left);
            Credit<Change::enters>(row, dims, entered);
        }
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

void add_points(const PointRows& rows, std::size_t points, const std::int32_t* labels, std::int64_t* sums) {
    HWY_DYNAMIC_DISPATCH(AddPoints)(rows, points, labels, sums);
}

void move_points(const PointRows& rows, const MovedPoints& moved, const std::int32_t* labels, std::int64_t* sums) {
    HWY_DYNAMIC_DISPATCH(MovePoints)(rows, moved, labels, sums);
}

}  // namespace rfmeans::cluster
#endif
