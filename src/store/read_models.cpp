#include <algorithm>

#include "store/columns.hpp"
#include "store/enum_text.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/models_table.hpp"
#include "store/read_parts.hpp"

namespace rfmeans::store {
namespace {

std::vector<FeatureColumn> read_feature_columns(const Group& group) {
    std::vector<FeatureColumn> columns(count_rows(group, "name"));
    read_member(group, "name", columns, &FeatureColumn::name);
    read_member(group, "lowest", columns, &FeatureColumn::lowest);
    read_member(group, "highest", columns, &FeatureColumn::highest);
    read_member(group, "centre", columns, &FeatureColumn::centre);
    read_member(group, "scale", columns, &FeatureColumn::scale);
    const auto transforms = read_texts(group, "transform", columns.size());
    const auto constants = read_values<std::uint8_t>(group, "constant", {columns.size()});
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].transform = enum_value<Transform>(kTransformNames, transforms[i]);
        columns[i].constant = constants[i] != 0;
    }
    return columns;
}

template <class T>
Matrix<T> read_matrix(const Group& group, const std::string& name, const Shape& expected) {
    const Shape shape = StoredDataset(group, name, expected).shape();
    Matrix<T> matrix;
    matrix.rows = shape[0];
    matrix.cols = shape[1];
    matrix.values = read_values<T>(group, name, shape);
    return matrix;
}

// Hands the rows of the stacked centroids to their models.
void read_centroids(const Group& group, std::vector<Model>& models) {
    const auto offsets = read_values<std::int64_t>(group, "offsets", {models.size() + 1});
    const auto steps = read_matrix<float>(group, "steps", {kAnyLength, kAnyLength});
    const auto weights = read_values<std::int64_t>(group, "weights", {steps.rows});
    std::int64_t row = 0;
    for (std::size_t i = 0; i < models.size(); ++i) {
        Model& model = models[i];
        const auto rows_left = static_cast<std::int64_t>(steps.rows) - row;
        if (model.k < 0 || model.k > rows_left || offsets[i] != row || offsets[i + 1] != row + model.k) {
            throw StoreError("the offsets and k of the models in '/sweep' disagree");
        }
        model.centroids = Matrix<float>(static_cast<std::size_t>(model.k), steps.cols);
        const auto first = steps.values.begin() + row * static_cast<std::int64_t>(steps.cols);
        std::copy_n(first, model.centroids.values.size(), model.centroids.values.begin());
        model.weights.assign(weights.begin() + row, weights.begin() + row + model.k);
        row += model.k;
    }
    if (row != static_cast<std::int64_t>(steps.rows)) {
        throw StoreError("'/sweep/centroids' has more rows than its models");
    }
}

}  // namespace

FeatureMatrix read_features(const Group& group) {
    FeatureMatrix features;
    features.columns = read_feature_columns(group.open("columns"));
    features.points.values = read_matrix<float>(group, "matrix", {kAnyLength, features.columns.size()});
    const StoredDataset matrix(group, "matrix", {kAnyLength, kAnyLength});
    features.points.step_exponent = static_cast<int>(read_attribute<std::int64_t>(matrix.id(), "step_exponent"));
    if (group.has("weights")) {
        features.points.weights = read_values<std::int64_t>(group, "weights", {features.points.points()});
        const StoredDataset weights(group, "weights", {kAnyLength});
        if (has_attribute(weights.id(), "step_exponent")) {  // absent in studies of earlier versions
            features.points.weight_exponent =
                static_cast<int>(read_attribute<std::int64_t>(weights.id(), "step_exponent"));
        }
    }
    features.warnings = read_texts(group, "warnings", kAnyLength);
    return features;
}

Sweep read_sweep(const Group& group) {
    Sweep sweep;
    sweep.start = enum_value<StartRule>(kStartNames, read_attribute<std::string>(group.id(), "start"));
    sweep.stop.max_iterations = read_attribute<std::int64_t>(group.id(), "max_iterations");
    sweep.stop.tolerance = read_attribute<double>(group.id(), "tolerance");
    sweep.device = read_attribute<std::string>(group.id(), "device");
    sweep.warnings = read_texts(group, "warnings", kAnyLength);
    sweep.models = read_models_table(group);
    read_centroids(group.open("centroids"), sweep.models);
    return sweep;
}

void require_one_study(const Study& study) {
    if (study.features && study.rfm && study.features->points.points() != study.rfm->customers()) {
        throw StoreError("'/features/matrix' has another number of customers than '/customers/id'");
    }
    if (study.segmentation && study.rfm && study.segmentation->label.size() != study.rfm->customers()) {
        throw StoreError("'/segments/label' has another number of customers than '/customers/id'");
    }
    if (study.features && study.sweep && !study.sweep->models.empty() &&
        study.sweep->models.front().centroids.cols != study.features->points.dims()) {
        throw StoreError("'/sweep/centroids' has other dimensions than '/features/matrix'");
    }
}

}  // namespace rfmeans::store
