// Says what is wrong with a fit, from the definition alone: brute force in plain loops.
#pragma once

#include <string>
#include <vector>

#include "rfmeans/models.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::test {

/// Empty where nothing is wrong. A fit has labels of the nearest centroids (lowest index on ties), weights that count
/// them, the inertia around their means and, where it converged, centroids that are the means of their points.
[[nodiscard]] std::vector<std::string> find_faults(const PointSet& points, const Model& model,
                                                   const std::vector<std::int32_t>& labels);

}  // namespace rfmeans::test
