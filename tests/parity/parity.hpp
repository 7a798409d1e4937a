// A backend must equal the reference bit for bit: labels, distances, centroids, weights, inertia, iterations, ends.
#pragma once

#include "rfmeans/backend.hpp"
#include "rfmeans/models.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::test {

/// Jobs of the given k whose centroids are points, the same ones again where k is above their number, some of them half
/// a step off.
[[nodiscard]] std::vector<RoundJob> make_jobs(const PointSet& points, const std::vector<std::size_t>& ks);

/// Every model of two sweeps, bit for bit. `what` names the case.
void expect_same(const Sweep& found, const Sweep& expected, const std::string& what);

/// Sweeps over several k and seeds, k-means++ and random starts, exact and with a tolerance: every pair of these where
/// points are few, else each once.
void expect_same_sweeps(Backend& backend, const NamedPoints& set);

/// Single fits from starting centroids with duplicates and far away ones, so that clusters are empty.
void expect_same_fits_with_empty_clusters(Backend& backend, const NamedPoints& set);

/// Labels and d² for centroids that tie exactly and lie off the grid.
void expect_same_labels(Backend& backend, const NamedPoints& set);

/// Sums of Euclidean silhouettes as this backend makes them: its engine, or all threads where that leaves them.
[[nodiscard]] std::vector<numerics::Int128> sum_silhouettes(Backend& backend, const PointSet& points,
                                                            const std::vector<std::int32_t>& labels, std::size_t k);

/// Those sums for arbitrary labels, with singletons, empty clusters and one cluster alone, weights as counts and as
/// masses.
void expect_same_silhouettes(Backend& backend, const NamedPoints& set);

/// All of the above on all hostile sets; silhouettes where points are few.
void expect_equal_to_reference(Backend& backend);

}  // namespace rfmeans::test
