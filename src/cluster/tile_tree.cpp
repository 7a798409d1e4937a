#include "cluster/tile_tree.hpp"

#include <algorithm>

#include "parallel/loops.hpp"

namespace rfmeans::cluster {
namespace {

constexpr std::size_t kLeavesAtOnce = 256;  ///< of a task

/// What a leaf's points sum to in one dimension, each of weight 1.
struct ColumnSums {
    std::int32_t lowest;
    std::int32_t highest;
    std::int32_t sum = 0;  ///< 64 of 24 bits
    std::uint64_t squares = 0;
};

/// In integers, whose order the compiler may change: so this is SIMD.
ColumnSums sum_column(const float* column, std::size_t count) {
    ColumnSums sums{static_cast<std::int32_t>(column[0]), static_cast<std::int32_t>(column[0])};
    for (std::size_t i = 0; i < count; ++i) {
        const auto q = static_cast<std::int32_t>(column[i]);
        const auto magnitude = static_cast<std::uint32_t>(q < 0 ? -q : q);
        sums.lowest = std::min(sums.lowest, q);
        sums.highest = std::max(sums.highest, q);
        sums.sum += q;
        sums.squares += std::uint64_t{magnitude} * magnitude;
    }
    return sums;
}

}  // namespace

TileLevel::TileLevel(std::size_t node_count, std::size_t dimensions)
    : nodes(node_count),
      dims(dimensions),
      stride((node_count + kFanOut - 1) / kFanOut * kFanOut),
      boxes((2 * dims + 1) * stride),
      totals(stride * (1 + dims)),
      squares(stride * dims) {}

/// Bounds are multiples of 1/2 below 2^23, so centre and half extent are exact.
void TileLevel::set_box(std::size_t node, std::size_t d, float lowest_bound, float highest_bound) {
    float* const box = boxes.data() + node / kFanOut * kFanOut * (2 * dims + 1) + node % kFanOut;
    box[d * kFanOut] = 0.5F * (lowest_bound + highest_bound);
    box[(dims + d) * kFanOut] = 0.5F * (highest_bound - lowest_bound);
    box[2 * dims * kFanOut] += 0.25F * (highest_bound - lowest_bound) * (highest_bound - lowest_bound);
}

float TileLevel::lowest(std::size_t node, std::size_t d) const {
    const std::size_t at = d * kFanOut + node % kFanOut;
    const std::size_t first = node / kFanOut * kFanOut;
    return centre(first)[at] - half(first)[at];
}

float TileLevel::highest(std::size_t node, std::size_t d) const {
    const std::size_t at = d * kFanOut + node % kFanOut;
    const std::size_t first = node / kFanOut * kFanOut;
    return centre(first)[at] + half(first)[at];
}

TileTree::TileTree(const PointSet& points) : dims_(points.dims()), sorted_(sort_points(points)) {
    if (!points.weights.empty()) {
        weights_.resize(points.points());
        for (std::size_t place = 0; place < weights_.size(); ++place) {
            weights_[place] = points.weights[sorted_.order[place]];
        }
    }
    build_leaves();
    build_parents();
}

void TileTree::build_leaves() {
    TileLevel leaves((points() + kLeafPoints - 1) / kLeafPoints, dims_);
    loops::parallel_for(tbb::blocked_range<std::size_t>(0, leaves.nodes, kLeavesAtOnce), [&](const auto& range) {
        for (std::size_t leaf = range.begin(); leaf < range.end(); ++leaf) {
            build_leaf(leaves, leaf);
        }
    });
    levels_.push_back(std::move(leaves));
}

void TileTree::build_leaf(TileLevel& leaves, std::size_t leaf) const {
    const std::size_t count = leaf_size(leaf);
    std::int64_t* const totals = leaves.totals.data() + leaf * (1 + dims_);
    const std::int64_t* const weights = weights_.empty() ? nullptr : weights_.data() + leaf * kLeafPoints;
    totals[0] = static_cast<std::int64_t>(count);
    if (weights != nullptr) {
        totals[0] = 0;
        for (std::size_t i = 0; i < count; ++i) {
            totals[0] += weights[i];
        }
    }
    for (std::size_t d = 0; d < dims_; ++d) {
        const float* const column = this->leaf(leaf) + d * kLeafPoints;
        const ColumnSums sums = sum_column(column, count);
        leaves.set_box(leaf, d, static_cast<float>(sums.lowest), static_cast<float>(sums.highest));
        numerics::UInt128& squares = leaves.squares[leaf * dims_ + d];
        if (weights == nullptr) {
            totals[1 + d] = sums.sum;
            squares = sums.squares;
            continue;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto q = static_cast<std::int64_t>(column[i]);
            totals[1 + d] += weights[i] * q;
            squares += static_cast<numerics::UInt128>(weights[i]) * static_cast<std::uint64_t>(q * q);
        }
    }
}

void TileTree::build_parents() {
    while (levels_.back().nodes > kFanOut) {
        const TileLevel& children = levels_.back();
        TileLevel parents((children.nodes + kFanOut - 1) / kFanOut, dims_);
        for (std::size_t parent = 0; parent < parents.nodes; ++parent) {
            const std::size_t first = parent * kFanOut;
            const std::size_t last = std::min(first + kFanOut, children.nodes);
            for (std::size_t d = 0; d < dims_; ++d) {
                float lowest = children.lowest(first, d);
                float highest = children.highest(first, d);
                for (std::size_t child = first; child < last; ++child) {
                    lowest = std::min(lowest, children.lowest(child, d));
                    highest = std::max(highest, children.highest(child, d));
                    parents.squares[parent * dims_ + d] += children.squares[child * dims_ + d];
                }
                parents.set_box(parent, d, lowest, highest);
            }
            for (std::size_t child = first; child < last; ++child) {
                for (std::size_t t = 0; t < 1 + dims_; ++t) {
                    parents.totals[parent * (1 + dims_) + t] += children.totals[child * (1 + dims_) + t];
                }
            }
        }
        levels_.push_back(std::move(parents));
    }
}

}  // namespace rfmeans::cluster
