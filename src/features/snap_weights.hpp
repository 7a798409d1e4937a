// Weights in the user's numbers → integers on one grid. numerics/README.md, rule 2.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::features {

/// Where weights come from, for messages.
struct WeightSource {
    std::string column;
    std::function<std::string(std::size_t point)> place;  ///< "row 3", "customer '17'"
};

/// Fills in weights and weight_exponent of the points from raw weights [points].
/// Errors: Error{content} a weight that is negative, not finite, or > 0 but too small for the grid.
void snap_weights(const std::vector<double>& raw, const WeightSource& source, PointSet& points);

}  // namespace rfmeans::features
