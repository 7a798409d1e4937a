// A backend must equal the reference bit for bit: labels, distances, centroids, weights, inertia, iterations, ends.
#pragma once

#include "rfmeans/backend.hpp"
#include "rfmeans/models.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::test {

/// Every model of two sweeps, bit for bit. `what` names the case.
void expect_same(const Sweep& found, const Sweep& expected, const std::string& what);

/// Sweeps over several k and seeds, k-means++ and random starts, exact and with a tolerance.
void expect_same_sweeps(Backend& backend, const NamedPoints& set);

/// Single fits from starting centroids with duplicates and far away ones, so that clusters are empty.
void expect_same_fits_with_empty_clusters(Backend& backend, const NamedPoints& set);

/// Labels and d² for centroids that tie exactly and lie off the grid.
void expect_same_labels(Backend& backend, const NamedPoints& set);

/// All of the above on all hostile sets.
void expect_equal_to_reference(Backend& backend);

}  // namespace rfmeans::test
