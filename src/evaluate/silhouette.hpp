#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "evaluate/estimates.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans::evaluate {

/// Where a point belongs, and how much of its own weight its cluster's mean distance leaves out.
struct OwnCluster {
    std::size_t own = 0;
    std::int64_t left_out = 1;  ///< below the cluster's weight
};

/// Exact silhouette with squared Euclidean distances, in O(points · k · dims) from cluster sums. P. Rousseeuw,
/// "Silhouettes", J. Comput. Appl. Math. 20, 1987; the sums are those of Apache Spark's SquaredEuclideanSilhouette. A
/// cluster's mean squared distance to a point is the squared distance to its mean plus its variance: so estimates tell
/// which cluster can be the nearest other, and 128-bit integers are needed for that one and the own alone.
class Scorer {
public:
    /// Totals, and the clusters that have members, at least two.
    Scorer(const ClusterTotals& totals, const std::vector<std::size_t>& clusters);

    /// The silhouette of a point, in 2^−24. `room` [>= clusters] is overwritten.
    [[nodiscard]] std::int64_t score(std::span<const float> point, OwnCluster in, std::span<double> room) const;

private:
    [[nodiscard]] double summed_distance(std::span<const float> point, numerics::Int128 squared_norm,
                                         std::size_t j) const;

    const ClusterTotals& totals_;
    const std::vector<std::size_t>& clusters_;
    Estimates estimates_;
    std::vector<numerics::Int128> squares_;  ///< [k] Σ w·|q|²
};

/// The mean over all points of scores summed by cluster, in 2^−24; NaN for fewer than two clusters with members.
[[nodiscard]] double mean_silhouette(const std::vector<numerics::Int128>& sums, const ClusterTotals& totals);

/// [k] the mean over each cluster; NaN where it has no members, or fewer than two clusters have.
[[nodiscard]] std::vector<double> cluster_silhouettes(const std::vector<numerics::Int128>& sums,
                                                      const ClusterTotals& totals);

}  // namespace rfmeans::evaluate
