// One model's way through the tile tree: filtered assignment, exact sums. SIMD, chosen at run time.
#pragma once

#include <cstdint>
#include <span>

#include "cluster/tile_tree.hpp"
#include "rfmeans/matrix.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans::cluster {

/// Nodes of a level that one task walks down from: children [first, last) of the level, first a multiple of kFanOut.
struct NodeRange {
    std::size_t level;
    std::size_t first;
    std::size_t last;
};

/// What a walk makes. Each may be null.
struct WalkResult {
    std::int64_t* sums = nullptr;     ///< [k, 1 + dims] Σ w, then Σ w·q; added to
    ClusterTotals* totals = nullptr;  ///< with squares; added to
    std::int32_t* labels = nullptr;   ///< [points] in canonical order
};

/// Assigns the points below the nodes to the centroids [k, dims] by the referee (rule 3).
void walk_tree(const TileTree& tree, const NodeRange& nodes, const Matrix<float>& centroids, const WalkResult& result);

}  // namespace rfmeans::cluster
