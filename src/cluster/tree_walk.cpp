#include "cluster/tree_walk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "rfmeans/numerics/hilbert.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/tree_walk.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "cluster/leaf_score-inl.hpp"
#include "cluster/node_filter-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {

template <std::size_t kDims>
class Walk {
public:
    Walk(const TileTree& tree, const Matrix<float>& centroids, const WalkResult& result)
        : tree_(tree),
          k_(centroids.rows),
          result_(result),
          centroids_(centroids.values.data()),
          filter_(centroids_, k_),
          survivors_(k_ * (1 + tree.levels().size())),
          masks_(k_ * tree.levels().size()) {}

    void visit(const NodeRange& nodes) {
        std::int32_t* const all = survivors_.data() + tree_.levels().size() * k_;
        for (std::size_t j = 0; j < k_; ++j) {
            all[j] = static_cast<std::int32_t>(j);
        }
        for (std::size_t first = nodes.first; first < nodes.last; first += kFanOut) {
            visit_group(nodes.level, first, std::min(nodes.last - first, kFanOut), {all, k_});
        }
    }

private:
    /// Tests the `count` nodes from `first` at once against the candidates; credits those with one survivor, opens the
    /// others.
    void visit_group(std::size_t level, std::size_t first, std::size_t count,
                     std::span<const std::int32_t> candidates) {
        std::uint16_t* const masks = masks_.data() + level * k_;
        filter_.test(tree_.levels()[level], first, candidates, masks);
        unsigned once = 0;
        unsigned more = 0;
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            more |= once & masks[c];
            once |= masks[c];
        }
        more &= (1U << count) - 1U;
        const unsigned single = ~more & ((1U << count) - 1U);
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            for (unsigned rest = masks[c] & single; rest != 0; rest &= rest - 1) {
                credit(level, first + static_cast<std::size_t>(std::countr_zero(rest)), candidates[c]);
            }
        }
        std::int32_t* const survivors = survivors_.data() + level * k_;
        for (unsigned rest = more; rest != 0; rest &= rest - 1) {
            const auto child = static_cast<std::size_t>(std::countr_zero(rest));
            std::size_t left = 0;
            for (std::size_t c = 0; c < candidates.size(); ++c) {  // without a branch: few bits are foreseeable
                survivors[left] = candidates[c];
                left += masks[c] >> child & 1U;
            }
            open(level, first + child, {survivors, left});
        }
    }

    void open(std::size_t level, std::size_t node, std::span<const std::int32_t> survivors) {
        if (level == 0) {
            score_leaf(node, survivors);
        } else {
            const std::size_t below = node * kFanOut;
            visit_group(level - 1, below, std::min(kFanOut, tree_.levels()[level - 1].nodes - below), survivors);
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
            const std::size_t width = kLeafPoints << (std::countr_zero(kFanOut) * static_cast<int>(level));
            const std::size_t begin = node * width;
            std::fill(result_.labels + begin, result_.labels + std::min(begin + width, tree_.points()), label);
        }
    }

    void score_leaf(std::size_t leaf, std::span<const std::int32_t> survivors) {
        const LeafScore<kDims> score(tree_.leaf(leaf), centroids_);
        const std::size_t count = tree_.leaf_size(leaf);
        const bool moves = result_.sums && tree_.weights().empty();
        if (moves) {  // the leaf's totals go to the lowest survivor, then the points of the others leave it
            const std::int64_t* const totals = tree_.levels()[0].totals.data() + leaf * (1 + kDims);
            for (std::size_t t = 0; t < 1 + kDims; ++t) {
                result_.sums[static_cast<std::size_t>(survivors[0]) * (1 + kDims) + t] += totals[t];
            }
            if (count == kLeafPoints && survivors.size() <= 3 && !result_.totals && !result_.labels) {
                return survivors.size() == 2 ? score.template move_few<2>(survivors.data(), result_.sums)
                                             : score.template move_few<3>(survivors.data(), result_.sums);
            }
        }
        HWY_ALIGN std::array<std::int32_t, kLeafPoints> places;  // index into the survivors
        score.find_places(survivors, places.data());
        if (moves) {
            score.move_by_place(survivors, places.data(), count, result_.sums);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const std::int32_t label = survivors[static_cast<std::size_t>(places[i])];
            if (result_.labels) {
                result_.labels[leaf * kLeafPoints + i] = label;
            }
            if (result_.totals || (result_.sums && !moves)) {
                add_point(leaf, i, static_cast<std::size_t>(label));
            }
        }
    }

    void add_point(std::size_t leaf, std::size_t i, std::size_t j) {
        const std::int64_t weight = tree_.weights().empty() ? 1 : tree_.weights()[leaf * kLeafPoints + i];
        const bool adds_sums = result_.sums && !tree_.weights().empty();
        if (adds_sums) {
            result_.sums[j * (1 + kDims)] += weight;
        }
        if (result_.totals) {
            result_.totals->weights[j] += weight;
        }
        for (std::size_t d = 0; d < kDims; ++d) {
            const auto q = static_cast<std::int64_t>(tree_.leaf(leaf)[d * kLeafPoints + i]);
            if (adds_sums) {
                result_.sums[j * (1 + kDims) + 1 + d] += weight * q;
            }
            if (result_.totals) {
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
    NodeFilter<kDims> filter_;
    std::vector<std::int32_t> survivors_;  ///< [levels + 1, k] of one node a level, ascending; above, all
    std::vector<std::uint16_t> masks_;     ///< [levels, k] the nodes of one group a level in which each survives
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
