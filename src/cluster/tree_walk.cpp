#include "cluster/tree_walk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <vector>

#include "cluster/simd_nearest.hpp"
#include "rfmeans/numerics/box_filter.hpp"
#include "rfmeans/numerics/hilbert.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/tree_walk.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "cluster/simd_chain-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, kFanOut>;
using Ints = hn::RebindToSigned<Floats>;
using FloatVector = hn::Vec<Floats>;
using IntVector = hn::Vec<Ints>;

/// What a walk needs at one depth; taken from a stack, so that nothing is allocated on the way.
struct DepthScratch {
    std::vector<std::int32_t> survivors;  ///< candidates of one child, ascending
    std::vector<std::uint16_t> masks;     ///< for each candidate, the children it survives in
    std::vector<float> distances;         ///< [candidates, lanes] d² to the box centres of one vector of children
};

template <std::size_t kDims>
class Walk {
public:
    Walk(const TileTree& tree, const Matrix<float>& centroids, const WalkResult& result)
        : tree_(tree),
          k_(centroids.rows),
          result_(result),
          centroids_(centroids.values.data()),
          margin_(numerics::box_filter_margin(static_cast<int>(kDims))) {
        for (std::size_t level = 0; level < tree.levels().size(); ++level) {
            scratch_.push_back({std::vector<std::int32_t>(k_), std::vector<std::uint16_t>(k_),
                                std::vector<float>(k_ * hn::MaxLanes(Floats()))});
        }
    }

