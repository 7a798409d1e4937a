// Exact totals of clusters, and the metrics that follow from them alone.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans {

/// Exact sums over the members of each cluster, in steps and steps².
struct ClusterTotals {
    std::size_t k = 0;
    std::size_t dims = 0;
    std::vector<std::int64_t> weights;       ///< [k] Σ w
    std::vector<std::int64_t> sums;          ///< [k, dims] Σ w·q
    std::vector<numerics::UInt128> squares;  ///< [k, dims] Σ w·q²

    ClusterTotals(std::size_t clusters, std::size_t dimensions)
        : k(clusters),
          dims(dimensions),
          weights(clusters),
          sums(clusters * dimensions),
          squares(clusters * dimensions) {}
    void add(const ClusterTotals& other);
};

inline void ClusterTotals::add(const ClusterTotals& other) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] += other.weights[i];
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
        sums[i] += other.sums[i];
        squares[i] += other.squares[i];
    }
}

/// One pass over the points on all threads. labels [points], each in [0, k).
[[nodiscard]] ClusterTotals total_clusters(const PointSet& points, const std::vector<std::int32_t>& labels,
                                           std::size_t k);

/// Metrics of a partition, inertia in squared feature units. NaN where undefined: both for inertia 0, Calinski–Harabasz
/// also for k = 1 and k >= total weight. The totals are in grid and weight steps; weights count in the user's units.
struct TotalsMetrics {
    double inertia;
    double calinski_harabasz;
    double bic;  ///< nD·ln(I/(nD)) + kD·ln n
};
[[nodiscard]] TotalsMetrics measure_totals(const ClusterTotals& totals, double step, double weight_step = 1);

/// Mean over columns of the population variance of all points, in steps².
[[nodiscard]] double mean_column_variance(const PointSet& points);

}  // namespace rfmeans
