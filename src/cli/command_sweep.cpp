#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command.hpp"
#include "cli/device_choice.hpp"
#include "cli/models_text.hpp"
#include "cli/option_values.hpp"
#include "cli/points_sweep.hpp"
#include "cli/study_file.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

struct SweepCommandOptions {
    std::string study;
    std::string points;
    std::string folder;
    bool force = false;
    FeatureOptions features;
    SweepOptions sweep;
};

void print_models(const Sweep& sweep, const CommonOptions& common, Console& console) {
    if (common.json) {
        fmt::print(console.out, "{}\n", models_json(sweep).dump(2));
    } else if (!common.quiet) {
        console.out << best_models_text(sweep);
    }
}

int sweep_study(const SweepCommandOptions& options, const CommonOptions& common, const CLI::App& app,
                Console& console) {
    Study study = open_study(options.study, "rfmeans sweep study.h5");
    if (!study.rfm) {
        throw Error(Failure::content, fmt::format("'{}' holds no customers (a sweep needs them). Make a study with "
                                                  "`rfmeans ingest`",
                                                  options.study));
    }
    if (study.sweep && !options.force && !options.sweep.resume) {
        throw Error(Failure::resource, fmt::format("'{}' holds {} models already. Give --resume to add to them, or "
                                                   "--force to replace them",
                                                   options.study, study.sweep->models.size()));
    }
    SweepJournal journal(journal_path(options.study));
    FitPlan plan{.options = options.sweep, .journal = journal};
    if (options.sweep.resume) {
        plan.resume = Resume::yes;
        // With --force the study's own models are to go: only the journal is gone on from.
        if (auto own = options.force ? std::nullopt : models_of(study)) {
            plan.own = EarlierModels{options.study, std::move(*own)};
        }
    }
    const std::size_t models_before = plan.own ? plan.own->models.sweep.models.size() : 0;
    const RoundMethod method = parse_engine(common.engine);
    const auto backend = make_backend(common.device, console, method);
    study.features = make_features(*study.rfm, feature_spec(options.features));
    check_engine(method, study.features->points.dims());
    console.warn(study.features->warnings);
    LoadedPoints points(*backend, study.features->points);
    study.sweep = fit_models(points, *study.features, plan, console);
    // Segments of models that are gone, or that are no longer the best, would contradict the new ones.
    if (study.sweep->models.size() != models_before) {
        study.segmentation.reset();
    }
    note_provenance(study, console, app);
    store_study(study, options.study);
    journal.remove();
    print_models(*study.sweep, common, console);
    if (!common.json && !common.quiet) {
        fmt::print(console.out, "\nNext: rfmeans segment {}\n", options.study);
    }
    return kExitDone;
}

int sweep(const SweepCommandOptions& options, const CommonOptions& common, const CLI::App& app, Console& console) {
    check_sweep_options(options.sweep);
    const FeatureSpec features = feature_spec(options.features);
    if (options.points.empty()) {
        if (!options.folder.empty()) {
            throw Error(Failure::option,
                        "-o goes with --points only (the models of a study are kept in the study). "
                        "Leave -o out");
        }
        return sweep_study(options, common, app, console);
    }
    if (!options.study.empty()) {
        throw Error(Failure::option, fmt::format("both STUDY '{}' and --points '{}' are given. Give one of them",
                                                 options.study, options.points));
    }
    require_given(!options.folder.empty(), "-o, the folder of the results,",
                  "rfmeans sweep --points points.npy -o results");
    const Sweep models = sweep_points({.file = options.points,
                                       .folder = options.folder,
                                       .device = common.device,
                                       .method = parse_engine(common.engine),
                                       .replace = options.force ? Replace::earlier_run : Replace::never,
                                       .features = features,
                                       .sweep = options.sweep},
                                      console);
    print_models(models, common, console);
    return kExitDone;
}

}  // namespace

Command add_sweep_command(CLI::App& program) {
    auto options = std::make_shared<SweepCommandOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("sweep", "Fit every (k, seed), for a study or a plain matrix");
    app->footer(
        "The models of a study are kept in it; with --force they replace the ones that are there, with --resume\n"
        "they are added to them, and segments made before are dropped. With --points, DIR gets models.csv and for\n"
        "the best model of each k kK.labels.npy (int32) and kK.centroids.npy (float64), in the file's units.\n\n"
        "Ctrl-C keeps the finished models in STUDY.part or DIR.part, where a long sweep writes them every 30\n"
        "seconds. The same command with --resume goes on from there, to the same bits as without the interrupt.\n\n"
        "Examples:\n"
        "  rfmeans sweep study.h5 -k 2..20 --seeds 100\n"
        "  rfmeans sweep study.h5 -k 2..20 --seeds 200 --resume\n"
        "  rfmeans sweep --points points.npy -o results -k 8\n"
        "  rfmeans sweep --points points.csv -o results --init file:starts.npy");
    app->add_option("STUDY", options->study, "A study made by `rfmeans ingest`")->type_name("")->group("Input");
    app->add_option("--points", options->points, "A matrix of numbers, .npy or CSV, instead of a study")
        ->type_name("FILE")
        ->group("Input");
    app->add_option("-o", options->folder, "With --points: a new folder, or with --force an earlier one")
        ->type_name("DIR")
        ->group("Output");
    app->add_flag("--force", options->force, "Replace models that are there")->group("Output");
    add_feature_options(*app, options->features);
    add_sweep_options(*app, options->sweep);
    add_resume_option(*app, options->sweep);
    add_device_option(*app, *common);
    add_engine_option(*app, *common);
    add_threads_option(*app, *common);
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return sweep(*options, *common, *app, console); }};
}

}  // namespace rfmeans::cli
