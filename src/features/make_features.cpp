#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "features/column_source.hpp"
#include "features/fit_column.hpp"
#include "features/snap_points.hpp"
#include "features/snap_weights.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/numerics/grid.hpp"

namespace rfmeans {
namespace {

using features::FittedColumn;

void check_options(const FeatureSpec& spec) {
    if (!(spec.winsorise >= 0 && spec.winsorise <= 49)) {
        throw Error(Failure::option,
                    fmt::format("--winsorise {} is out of range (percent cut at each end, 0 to 49). Give 1 "
                                "to cut one percent at each end",
                                spec.winsorise));
    }
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        if (std::count(spec.columns.begin(), spec.columns.end(), spec.columns[i]) > 1) {
            throw Error(Failure::option,
                        fmt::format("--features names column '{}' twice (it would count double). Name it "
                                    "once",
                                    spec.columns[i]));
        }
    }
}

FeatureMatrix join_columns(std::vector<FittedColumn> fitted, Scaling scaling) {
    FeatureMatrix matrix;
    std::vector<std::vector<double>> values;
    for (FittedColumn& column : fitted) {
        matrix.columns.push_back(std::move(column.column));
        values.push_back(std::move(column.features));
        matrix.warnings.insert(matrix.warnings.end(), column.warnings.begin(), column.warnings.end());
    }
    matrix.points =
        features::snap_points(values, scaling == Scaling::none ? numerics::kLowestExponent : numerics::kScaledFloor);
    if (auto warning = features::warn_of_merged_points(values, matrix.points, matrix.columns)) {
        matrix.warnings.push_back(std::move(*warning));
    }
    return matrix;
}

std::size_t find_column(const std::vector<std::string>& names, const std::string& name, const char* option) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        throw Error(Failure::option, fmt::format("{}: there is no column '{}' (the columns are {}). Name one of them",
                                                 option, name, fmt::join(names, ", ")));
    }
    return static_cast<std::size_t>(found - names.begin());
}

/// The columns asked for; else all but that of the weights.
std::vector<std::size_t> select_columns(const std::vector<std::string>& names, const FeatureSpec& spec) {
    std::vector<std::size_t> selected;
    for (const std::string& name : spec.columns) {
        selected.push_back(find_column(names, name, "--features"));
    }
    for (std::size_t d = 0; spec.columns.empty() && d < names.size(); ++d) {
        if (names[d] != spec.weights) {
            selected.push_back(d);
        }
    }
    if (selected.empty()) {
        throw Error(
            Failure::option,
            fmt::format("--weights: '{}' is the only column (no column is left for the points). Leave --weights "
                        "out, or give a file with more columns",
                        spec.weights));
    }
    return selected;
}

std::vector<double> read_matrix_column(const Matrix<double>& values, std::size_t d, const std::string& name) {
    std::vector<double> column(values.rows);
    for (std::size_t i = 0; i < values.rows; ++i) {
        column[i] = values.row(i)[d];
        if (!std::isfinite(column[i])) {
            throw Error(
                Failure::content,
                fmt::format("row {}, column '{}' is {} (K-Means needs finite numbers). Leave out that row, or fill "
                            "the value in",
                            i + 1, name, column[i]));
        }
    }
    return column;
}

}  // namespace

FeatureMatrix make_features(const RfmTable& table, const FeatureSpec& spec) {
    check_options(spec);
    RFMEANS_EXPECTS(table.customers() > 0 && table.windows() > 0);
    const Scaling scaling = spec.scaling.value_or(Scaling::z);
    const Transform transform = spec.transform.value_or(Transform::log1p);
    std::vector<FittedColumn> fitted;
    for (const std::string& name : spec.columns.empty() ? features::default_columns(table) : spec.columns) {
        // Net returns can leave a customer below zero, where there is no logarithm: such a customer brought nothing in.
        const bool at_least_zero = name == "monetary" && transform == Transform::log1p;
        fitted.push_back(features::fit_column(features::read_column(table, name, features::Need::asked_for),
                                              {.name = name,
                                               .transform = transform,
                                               .scaling = scaling,
                                               .winsorise = spec.winsorise,
                                               .lowest = at_least_zero ? 0.0 : -INFINITY}));
    }
    FeatureMatrix matrix = join_columns(std::move(fitted), scaling);
    if (!spec.weights.empty()) {
        const auto place = [&](std::size_t i) { return fmt::format("customer '{}'", table.ids.text(i)); };
        features::snap_weights(features::read_column(table, spec.weights, features::Need::as_weights),
                               {.column = spec.weights, .place = place}, matrix.points);
    }
    return matrix;
}

FeatureMatrix make_features(const Matrix<double>& values, const std::vector<std::string>& names,
                            const FeatureSpec& spec) {
    check_options(spec);
    RFMEANS_EXPECTS(names.size() == values.cols);
    if (values.rows == 0 || values.cols == 0) {
        throw Error(Failure::content,
                    fmt::format("the matrix has {} rows and {} columns (K-Means needs at least one point "
                                "with one coordinate). Give a file that is not empty",
                                values.rows, values.cols));
    }
    const Scaling scaling = spec.scaling.value_or(Scaling::none);
    std::vector<FittedColumn> fitted;
    for (const std::size_t d : select_columns(names, spec)) {
        fitted.push_back(features::fit_column(read_matrix_column(values, d, names[d]),
                                              {.name = names[d],
                                               .transform = spec.transform.value_or(Transform::none),
                                               .scaling = scaling,
                                               .winsorise = spec.winsorise}));
    }
    FeatureMatrix matrix = join_columns(std::move(fitted), scaling);
    if (!spec.weights.empty()) {
        const std::size_t d = find_column(names, spec.weights, "--weights");
        features::snap_weights(
            read_matrix_column(values, d, spec.weights),
            {.column = spec.weights, .place = [](std::size_t i) { return fmt::format("row {}", i + 1); }},
            matrix.points);
    }
    return matrix;
}

}  // namespace rfmeans
