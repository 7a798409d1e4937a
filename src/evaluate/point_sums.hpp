// The one pass over the points that Davies–Bouldin and both silhouettes share. numerics/README.md, rule 6.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/matrix.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans::evaluate {

/// Points in clusters: labels [points], centroids [k, dims] in grid steps, and the exact totals of the clusters.
struct Partition {
    const PointSet& points;
    const std::vector<std::int32_t>& labels;
    const Matrix<float>& centroids;
    const ClusterTotals& totals;
};

/// Sums over the members of each cluster, exact once each term is rounded to fixed point.
struct PointSums {
    std::vector<numerics::Int128> distances;    ///< [k] Σ w·distance to the own centroid, in 2^−16 steps
    std::vector<numerics::Int128> silhouettes;  ///< [k] Σ w·silhouette, squared Euclidean, in 2^−24
    std::vector<numerics::Int128> simplified;   ///< [k] Σ w·simplified silhouette, in 2^−24

    explicit PointSums(std::size_t k) : distances(k), silhouettes(k), simplified(k) {}
};

/// All 0 for fewer than two clusters with members, where nothing of it is defined.
[[nodiscard]] PointSums sum_points(const Partition& partition);

/// Clusters of weight > 0, ascending.
[[nodiscard]] std::vector<std::size_t> clusters_with_members(const ClusterTotals& totals);

}  // namespace rfmeans::evaluate
