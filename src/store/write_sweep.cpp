#include "store/columns.hpp"
#include "store/enum_text.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/models_table.hpp"
#include "store/write_models.hpp"

namespace rfmeans::store {
namespace {

// The centroids of all models below each other.
struct StackedCentroids {
    std::vector<std::int64_t> offsets{0};
    std::vector<std::int64_t> weights;
    std::vector<float> steps;
    std::size_t dims = 0;
};

StackedCentroids stack(const std::vector<Model>& models) {
    StackedCentroids all;
    for (const Model& model : models) {
        RFMEANS_EXPECTS(model.k >= 0 && model.centroids.rows == static_cast<std::size_t>(model.k));
        RFMEANS_EXPECTS(model.weights.size() == model.centroids.rows);
        RFMEANS_EXPECTS(model.centroids.cols == models.front().centroids.cols);
        all.dims = model.centroids.cols;
        all.offsets.push_back(all.offsets.back() + model.k);
        all.weights.insert(all.weights.end(), model.weights.begin(), model.weights.end());
        all.steps.insert(all.steps.end(), model.centroids.values.begin(), model.centroids.values.end());
    }
    return all;
}

// The same centroids for people, in feature units and as the inverse of the transform gives them.
void write_readable_centroids(const StackedCentroids& all, const FeatureMatrix& features, const Group& group,
                              const Scales& scales) {
    std::vector<double> in_features(all.steps.size());
    std::vector<double> in_raw(all.steps.size());
    for (std::size_t i = 0; i < all.steps.size(); ++i) {
        in_features[i] = static_cast<double>(all.steps[i]) * features.points.step();
        in_raw[i] = features.columns[i % all.dims].raw(in_features[i]);
    }
    const Shape shape{all.weights.size(), all.dims};
    scales.mark_features(
        write_values<double>(group, {"features", "feature units", "steps times the step"}, shape, in_features), 1,
        all.dims);
    scales.mark_features(
        write_values<double>(group,
                             {"raw", "days, orders, currency, or an attribute's own units",
                              "the inverse of the features' transform: for log1p a kind of geometric mean"},
                             shape, in_raw),
        1, all.dims);
}

}  // namespace

void write_sweep(const Sweep& sweep, const std::optional<FeatureMatrix>& features, const Group& root,
                 const Scales& scales) {
    const Group group = root.make("sweep", "K-Means models, one for each k and seed");
    write_attribute(group.id(), "start", enum_text(kStartNames, sweep.start));
    write_attribute(group.id(), "max_iterations", sweep.stop.max_iterations);
    write_attribute(group.id(), "tolerance", sweep.stop.tolerance);
    write_attribute(group.id(), "device", sweep.device);
    write_models_table(group, sweep.models);
    write_texts(group, {"warnings", "text", "what is worth knowing"}, sweep.warnings);

    const StackedCentroids all = stack(sweep.models);
    const Group centroids = group.make("centroids", "the centroids of all models below each other");
    write_column(centroids, {"offsets", "rows", "model i of /sweep/models has the rows offsets[i] to offsets[i+1]-1"},
                 all.offsets);
    write_column(centroids,
                 {"weights", "weight steps", "total weight of each cluster; points, where no weights were given"},
                 all.weights);
    const Handle steps = write_values<float>(centroids, {"steps", "grid steps", "exactly what the engine used"},
                                             {all.weights.size(), all.dims}, all.steps);
    scales.mark_features(steps, 1, all.dims);
    if (features && features->columns.size() == all.dims) {
        write_readable_centroids(all, *features, centroids, scales);
    }
}

}  // namespace rfmeans::store
