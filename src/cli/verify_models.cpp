#include "cli/verify_models.hpp"

#include <bit>

#include "cli/interrupt.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/segment.hpp"

namespace rfmeans::cli {
namespace {

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool is_chosen(const Study& study, const Model& model) {
    return study.segmentation && study.segmentation->k == model.k && study.segmentation->seed == model.seed;
}

Model refit(LoadedPoints& points, const Study& study, const Model& model, const std::optional<Matrix<float>>& start,
            const Console& console) {
    SweepSpec spec{.ks = {model.k},
                   .seeds = {model.seed},
                   .start = study.sweep->start,
                   .start_centroids = start,
                   .stop = study.sweep->stop,
                   .progress = {}};
    return sweep_with_progress(points, std::move(spec), console).models.front();
}

}  // namespace

std::vector<Verdict> verify_models(const Study& study, const std::vector<std::unique_ptr<Backend>>& backends,
                                   const std::optional<Matrix<float>>& start, const Console& console) {
    std::vector<Verdict> verdicts;
    std::vector<LoadedPoints> loaded;
    for (const auto& backend : backends) {
        loaded.emplace_back(*backend, study.features->points);
    }
    for (const std::size_t index : best_of_each_k(*study.sweep)) {
        const Model& stored = study.sweep->models[index];
        const auto labels = label_points(loaded.front(), stored.centroids).labels;
        const bool segments_agree =
            !is_chosen(study, stored) || segment_labels(*study.segmentation, labels) == study.segmentation->label;
        for (LoadedPoints& points : loaded) {
            const Model made = refit(points, study, stored, start, console);
            const auto made_labels = label_points(points, made.centroids).labels;
            verdicts.push_back({.k = stored.k,
                                .seed = stored.seed,
                                .backend = points.device(),
                                .labels = made_labels == labels && segments_agree,
                                .centroids = same_bits(made.centroids, stored.centroids),
                                .weights = made.weights == stored.weights,
                                .inertia = same_bits(made.inertia, stored.inertia),
                                .iterations = made.iterations == stored.iterations && made.end == stored.end});
        }
    }
    return verdicts;
}

}  // namespace rfmeans::cli
