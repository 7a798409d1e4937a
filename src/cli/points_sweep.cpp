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

void require_column(const NumberTable& table, const std::string& name, const char* option) {
    if (std::find(table.columns.begin(), table.columns.end(), name) == table.columns.end()) {
        throw Error(Failure::option, fmt::format("{} '{}' is no column of '{}' (its columns are {}). Name one of them",
                                                 option, name, table.file.path, fmt::join(table.columns, ", ")));
    }
}

// Asked here, where the file has a name; make_features picks them.
void require_columns(const NumberTable& table, const FeatureSpec& spec) {
    for (const std::string& name : spec.columns) {
        require_column(table, name, "--features");
    }
    if (!spec.weights.empty()) {
        require_column(table, spec.weights, "--weights");
    }
}

void write_models(const Sweep& sweep, const FeatureMatrix& features, LoadedPoints& points, OutputFolder& folder) {
    const DeferredInterrupts whole_or_nothing;
    folder.write("models.csv", [&](std::ostream& out) { write_models_csv(sweep, out); });
    for (const std::size_t index : best_of_each_k(sweep)) {
        const Model& model = sweep.models[index];
        const Assignment assignment = label_points(points, model.centroids);
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
    SweepJournal journal(journal_path(plan.folder));
    const auto backend = make_backend(plan.device, console, plan.method);
    const NumberTable table = read_numbers(plan.file);
    require_columns(table, plan.features);
    const FeatureMatrix features = make_features(table.values, table.columns, plan.features);
    check_engine(plan.method, features.points.dims());
    console.warn(features.warnings);
    LoadedPoints points(*backend, features.points);
    Sweep sweep = fit_models(points, features,
                             {.options = plan.sweep,
                              .units = StartUnits::raw,
                              .journal = journal,
                              .resume = plan.sweep.resume ? Resume::yes : Resume::no},
                             console);
    write_models(sweep, features, points, folder);
    journal.remove();
    return sweep;
}

}  // namespace rfmeans::cli
