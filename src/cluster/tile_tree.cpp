#include "cluster/tile_tree.hpp"

#include <algorithm>

#include "cluster/canonical_order.hpp"

namespace rfmeans::cluster {
namespace {

std::size_t round_up(std::size_t count, std::size_t multiple) {
    return (count + multiple - 1) / multiple * multiple;
}

TileLevel make_level(std::size_t nodes, std::size_t dims) {
    const std::size_t stride = round_up(nodes, kFanOut);
    return {.nodes = nodes,
            .stride = stride,
            .centre = std::vector<float>(dims * stride),
            .half = std::vector<float>(dims * stride),
            .squared_half = std::vector<float>(stride),
            .totals = std::vector<std::int64_t>(stride * (1 + dims)),
            .squares = std::vector<numerics::UInt128>(stride * dims)};
}

/// Sets a node's box in one dimension. Bounds are multiples of 1/2 below 2^23, so centre and half extent are exact.
void set_box(TileLevel& level, std::size_t node, std::size_t d, float lowest, float highest) {
    level.centre[d * level.stride + node] = 0.5F * (lowest + highest);
    level.half[d * level.stride + node] = 0.5F * (highest - lowest);
    level.squared_half[node] += 0.25F * (highest - lowest) * (highest - lowest);
}

}  // namespace

TileTree::TileTree(const PointSet& points)
    : dims_(points.dims()),
      order_(canonical_order(points)),
      stride_(round_up(points.points(), kLeafPoints)),
      columns_(dims_ * stride_) {
    for (std::size_t place = 0; place < stride_ && !order_.empty(); ++place) {
        const auto row = static_cast<std::size_t>(order_[std::min(place, order_.size() - 1)]);
        for (std::size_t d = 0; d < dims_; ++d) {
            columns_[d * stride_ + place] = points.values.row(row)[d];
        }
        if (!points.weights.empty() && place < order_.size()) {
            weights_.push_back(points.weight(row));
        }
    }
    build_leaves();
    build_parents();
}

void TileTree::build_leaves() {
    TileLevel leaves = make_level(stride_ / kLeafPoints, dims_);
    for (std::size_t leaf = 0; leaf < leaves.nodes; ++leaf) {
        const std::size_t first = leaf * kLeafPoints;
        const std::size_t last = std::min(first + kLeafPoints, points());
        std::int64_t* const totals = leaves.totals.data() + leaf * (1 + dims_);
        for (std::size_t i = first; i < last; ++i) {
            totals[0] += weights_.empty() ? 1 : weights_[i];
        }
        for (std::size_t d = 0; d < dims_; ++d) {
            const auto [lowest, highest] = std::minmax_element(column(d) + first, column(d) + last);
            set_box(leaves, leaf, d, *lowest, *highest);
            for (std::size_t i = first; i < last; ++i) {
                const std::int64_t weight = weights_.empty() ? 1 : weights_[i];
                const auto q = static_cast<std::int64_t>(column(d)[i]);
                totals[1 + d] += weight * q;
                leaves.squares[leaf * dims_ + d] +=
                    static_cast<numerics::UInt128>(weight) * static_cast<std::uint64_t>(q * q);
            }
        }
    }
    levels_.push_back(std::move(leaves));
}

void TileTree::build_parents() {
    while (levels_.back().nodes > kFanOut) {
        const TileLevel& children = levels_.back();
        TileLevel parents = make_level((children.nodes + kFanOut - 1) / kFanOut, dims_);
        for (std::size_t parent = 0; parent < parents.nodes; ++parent) {
            const std::size_t first = parent * kFanOut;
            const std::size_t last = std::min(first + kFanOut, children.nodes);
            for (std::size_t d = 0; d < dims_; ++d) {
                const float* const centre = children.centre.data() + d * children.stride;
                const float* const half = children.half.data() + d * children.stride;
                float lowest = centre[first] - half[first];
                float highest = centre[first] + half[first];
                for (std::size_t child = first; child < last; ++child) {
                    lowest = std::min(lowest, centre[child] - half[child]);
                    highest = std::max(highest, centre[child] + half[child]);
                    parents.squares[parent * dims_ + d] += children.squares[child * dims_ + d];
                }
                set_box(parents, parent, d, lowest, highest);
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
