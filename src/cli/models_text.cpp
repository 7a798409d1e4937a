#include "cli/models_text.hpp"

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
    std::vector<std::vector<std::string>> rows = {
        {"k", "seed", "inertia", "silhouette", "Calinski-Harabasz", "Davies-Bouldin", "iterations", "end"}};
    for (const std::size_t index : best_of_each_k(sweep)) {
        const Model& model = sweep.models[index];
        rows.push_back({std::to_string(model.k), std::to_string(model.seed), number_text(model.inertia),
                        number_text(model.silhouette), number_text(model.calinski_harabasz),
                        number_text(model.davies_bouldin), std::to_string(model.iterations), fit_end_name(model.end)});
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
                          {"simplified_silhouette", defined(model.simplified_silhouette)}});
    }
    return models;
}

}  // namespace rfmeans::cli
