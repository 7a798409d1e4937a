// Points in canonical order, cut into leaves; sixteen nodes make a parent. Built once a data set, shared by every
// model.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "cluster/point_sort.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// Nodes of a parent, tested at once: a power of 2, whole vectors of doubles, at most the 16 bits of a mask.
#ifndef RFMEANS_FAN_OUT  // tests vary it
#define RFMEANS_FAN_OUT 16
#endif
inline constexpr std::size_t kFanOut = RFMEANS_FAN_OUT;
static_assert(kFanOut >= 8 && kFanOut <= 16 && (kFanOut & (kFanOut - 1)) == 0);

/// All nodes of one level, arrays padded to whole groups of kFanOut; padding nodes have no weight.
struct TileLevel {
    TileLevel(std::size_t node_count, std::size_t dimensions);

    std::size_t nodes;
    std::size_t dims;
    std::size_t stride;  ///< nodes, padded
    /// [groups, dims + dims + 1, kFanOut] box centres and half extents of each dimension, steps, exact (multiples of
    /// 1/2 below 2^23), then squared half diagonals, rounded. A group lies in one piece: it is tested at once.
    std::vector<float> boxes;
    std::vector<std::int64_t> totals;        ///< [stride, 1 + dims] Σ w, then Σ w·q of each dimension
    std::vector<numerics::UInt128> squares;  ///< [stride, dims] Σ w·q²

    /// The three parts of the group that starts at node `first`.
    [[nodiscard]] const float* centre(std::size_t first) const { return boxes.data() + first * (2 * dims + 1); }
    [[nodiscard]] const float* half(std::size_t first) const { return centre(first) + dims * kFanOut; }
    [[nodiscard]] const float* squared_half(std::size_t first) const { return centre(first) + 2 * dims * kFanOut; }

    void set_box(std::size_t node, std::size_t d, float lowest, float highest);
    [[nodiscard]] float lowest(std::size_t node, std::size_t d) const;
    [[nodiscard]] float highest(std::size_t node, std::size_t d) const;
};

/// Points of at most kHilbertDims dimensions, at least one.
class TileTree {
public:
    explicit TileTree(const PointSet& points);

    [[nodiscard]] std::size_t points() const { return sorted_.order.size(); }
    [[nodiscard]] std::size_t dims() const { return dims_; }
    [[nodiscard]] const std::vector<TileLevel>& levels() const { return levels_; }  ///< leaves first
    /// The points of a leaf, [dims, kLeafPoints]; the last leaf is filled with the last point.
    [[nodiscard]] const float* leaf(std::size_t index) const {
        return sorted_.leaves.data() + index * kLeafPoints * dims_;
    }
    [[nodiscard]] float coordinate(std::size_t place, std::size_t d) const {
        return leaf(place / kLeafPoints)[d * kLeafPoints + place % kLeafPoints];
    }
    /// Points of a leaf without what it is filled with.
    [[nodiscard]] std::size_t leaf_size(std::size_t index) const {
        return std::min(kLeafPoints, points() - index * kLeafPoints);
    }
    /// [points] in canonical order; empty: all 1.
    [[nodiscard]] const std::vector<std::int64_t>& weights() const { return weights_; }
    /// Row of each place of the canonical order.
    [[nodiscard]] std::span<const std::uint32_t> order() const { return {sorted_.order.data(), points()}; }

private:
    void build_leaves();
    void build_leaf(TileLevel& leaves, std::size_t leaf) const;
    void build_parents();

    std::size_t dims_;
    SortedPoints sorted_;
    std::vector<std::int64_t> weights_;
    std::vector<TileLevel> levels_;
};

}  // namespace rfmeans::cluster
