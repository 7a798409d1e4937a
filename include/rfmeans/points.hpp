#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/column.hpp"
#include "rfmeans/matrix.hpp"

namespace rfmeans {

/// Points on one grid (numerics/README.md, rule 1): coordinates are integers q, |q| < 2^23, held exactly in float32.
struct PointSet {
    Matrix<float> values;               ///< [points, dims], integers in grid steps
    int step_exponent = 0;              ///< a step is 2^step_exponent feature units
    std::vector<std::int64_t> weights;  ///< [points] integers >= 0, in weight steps; empty: all 1
    int weight_exponent = 0;            ///< a weight step is 2^weight_exponent in the user's weights

    [[nodiscard]] std::size_t points() const { return values.rows; }
    [[nodiscard]] std::size_t dims() const { return values.cols; }
    [[nodiscard]] std::int64_t weight(std::size_t point) const { return weights.empty() ? 1 : weights[point]; }
    [[nodiscard]] double step() const { return std::ldexp(1.0, step_exponent); }
    [[nodiscard]] double weight_step() const { return std::ldexp(1.0, weight_exponent); }
};

enum class Transform { none, log1p };
enum class Scaling { none, z, robust, minmax };

/// How one column of the raw table became a column of the point matrix: feature = (transform(clamp(x)) − centre) /
/// scale.
struct FeatureColumn {
    std::string name;  ///< "recency", "frequency", "monetary", an attribute, or a column of a plain matrix
    Transform transform = Transform::none;
    double lowest = -INFINITY;  ///< x is clamped to [lowest, highest] first: M at 0, and winsorising
    double highest = INFINITY;
    double centre = 0;
    double scale = 1;       ///< > 0
    bool constant = false;  ///< a constant column is 0 everywhere

    [[nodiscard]] double feature(double x) const;    ///< raw → feature units, before snapping
    [[nodiscard]] double raw(double feature) const;  ///< feature units → raw (the inverse, where x was not clamped)
};

/// The point matrix with everything needed to score new rows and to read centroids in raw units.
struct FeatureMatrix {
    PointSet points;
    std::vector<FeatureColumn> columns;  ///< [dims]
    std::vector<std::string> warnings;   ///< constant columns, points merged by snapping
};

}  // namespace rfmeans
