// Lloyd rounds through the tile tree: oneTBB tasks over models, and over parts of the tree where there are few models.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cluster/tile_tree.hpp"
#include "cluster/tree_walk.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cluster {

class TreeRounds {
public:
    /// At least one point, of at most kHilbertDims dimensions.
    explicit TreeRounds(const PointSet& points) : tree_(points) {}

    [[nodiscard]] const TileTree& tree() const { return tree_; }

    /// Adds the exact sums of all points to those of each job, which are 0; leaves the centroids.
    void add_sums(std::span<RoundJob> jobs) const;
    [[nodiscard]] ClusterTotals total(const Matrix<float>& centroids) const;
    [[nodiscard]] Assignment assign(const Matrix<float>& centroids) const;

private:
    [[nodiscard]] std::vector<NodeRange> cut_tree(std::size_t models) const;

    TileTree tree_;
};

}  // namespace rfmeans::cluster
