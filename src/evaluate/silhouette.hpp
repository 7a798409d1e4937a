#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/points.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans::evaluate {

struct Silhouette {
    double mean;                   ///< over all points; NaN for fewer than two clusters with members
    std::vector<double> clusters;  ///< [k] mean over each cluster; NaN where it has no members
};

/// Exact silhouette with squared Euclidean distances, in O(points · k · dims) from cluster sums. P. Rousseeuw,
/// "Silhouettes", J. Comput. Appl. Math. 20, 1987; the sums are those of Apache Spark's SquaredEuclideanSilhouette. A
/// point of weight w counts as w equal points; its own copy is left out; a cluster of one point scores 0.
[[nodiscard]] Silhouette squared_silhouette(const PointSet& points, const std::vector<std::int32_t>& labels,
                                            const ClusterTotals& totals);

}  // namespace rfmeans::evaluate
