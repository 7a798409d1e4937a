#include "cli/points_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/device_choice.hpp"
#include "cli/interrupt.hpp"
#include "cli/raw_centroids.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

std::size_t find_column(const NumberTable& table, const std::string& name, const char* option) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    if (found == table.columns.end()) {
        throw Error(Failure::option, fmt::format("{} '{}' is no column of '{}' (its columns are {}). Name one of them",
                                                 option, name, table.file.path, fmt::join(table.columns, ", ")));
    }
    return static_cast<std::size_t>(found - table.columns.begin());
}

// --features and --weights pick columns of the file; order as given.
NumberTable pick_columns(NumberTable table, const FeatureSpec& spec) {
    std::vector<std::string> names = spec.columns;
    if (!spec.weights.empty()) {
        (void)find_column(table, spec.weights, "--weights");
    }
    if (names.empty()) {
        return table;
    }
    if (!spec.weights.empty() && std::find(names.begin(), names.end(), spec.weights) == names.end()) {
        names.push_back(spec.weights);
    }
    Matrix<double> picked(table.values.rows, names.size());
    for (std::size_t c = 0; c < names.size(); ++c) {
        const std::size_t source = find_column(table, names[c], "--features");
        for (std::size_t r = 0; r < picked.rows; ++r) {
            picked.row(r)[c] = table.values.row(r)[source];
        }
    }
    table.values = std::move(picked);
    table.columns = std::move(names);
    return table;
}

void write_models(const Sweep& sweep, const FeatureMatrix& features, Backend& backend, OutputFolder& folder) {
    const DeferredInterrupts whole_or_nothing;
    folder.write("models.csv", [&](std::ostream& out) { write_models_csv(sweep, out); });
    for (const std::size_t index : best_of_each_k(sweep)) {
        const Model& model = sweep.models[index];
        const Assignment assignment = label_points(backend, features.points, model.centroids);
        const std::string stem = fmt::format("k{}", model.k);
        folder.write(stem + ".labels.npy", [&](std::ostream& out) { write_npy(assignment.labels, out); });
        folder.write(stem + ".centroids.npy",
                     [&](std::ostream& out) { write_npy(raw_centroids(model, features), out); });
        check_interrupt();
    }
    folder.commit();
}

}  // namespace

Sweep sweep_points(const PointsSweep& plan, const Console& console) {
    OutputFolder folder(plan.folder, points_folder(), plan.replace);
    const auto backend = make_backend(plan.device, console, plan.method);
    const NumberTable table = pick_columns(read_numbers(plan.file), plan.features);
    const FeatureMatrix features = make_features(table.values, table.columns, plan.features);
    check_engine(plan.method, features.points.dims());
    console.warn(features.warnings);
    Sweep sweep = fit_models(*backend, features, plan.sweep, StartUnits::raw, console);
    write_models(sweep, features, *backend, folder);
    return sweep;
}

}  // namespace rfmeans::cli
