// The referee on the points of one leaf, and their exact sums, included once a target.
#if defined(RFMEANS_LEAF_SCORE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef RFMEANS_LEAF_SCORE_INL
#undef RFMEANS_LEAF_SCORE_INL
#else
#define RFMEANS_LEAF_SCORE_INL
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <span>

#include "cluster/simd_chain-inl.hpp"
#include "cluster/tile_tree.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {

/// One leaf's points: d² by the referee's chain to the survivors [survivors] of a filter, ascending.
template <std::size_t kDims>
class LeafScore {
    using Floats = hwy::HWY_NAMESPACE::CappedTag<float, 16>;
    using Ints = hwy::HWY_NAMESPACE::RebindToSigned<Floats>;
    using FloatVector = hwy::HWY_NAMESPACE::Vec<Floats>;
    using IntVector = hwy::HWY_NAMESPACE::Vec<Ints>;
    using IntMask = hwy::HWY_NAMESPACE::Mask<Ints>;

public:
    /// Points [kDims, kLeafPoints], centroids [k, kDims].
    LeafScore(const float* points, const float* centroids) : points_(points), centroids_(centroids) {}

    /// Index into the survivors of each point's nearest centroid; the lowest wins a tie.
    HWY_INLINE void find_places(std::span<const std::int32_t> survivors, std::int32_t* places) const {
        namespace hn = hwy::HWY_NAMESPACE;
        const Ints ints;
        for (std::size_t i = 0; i < kLeafPoints; i += hn::Lanes(Floats())) {
            FloatVector point[kDims];
            load(i, point);
            FloatVector best = distance(point, survivors[0]);
            IntVector place = hn::Zero(ints);
            for (std::size_t s = 1; s < survivors.size(); ++s) {
                const FloatVector next = distance(point, survivors[s]);
                const auto closer = hn::Lt(next, best);
                best = hn::IfThenElse(closer, next, best);
                place =
                    hn::IfThenElse(hn::RebindMask(ints, closer), hn::Set(ints, static_cast<std::int32_t>(s)), place);
            }
            hn::StoreU(place, ints, places + i);
        }
    }

    /// A whole leaf of weights 1, of which all is already in the sums [k, 1 + kDims] of survivor 0: moves the points
    /// nearer to another. Scores, masks and sums in one loop; 64 sums of 24 bits fit int32.
    template <std::size_t kSurvivors>
    HWY_INLINE void move_few(const std::int32_t* survivors, std::int64_t* sums) const {
        namespace hn = hwy::HWY_NAMESPACE;
        const Ints ints;
        IntVector moved[kSurvivors][kDims];
        std::uint64_t points[kSurvivors] = {};  // a bit for each
        for (std::size_t s = 1; s < kSurvivors; ++s) {
            for (std::size_t d = 0; d < kDims; ++d) {
                moved[s][d] = hn::Zero(ints);
            }
        }
        for (std::size_t i = 0; i < kLeafPoints; i += hn::Lanes(Floats())) {
            FloatVector point[kDims];
            load(i, point);
            IntMask here[kSurvivors];
            FloatVector best = distance(point, survivors[0]);
            for (std::size_t s = 1; s < kSurvivors; ++s) {
                const FloatVector next = distance(point, survivors[s]);
                const auto closer = hn::Lt(next, best);
                best = hn::IfThenElse(closer, next, best);
                here[s] = hn::RebindMask(ints, closer);
                for (std::size_t earlier = 1; earlier < s; ++earlier) {
                    here[earlier] = hn::AndNot(here[s], here[earlier]);
                }
            }
            for (std::size_t s = 1; s < kSurvivors; ++s) {
                points[s] |= std::uint64_t{LaneBits(ints, here[s])} << i;
            }
            for (std::size_t d = 0; d < kDims; ++d) {
                const IntVector q = hn::ConvertTo(ints, point[d]);
                for (std::size_t s = 1; s < kSurvivors; ++s) {
                    moved[s][d] = hn::Add(moved[s][d], hn::IfThenElseZero(here[s], q));
                }
            }
        }
        for (std::size_t s = 1; s < kSurvivors; ++s) {
            move({survivors[0], survivors[s]}, static_cast<std::size_t>(std::popcount(points[s])), moved[s], sums);
        }
    }

    /// The same for any number of survivors and a leaf of `count` points, from their places.
    HWY_INLINE void move_by_place(std::span<const std::int32_t> survivors, const std::int32_t* places,
                                  std::size_t count, std::int64_t* sums) const {
        namespace hn = hwy::HWY_NAMESPACE;
        const Floats floats;
        const Ints ints;
        for (std::size_t s = 1; s < survivors.size(); ++s) {
            IntVector moved[kDims];
            for (std::size_t d = 0; d < kDims; ++d) {
                moved[d] = hn::Zero(ints);
            }
            std::size_t points = 0;
            for (std::size_t i = 0; i < count; i += hn::Lanes(floats)) {
                const auto here =
                    hn::And(hn::Eq(hn::LoadU(ints, places + i), hn::Set(ints, static_cast<std::int32_t>(s))),
                            hn::FirstN(ints, std::min(hn::Lanes(floats), count - i)));
                if (hn::AllFalse(ints, here)) {
                    continue;
                }
                points += hn::CountTrue(ints, here);
                for (std::size_t d = 0; d < kDims; ++d) {
                    const auto q = hn::ConvertTo(ints, hn::LoadU(floats, points_ + d * kLeafPoints + i));
                    moved[d] = hn::Add(moved[d], hn::IfThenElseZero(here, q));
                }
            }
            if (points > 0) {
                move({survivors[0], survivors[s]}, points, moved, sums);
            }
        }
    }

private:
    struct Move {
        std::int32_t from;
        std::int32_t to;
    };

    HWY_INLINE void load(std::size_t i, FloatVector* point) const {
        for (std::size_t d = 0; d < kDims; ++d) {
            point[d] = hwy::HWY_NAMESPACE::LoadU(Floats(), points_ + d * kLeafPoints + i);
        }
    }

    HWY_INLINE FloatVector distance(const FloatVector* point, std::int32_t j) const {
        const Floats floats;
        const float* const centroid = centroids_ + static_cast<std::size_t>(j) * kDims;
        FloatVector sum = hwy::HWY_NAMESPACE::Zero(floats);
        for (std::size_t d = 0; d < kDims; ++d) {
            sum = AddSquare(floats, sum, point[d], hwy::HWY_NAMESPACE::Set(floats, centroid[d]));
        }
        return sum;
    }

    static HWY_INLINE void move(Move clusters, std::size_t count, const IntVector* moved, std::int64_t* sums) {
        namespace hn = hwy::HWY_NAMESPACE;
        std::int64_t* const from = sums + static_cast<std::size_t>(clusters.from) * (1 + kDims);
        std::int64_t* const to = sums + static_cast<std::size_t>(clusters.to) * (1 + kDims);
        from[0] -= static_cast<std::int64_t>(count);
        to[0] += static_cast<std::int64_t>(count);
        for (std::size_t d = 0; d < kDims; ++d) {
            const std::int64_t sum = hn::GetLane(hn::SumOfLanes(Ints(), moved[d]));
            from[1 + d] -= sum;
            to[1 + d] += sum;
        }
    }

    const float* points_;
    const float* centroids_;
};

}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
