// The referee's distances where the labels are known already. SIMD, chosen at run time.
#pragma once

#include <cstdint>

#include "cluster/tile_tree.hpp"
#include "rfmeans/matrix.hpp"

namespace rfmeans::cluster {

/// d² of a leaf's points to the centroids [k, dims] of their `labels`; labels and `distances` [kLeafPoints], of which
/// only tree.leaf_size(leaf) are read and mean something.
void leaf_distances(const TileTree& tree, std::size_t leaf, const Matrix<float>& centroids, const std::int32_t* labels,
                    float* distances);

}  // namespace rfmeans::cluster
