#include "store/columns.hpp"
#include "store/enum_text.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/write_models.hpp"

namespace rfmeans::store {
namespace {

Handle write_feature_columns(const std::vector<FeatureColumn>& columns, const Group& features) {
    const Group group = features.make("columns", "feature = (transform(clamp(x)) - centre) / scale, one row a column");
    Handle names = write_member(group, {"name", "text", "name of the column"}, columns, &FeatureColumn::name);
    write_member(group, {"transform", "text", "none or log1p"}, columns,
                 [](const FeatureColumn& column) { return enum_text(kTransformNames, column.transform); });
    write_member(group, {"lowest", "raw units", "smaller values are raised to it first"}, columns,
                 &FeatureColumn::lowest);
    write_member(group, {"highest", "raw units", "larger values are cut to it first"}, columns,
                 &FeatureColumn::highest);
    write_member(group, {"centre", "transformed units", "subtracted"}, columns, &FeatureColumn::centre);
    write_member(group, {"scale", "transformed units", "a feature unit"}, columns, &FeatureColumn::scale);
    write_member(group, {"constant", "1", "1: a constant column, 0 everywhere"}, columns,
                 [](const FeatureColumn& column) { return std::uint8_t{column.constant}; });
    return names;
}

}  // namespace

void write_features(const FeatureMatrix& features, const Group& root, Scales& scales) {
    const PointSet& points = features.points;
    const Group group = root.make("features", "the point matrix that was clustered");
    scales.features = Scale{write_feature_columns(features.columns, group), features.columns.size()};
    make_scale(scales.features->dataset, "feature");
    const Handle matrix =
        write_values<float>(group, {"matrix", "grid steps", "integers; times the attribute step: feature units"},
                            {points.points(), points.dims()}, points.values.values);
    write_attribute(matrix.id(), "step_exponent", points.step_exponent);
    write_attribute(matrix.id(), "step", points.step());
    scales.mark_customers(matrix, 0, points.points());
    scales.mark_features(matrix, 1, points.dims());
    if (!points.weights.empty()) {
        const Handle weights = write_column(
            group, {"weights", "weight steps", "of each point; times the attribute step: the weight given"},
            points.weights);
        write_attribute(weights.id(), "step_exponent", points.weight_exponent);
        write_attribute(weights.id(), "step", points.weight_step());
        scales.mark_customers(weights, 0, points.weights.size());
    }
    write_texts(group, {"warnings", "text", "what is worth knowing"}, features.warnings);
}

}  // namespace rfmeans::store
