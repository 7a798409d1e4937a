#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "rfmeans/models.hpp"

namespace rfmeans::cli {

/// The best model of each k as a table for the terminal.
[[nodiscard]] std::string best_models_text(const Sweep& sweep);

/// All models: k, seed, inertia, iterations, end and metrics; null where a metric is undefined or not made.
[[nodiscard]] nlohmann::json models_json(const Sweep& sweep);

}  // namespace rfmeans::cli
