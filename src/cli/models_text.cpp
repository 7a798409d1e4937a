#include "cli/models_text.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/console.hpp"

namespace rfmeans::cli {
namespace {

nlohmann::json defined(double value) {
    return std::isnan(value) ? nlohmann::json() : nlohmann::json(value);
}

}  // namespace

std::string best_models_text(const Sweep& sweep) {
    const std::vector<std::size_t> best = best_of_each_k(sweep);
    const bool euclidean = std::ranges::any_of(
        best, [&](std::size_t index) { return !std::isnan(sweep.models[index].euclidean_silhouette); });
    std::vector<std::vector<std::string>> rows = {
        {"k", "seed", "inertia", "silhouette", "Calinski-Harabasz", "Davies-Bouldin", "iterations", "end"}};
    for (const std::size_t index : best) {
        const Model& model = sweep.models[index];
        rows.push_back({std::to_string(model.k), std::to_string(model.seed), number_text(model.inertia),
                        number_text(model.silhouette), number_text(model.calinski_harabasz),
                        number_text(model.davies_bouldin), std::to_string(model.iterations), fit_end_name(model.end)});
    }
    if (euclidean) {
        constexpr std::ptrdiff_t kBehindSilhouette = 4;
        rows[0].insert(rows[0].begin() + kBehindSilhouette, "Euclidean silhouette");
        for (std::size_t i = 0; i < best.size(); ++i) {
            rows[i + 1].insert(rows[i + 1].begin() + kBehindSilhouette,
                               number_text(sweep.models[best[i]].euclidean_silhouette));
        }
    }
    return table_text(rows);
}

nlohmann::json models_json(const Sweep& sweep) {
    nlohmann::json models = nlohmann::json::array();
    for (const Model& model : sweep.models) {
        models.push_back({{"k", model.k},
                          {"seed", model.seed},
                          {"inertia", defined(model.inertia)},
                          {"iterations", model.iterations},
                          {"end", fit_end_name(model.end)},
                          {"relocations", model.relocations},
                          {"empty_clusters", model.empty_clusters},
                          {"calinski_harabasz", defined(model.calinski_harabasz)},
                          {"bic", defined(model.bic)},
                          {"davies_bouldin", defined(model.davies_bouldin)},
                          {"silhouette", defined(model.silhouette)},
                          {"simplified_silhouette", defined(model.simplified_silhouette)},
                          {"euclidean_silhouette", defined(model.euclidean_silhouette)}});
    }
    return models;
}

}  // namespace rfmeans::cli
