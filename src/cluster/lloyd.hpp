// The Lloyd loop and the stopping rule: once, for every backend.
#pragma once

#include <functional>
#include <vector>

#include "rfmeans/backend.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/numerics/fit_end.hpp"

namespace rfmeans::cluster {

/// Runs all fits over one point set together; ended ones leave. `starts` [fits] are the starting centroids, [k, dims]
/// each. Fills in centroids, iterations, end and relocations of the models. `on_end` is called for each fit after the
/// round that ends it, and may fill in more.
struct LloydSpec {
    numerics::EndRules rules;
    std::function<void(std::size_t done, std::size_t all)> progress;
    std::function<void(std::size_t fit, Model& model)> on_end;
};
[[nodiscard]] std::vector<Model> run_lloyd(Engine& engine, const PointSet& points, std::vector<Matrix<float>> starts,
                                           const LloydSpec& spec);

}  // namespace rfmeans::cluster
