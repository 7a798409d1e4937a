// What Davies–Bouldin and the silhouettes from centroids and cluster sums need of the points (numerics/README.md, rule
// 6).
#pragma once

#include <cstddef>
#include <vector>

#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans {

/// Sums over the members of each cluster, exact once each term is rounded to fixed point.
struct PointSums {
    std::vector<numerics::Int128> distances;    ///< [k] Σ w·distance to the own centroid, in 2^−16 steps
    std::vector<numerics::Int128> silhouettes;  ///< [k] Σ w·silhouette, squared Euclidean, in 2^−24
    std::vector<numerics::Int128> simplified;   ///< [k] Σ w·simplified silhouette, in 2^−24

    explicit PointSums(std::size_t k) : distances(k), silhouettes(k), simplified(k) {}
};

/// All that metrics need of an assignment.
struct PartitionSums {
    ClusterTotals totals;
    PointSums points;  ///< all 0 for fewer than two clusters with members
};

}  // namespace rfmeans
