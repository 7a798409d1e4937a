// Stage 3: tensor → point matrix on its grid. numerics/README.md, rules 1 and 7.
#pragma once

#include <optional>

#include "rfmeans/points.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans {

struct FeatureSpec {
    std::vector<std::string>
        columns;  ///< empty: recency, frequency, monetary (without amounts: recency, frequency); attributes by name
    std::optional<Transform> transform;  ///< default log1p for a study, none for a plain matrix
    std::optional<Scaling>
        scaling;            ///< default z (population deviation) for a study, none for a plain matrix: centred only
    double winsorise = 0;   ///< percent cut at each end, 0 to 49
    std::string weights{};  ///< a column of numbers >= 0, the weight of each point; empty: all 1
};

/// Errors: Error{option} unknown column; Error{content} text or missing values in a column, log1p of values <= -1, a
/// weight that is negative or too small beside the others.
[[nodiscard]] FeatureMatrix make_features(const RfmTable& table, const FeatureSpec& spec);

/// The same for a plain matrix [rows, cols] with column names. Errors: Error{content} non-finite value (names row and
/// column). The column of the weights is no coordinate, unless it is named among the columns too.
[[nodiscard]] FeatureMatrix make_features(const Matrix<double>& values, const std::vector<std::string>& names,
                                          const FeatureSpec& spec);

/// New customers on a stored grid: the stored transform, centre, scale and step. Points off the grid are clamped to it.
struct ProjectedPoints {
    PointSet points;
    std::int64_t clamped = 0;  ///< points that lay off the grid
};
[[nodiscard]] ProjectedPoints project_features(const RfmTable& table, const FeatureMatrix& fitted);

}  // namespace rfmeans
