#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

#include "cli/command.hpp"
#include "cli/device_choice.hpp"
#include "cli/dry_run.hpp"
#include "cli/ingest_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/option_values.hpp"
#include "cli/output_folder.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/report.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::cli {
namespace {

struct RunOptions {
    IngestOptions ingest;
    RfmOptions rfm;
    FeatureOptions features;
    SweepOptions sweep;
    ChoiceSpec choice;
    std::string folder;
    bool force = false;
    bool hide_ids = false;
};

void write_results(const Study& study, const RejectedRows& rejects, const ReportSpec& report, OutputFolder& folder) {
    const DeferredInterrupts whole_or_nothing;
    save_study(study, folder.place("study.h5").string());
    check_interrupt();
    folder.write("report.html", [&](std::ostream& out) { write_html_report(study, report, out); });
    check_interrupt();
    folder.write("report.json", [&](std::ostream& out) { write_json_report(study, out); });
    folder.write("segments.csv", [&](std::ostream& out) { write_csv_table(study, "segments", out); });
    folder.write("customers.csv", [&](std::ostream& out) { write_csv_table(study, "customers", out); });
    folder.write("rejects.csv", [&](std::ostream& out) { write_rejects_csv(rejects, out); });
    check_interrupt();
    folder.commit();
}

int run(const RunOptions& options, const CommonOptions& common, const CLI::App& app, Console& console) {
    const IngestSpec ingest = ingest_spec(options.ingest);
    const RfmSpec rfm = rfm_spec(options.rfm);
    const FeatureSpec features = feature_spec(options.features);
    check_sweep_options(options.sweep);
    if (common.dry_run) {
        print_dry_run({.files = options.ingest.files, .ingest = ingest, .rfm = rfm},
                      common.json ? DryRunForm::json : DryRunForm::text, console);
        return kExitDone;
    }
    require_given(!options.folder.empty(), "-o, the folder of the results,", "rfmeans run shop.csv -o results");
    OutputFolder folder(options.folder, run_folder(), options.force ? Replace::earlier_run : Replace::never);
    SweepJournal journal(journal_path(options.folder));
    const auto backend = make_backend(common.device, console);

    auto [study, rejects, warnings] =
        ingest_files(options.ingest.files, aggregate_spec(ingest, rfm, common, options.folder), console);
    console.warn(warnings);
    note_provenance(study, console, app);
    study.features = make_features(*study.rfm, features);
    console.warn(study.features->warnings);
    LoadedPoints points(*backend, study.features->points);
    study.sweep = fit_models(
        points, *study.features,
        {.options = options.sweep, .journal = journal, .resume = options.sweep.resume ? Resume::yes : Resume::no},
        console);
    segment_study(study, points, options.choice);
    const ReportSpec report{.ids = options.hide_ids ? CustomerIdsShown::hidden : CustomerIdsShown::yes};
    write_results(study, rejects, report, folder);
    journal.remove();

    if (common.json) {
        write_json_report(study, console.out);
    } else if (!common.quiet) {
        write_text_summary(study, console.out);
        fmt::print(console.out, "\nThe report is {0}/report.html, the study {0}/study.h5\n", options.folder);
    }
    return kExitDone;
}

}  // namespace

Command add_run_command(CLI::App& program) {
    auto options = std::make_shared<RunOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("run", "Transaction files to named segments, with a report");
    app->footer(
        "DIR gets study.h5, report.html, report.json, segments.csv, customers.csv and rejects.csv. A long sweep keeps\n"
        "its finished models in DIR.part, also after Ctrl-C; the same command with --resume goes on from there.\n\n"
        "Examples:\n"
        "  rfmeans run shop.csv -o results\n"
        "  rfmeans run 2023.csv.gz 2024.csv.gz -o results -k 3..8 --returns net --as-of 2025-01-01\n"
        "  rfmeans run shop.csv -o results --columns customer=Client,date=Day,total=Sum --force");
    add_ingest_options(*app, options->ingest);
    app->add_option("-o", options->folder, "Folder of the results: a new one, or with --force an earlier run")
        ->type_name("DIR")
        ->group("Output");
    app->add_flag("--force", options->force, "Replace an earlier run in DIR")->group("Output");
    add_keep_option(*app, options->ingest);
    app->add_flag("--hide-ids", options->hide_ids, "Keep customers' ids out of the report page")->group("Output");
    add_rfm_options(*app, options->rfm);
    add_feature_options(*app, options->features);
    add_sweep_options(*app, options->sweep);
    add_resume_option(*app, options->sweep);
    app->add_option("--min-k", options->choice.min_k, "The smallest k that may be chosen")
        ->transform(count_between(1, 65'534))
        ->type_name("K")
        ->capture_default_str()
        ->group("Sweep");
    add_device_option(*app, *common);
    add_threads_option(*app, *common);
    add_memory_option(*app, *common);
    app->add_flag("--dry-run", common->dry_run, "Only show roles, definitions and the memory needed")->group("Running");
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return run(*options, *common, *app, console); }};
}

}  // namespace rfmeans::cli