    void visit(const NodeRange& nodes) {
        std::vector<std::int32_t> all(k_);
        for (std::size_t j = 0; j < k_; ++j) {
            all[j] = static_cast<std::int32_t>(j);
        }
        for (std::size_t first = nodes.first; first < nodes.last; first += kFanOut) {
            visit_group(nodes.level, first, std::min(nodes.last - first, kFanOut), all);
        }
    }

private:
    /// Tests the `count` nodes from `first` at once against the candidates; credits those with one survivor, opens the
    /// others.
    void visit_group(std::size_t level, std::size_t first, std::size_t count,
                     std::span<const std::int32_t> candidates) {
        DepthScratch& scratch = scratch_[level];
        std::fill_n(scratch.masks.begin(), candidates.size(), std::uint16_t{0});
        std::array<std::int32_t, kFanOut> nearest;
        for (std::size_t lane = 0; lane < count; lane += hn::Lanes(Floats())) {
            filter(tree_.levels()[level], first, lane, candidates, scratch, nearest.data() + lane);
        }
        unsigned once = 0;
        unsigned more = 0;
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            more |= once & scratch.masks[c];
            once |= scratch.masks[c];
        }
        const unsigned present = (1U << count) - 1U;
        for (unsigned rest = once & ~more & present; rest != 0; rest &= rest - 1) {
            const auto child = static_cast<std::size_t>(std::countr_zero(rest));
            credit(level, first + child, nearest[child]);
        }
        for (unsigned rest = more & present; rest != 0; rest &= rest - 1) {
            const auto child = static_cast<std::size_t>(std::countr_zero(rest));
            std::size_t survivors = 0;
            for (std::size_t c = 0; c < candidates.size(); ++c) {
                if ((scratch.masks[c] >> child & 1U) != 0) {
                    scratch.survivors[survivors++] = candidates[c];
                }
            }
            const std::span<const std::int32_t> left(scratch.survivors.data(), survivors);
            if (level == 0) {
                score_leaf(first + child, left);
            } else {
                const std::size_t below = (first + child) * kFanOut;
                visit_group(level - 1, below, std::min(kFanOut, tree_.levels()[level - 1].nodes - below), left);
            }
        }
    }

    /// numerics/box_filter.hpp for one vector of nodes: who survives, and who is nearest to the centres.
    void filter(const TileLevel& level, std::size_t first, std::size_t lane, std::span<const std::int32_t> candidates,
                DepthScratch& scratch, std::int32_t* nearest) const {
        const Floats floats;
        const Ints ints;
        const std::size_t lanes = hn::Lanes(floats);
        FloatVector centre[kDims];
        FloatVector half[kDims];
        FloatVector best_centroid[kDims];
        for (std::size_t d = 0; d < kDims; ++d) {
            centre[d] = hn::LoadU(floats, level.centre.data() + d * level.stride + first + lane);
            half[d] = hn::LoadU(floats, level.half.data() + d * level.stride + first + lane);
        }
        FloatVector best = hn::Zero(floats);
        IntVector label = hn::Zero(ints);
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            const float* const centroid = centroids_ + static_cast<std::size_t>(candidates[c]) * kDims;
            FloatVector distance = hn::Zero(floats);
            for (std::size_t d = 0; d < kDims; ++d) {
                distance = AddSquare(floats, distance, centre[d], hn::Set(floats, centroid[d]));
            }
            hn::StoreU(distance, floats, scratch.distances.data() + c * lanes);
            const auto closer = c == 0 ? hn::FirstN(floats, lanes) : hn::Lt(distance, best);
            best = hn::IfThenElse(closer, distance, best);
            label = hn::IfThenElse(hn::RebindMask(ints, closer), hn::Set(ints, candidates[c]), label);
            for (std::size_t d = 0; d < kDims; ++d) {
                best_centroid[d] = c == 0 ? hn::Set(floats, centroid[d])
                                          : hn::IfThenElse(closer, hn::Set(floats, centroid[d]), best_centroid[d]);
            }
        }
        hn::StoreU(label, ints, nearest);
        const auto box = hn::Add(hn::LoadU(floats, level.squared_half.data() + first + lane),
                                 hn::LoadU(floats, level.squared_half.data() + first + lane));
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            const float* const centroid = centroids_ + static_cast<std::size_t>(candidates[c]) * kDims;
            FloatVector reach = hn::Zero(floats);
            for (std::size_t d = 0; d < kDims; ++d) {
                const auto apart = hn::Abs(hn::Sub(hn::Set(floats, centroid[d]), best_centroid[d]));
                reach = hn::MulAdd(apart, half[d], reach);
            }
            const auto distance = hn::LoadU(floats, scratch.distances.data() + c * lanes);
            const auto lead = hn::Sub(hn::Sub(distance, best), hn::Add(reach, reach));
            const auto doubt = hn::Mul(hn::Set(floats, margin_), hn::Add(hn::Add(distance, best), box));
            std::uint8_t bits[8] = {};
            hn::StoreMaskBits(floats, hn::Gt(lead, doubt), bits);
            const unsigned dropped = bits[0] | static_cast<unsigned>(bits[1]) << 8U;
            const unsigned kept = ~dropped & ((1U << lanes) - 1U);
            scratch.masks[c] = static_cast<std::uint16_t>(scratch.masks[c] | kept << lane);
        }
    }

    /// All points below a node belong to one cluster: its exact totals are added, no point is read.
    void credit(std::size_t level, std::size_t node, std::int32_t label) {
        const TileLevel& nodes = tree_.levels()[level];
        const std::int64_t* const totals = nodes.totals.data() + node * (1 + kDims);
        const auto j = static_cast<std::size_t>(label);
        if (result_.sums) {
            for (std::size_t t = 0; t < 1 + kDims; ++t) {
                result_.sums[j * (1 + kDims) + t] += totals[t];
            }
        }
        if (result_.totals) {
            result_.totals->weights[j] += totals[0];
            for (std::size_t d = 0; d < kDims; ++d) {
                result_.totals->sums[j * kDims + d] += totals[1 + d];
                result_.totals->squares[j * kDims + d] += nodes.squares[node * kDims + d];
            }
        }
        if (result_.labels) {
            const std::size_t width = kLeafPoints << (4 * level);
            const std::size_t begin = node * width;
            std::fill(result_.labels + begin, result_.labels + std::min(begin + width, tree_.points()), label);
        }
    }

    void score_leaf(std::size_t leaf, std::span<const std::int32_t> survivors) {
        const std::size_t first = leaf * kLeafPoints;
        const std::size_t count = std::min(kLeafPoints, tree_.points() - first);
        alignas(64) std::array<std::int32_t, kLeafPoints> places;  // index into the survivors
        find_places(first, survivors, places.data());
        if (result_.sums) {
            if (tree_.weights().empty()) {
                add_unweighted(leaf, first, count, survivors, places.data());
            } else {
                add_weighted(first, count, survivors, places.data());
            }
        }
        if (result_.totals) {
            add_totals(first, count, survivors, places.data());
        }
        if (result_.labels) {
            for (std::size_t i = 0; i < count; ++i) {
                result_.labels[first + i] = survivors[static_cast<std::size_t>(places[i])];
            }
        }
    }

    /// The referee among the survivors, ascending: the lowest index wins a tie.
    void find_places(std::size_t first, std::span<const std::int32_t> survivors, std::int32_t* places) const {
        const Floats floats;
        const Ints ints;
        for (std::size_t i = 0; i < kLeafPoints; i += hn::Lanes(floats)) {
            FloatVector point[kDims];
            for (std::size_t d = 0; d < kDims; ++d) {
                point[d] = hn::LoadU(floats, tree_.column(d) + first + i);
            }
            FloatVector best = hn::Zero(floats);
            IntVector place = hn::Zero(ints);
            for (std::size_t s = 0; s < survivors.size(); ++s) {
                const float* const centroid = centroids_ + static_cast<std::size_t>(survivors[s]) * kDims;
                FloatVector distance = hn::Zero(floats);
                for (std::size_t d = 0; d < kDims; ++d) {
                    distance = AddSquare(floats, distance, point[d], hn::Set(floats, centroid[d]));
                }
                if (s == 0) {
                    best = distance;
                    continue;
                }
                const auto closer = hn::Lt(distance, best);
                best = hn::IfThenElse(closer, distance, best);
                place =
                    hn::IfThenElse(hn::RebindMask(ints, closer), hn::Set(ints, static_cast<std::int32_t>(s)), place);
            }
            hn::StoreU(place, ints, places + i);
        }
    }

    /// The leaf's totals go to the lowest survivor; points of the others are moved away. 64 sums of 24 bits fit int32.
    void add_unweighted(std::size_t leaf, std::size_t first, std::size_t count, std::span<const std::int32_t> survivors,
                        const std::int32_t* places) {
        const Floats floats;
        const Ints ints;
        credit_sums(leaf, survivors[0]);
        std::int64_t* const home = result_.sums + static_cast<std::size_t>(survivors[0]) * (1 + kDims);
        for (std::size_t s = 1; s < survivors.size(); ++s) {
            IntVector sums[kDims];
            for (std::size_t d = 0; d < kDims; ++d) {
                sums[d] = hn::Zero(ints);
            }
            std::size_t moved = 0;
            for (std::size_t i = 0; i < count; i += hn::Lanes(floats)) {
                const auto here =
                    hn::And(hn::Eq(hn::LoadU(ints, places + i), hn::Set(ints, static_cast<std::int32_t>(s))),
                            hn::FirstN(ints, std::min(hn::Lanes(floats), count - i)));
                if (hn::AllFalse(ints, here)) {
                    continue;
                }
                moved += hn::CountTrue(ints, here);
                for (std::size_t d = 0; d < kDims; ++d) {
                    const auto q = hn::ConvertTo(ints, hn::LoadU(floats, tree_.column(d) + first + i));
                    sums[d] = hn::Add(sums[d], hn::IfThenElseZero(here, q));
                }
            }
            if (moved == 0) {
                continue;
            }
            std::int64_t* const away = result_.sums + static_cast<std::size_t>(survivors[s]) * (1 + kDims);
            home[0] -= static_cast<std::int64_t>(moved);
            away[0] += static_cast<std::int64_t>(moved);
            for (std::size_t d = 0; d < kDims; ++d) {
                const std::int64_t sum = hn::GetLane(hn::SumOfLanes(ints, sums[d]));
                home[1 + d] -= sum;
                away[1 + d] += sum;
            }
        }
    }

    void credit_sums(std::size_t leaf, std::int32_t label) {
        const std::int64_t* const totals = tree_.levels()[0].totals.data() + leaf * (1 + kDims);
        for (std::size_t t = 0; t < 1 + kDims; ++t) {
            result_.sums[static_cast<std::size_t>(label) * (1 + kDims) + t] += totals[t];
        }
    }

    void add_weighted(std::size_t first, std::size_t count, std::span<const std::int32_t> survivors,
                      const std::int32_t* places) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto j = static_cast<std::size_t>(survivors[static_cast<std::size_t>(places[i])]);
            const std::int64_t weight = tree_.weights()[first + i];
            std::int64_t* const sums = result_.sums + j * (1 + kDims);
            sums[0] += weight;
            for (std::size_t d = 0; d < kDims; ++d) {
                sums[1 + d] += weight * static_cast<std::int64_t>(tree_.column(d)[first + i]);
            }
        }
    }

    void add_totals(std::size_t first, std::size_t count, std::span<const std::int32_t> survivors,
                    const std::int32_t* places) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto j = static_cast<std::size_t>(survivors[static_cast<std::size_t>(places[i])]);
            const std::int64_t weight = tree_.weights().empty() ? 1 : tree_.weights()[first + i];
            result_.totals->weights[j] += weight;
            for (std::size_t d = 0; d < kDims; ++d) {
                const auto q = static_cast<std::int64_t>(tree_.column(d)[first + i]);
                result_.totals->sums[j * kDims + d] += weight * q;
                result_.totals->squares[j * kDims + d] +=
                    static_cast<numerics::UInt128>(weight) * static_cast<std::uint64_t>(q * q);
            }
        }
    }

    const TileTree& tree_;
    std::size_t k_;
    WalkResult result_;
    const float* centroids_;
    float margin_;
    std::vector<DepthScratch> scratch_;  ///< [levels]
};

void WalkTree(const TileTree& tree, const NodeRange& nodes, const Matrix<float>& centroids, const WalkResult& result) {
    static_assert(numerics::kHilbertDims == 5);
    switch (tree.dims()) {
        case 1:
            return Walk<1>(tree, centroids, result).visit(nodes);
        case 2:
            return Walk<2>(tree, centroids, result).visit(nodes);
        case 3:
            return Walk<3>(tree, centroids, result).visit(nodes);
        case 4:
            return Walk<4>(tree, centroids, result).visit(nodes);
        default:
            return Walk<5>(tree, centroids, result).visit(nodes);
    }
}

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(WalkTree);

void walk_tree(const TileTree& tree, const NodeRange& nodes, const Matrix<float>& centroids, const WalkResult& result) {
    HWY_DYNAMIC_DISPATCH(WalkTree)(tree, nodes, centroids, result);
}

}  // namespace rfmeans::cluster
#endif
