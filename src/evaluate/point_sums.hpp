// The one pass over the points that Davies–Bouldin and both silhouettes share. numerics/README.md, rule 6.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/matrix.hpp"
#include "rfmeans/point_sums.hpp"
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

/// All 0 for fewer than two clusters with members, where nothing of it is defined.
[[nodiscard]] PointSums sum_points(const Partition& partition);

/// Clusters of weight > 0, ascending.
[[nodiscard]] std::vector<std::size_t> clusters_with_members(const ClusterTotals& totals);

}  // namespace rfmeans::evaluate
