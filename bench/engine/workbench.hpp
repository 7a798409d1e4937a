// What the commands of bench_engine share: the made points, and engines that hold them between commands.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "rfmeans/backend.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::bench {

using Json = nlohmann::ordered_json;

struct Workbench {
    PointSet points;
    std::unique_ptr<Engine> engine;  ///< warm: the last one asked for
    std::string engine_method;
};

/// Made RFM points, z-scored, on their grid.
[[nodiscard]] PointSet make_points(std::int64_t points, int dims, std::uint64_t seed);

/// "tree", "brute", "automatic". Error{option} for any other.
[[nodiscard]] RoundMethod method_of(const std::string& name);

/// The engine of that method with its points loaded, the same one as long as the method is asked for again.
[[nodiscard]] Engine& warm_engine(Workbench& bench, const std::string& method);

/// Centroids in feature units, as JSON rows of numbers <-> in grid steps. Exact both ways: a step is a power of two.
[[nodiscard]] Matrix<float> to_steps(const Json& centroids, const PointSet& points);
[[nodiscard]] Json to_features(const Matrix<float>& centroids, const PointSet& points);

/// Each command takes the workbench and the command's JSON, and gives its answer.
[[nodiscard]] Json make_points_command(Workbench& bench, const Json& command);
[[nodiscard]] Json starts_command(Workbench& bench, const Json& command);
[[nodiscard]] Json judge_command(Workbench& bench, const Json& command);
[[nodiscard]] Json rounds_command(Workbench& bench, const Json& command);
[[nodiscard]] Json whole_command(Workbench& bench, const Json& command);
[[nodiscard]] Json fit_command(Workbench& bench, const Json& command);
[[nodiscard]] Json sweep_command(Workbench& bench, const Json& command);
[[nodiscard]] Json seeding_command(Workbench& bench, const Json& command);
[[nodiscard]] Json sort_command(Workbench& bench, const Json& command);
[[nodiscard]] Json memory_command(Workbench& bench, const Json& command);
[[nodiscard]] Json referee_command(Workbench& bench, const Json& command);

/// What differs from the reference at a small size, or nothing.
[[nodiscard]] std::string find_difference_from_reference();

}  // namespace rfmeans::bench
