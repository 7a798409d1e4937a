// One raw column → its features in double: clamp, transform, centre, scale. numerics/README.md, rule 7.
#pragma once

#include <string>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::features {

struct ColumnSpec {
    std::string name;
    Transform transform = Transform::none;
    Scaling scaling = Scaling::none;
    double winsorise = 0;       ///< percent cut at each end
    double lowest = -INFINITY;  ///< raw values below it count as it
};

struct FittedColumn {
    FeatureColumn column;
    std::vector<double> features;  ///< [n] before snapping
    std::vector<std::string> warnings;
};

/// Raw values [n], finite, n >= 1.
/// Errors: Error{content} log1p of a value <= −1; a column so wide that its features leave double.
[[nodiscard]] FittedColumn fit_column(std::vector<double> raw, const ColumnSpec& spec);

/// Error{content} naming the column where one of the clamped values has no logarithm.
void check_log1p(const std::vector<double>& raw, const FeatureColumn& column);

}  // namespace rfmeans::features
