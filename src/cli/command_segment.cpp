#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

#include "cli/command.hpp"
#include "cli/device_choice.hpp"
#include "cli/option_values.hpp"
#include "cli/study_file.hpp"
#include "cli/study_steps.hpp"
#include "cli/sweep_options.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

struct SegmentOptions {
    std::string study;
    std::string k;
    std::string silhouette = "none";
    ChoiceSpec choice;
};

int segment(const SegmentOptions& options, const CommonOptions& common, const CLI::App& app, Console& console) {
    ChoiceSpec choice = options.choice;
    if (!options.k.empty()) {
        choice.k = static_cast<std::int32_t>(std::stol(options.k));
    }
    Study study = open_study(options.study, "rfmeans segment study.h5");
    require_sweep(study, options.study);
    const auto backend = make_backend(common.device, console);
    LoadedPoints points(*backend, study.features->points);
    if (asks_for_all_pairs(options.silhouette)) {
        measure_all_pairs(points, MeasuredModels::best_of_each_k, *study.sweep, console);
    }
    segment_study(study, points, choice);
    note_provenance(study, console, app);
    store_study(study, options.study);
    if (common.json) {
        write_json_report(study, console.out);
    } else if (!common.quiet) {
        write_text_summary(study, console.out);
        fmt::print(console.out, "\nNext: rfmeans report {} -o report.html\n", options.study);
    }
    return kExitDone;
}

}  // namespace

Command add_segment_command(CLI::App& program) {
    auto options = std::make_shared<SegmentOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("segment", "Choose a model; label, name and profile its segments");
    app->footer(
        "Without -k, the best silhouette among the models of a study with k >= --min-k is chosen. Segments that are\n"
        "in the study are replaced.\n\n"
        "Examples:\n"
        "  rfmeans segment study.h5\n"
        "  rfmeans segment study.h5 -k 5");
    app->add_option("STUDY", options->study, "A study with models")->type_name("")->group("Input");
    app->add_option("-k", options->k, "The number of segments [chosen]")
        ->transform(count_between(1, 65'534))
        ->type_name("K")
        ->group("Choice");
    app->add_option("--min-k", options->choice.min_k, "The smallest k that may be chosen")
        ->transform(count_between(1, 65'534))
        ->type_name("K")
        ->capture_default_str()
        ->group("Choice");
    add_silhouette_option(*app, options->silhouette, "Choice");
    add_device_option(*app, *common);
    add_threads_option(*app, *common);
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return segment(*options, *common, *app, console); }};
}

}  // namespace rfmeans::cli
