// Features in double → integers on one grid for the whole matrix. numerics/README.md, rule 1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::features {

/// Features [dims][points], finite, and the lowest step exponent allowed.
[[nodiscard]] PointSet snap_points(const std::vector<std::vector<double>>& features, int floor);

/// A warning where snapping merged more than 0.1 % of the distinct points: names the column with the largest |feature|,
/// which sets the step.
[[nodiscard]] std::optional<std::string> warn_of_merged_points(const std::vector<std::vector<double>>& features,
                                                               const PointSet& points,
                                                               const std::vector<FeatureColumn>& columns);

}  // namespace rfmeans::features
