#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <ostream>

#include "cli/command.hpp"
#include "cli/dry_run.hpp"
#include "cli/ingest_options.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/study_file.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

struct IngestCommandOptions {
    IngestOptions ingest;
    RfmOptions rfm;
    std::string study;
    std::string rejects;
    bool force = false;
};

std::string rejects_beside(const std::string& study) {
    return std::filesystem::path(study).replace_extension(".rejects.csv").string();
}

struct RejectsFile {
    const std::vector<RejectedRow>& rows;
    const std::string& file;
};

// Where the study cannot be written, no file of its rejected rows is left either.
void store_with_rejects(const Study& study, const std::string& path, const RejectsFile& rejects, Console& console) {
    std::error_code ignored;
    const bool there_before = std::filesystem::exists(rejects.file, ignored);
    if (!rejects.rows.empty()) {
        write_output_file(rejects.file, console.out, [&](std::ostream& out) { write_rejects_csv(rejects.rows, out); });
    }
    try {
        store_study(study, path);
    } catch (...) {
        if (!there_before) {
            std::filesystem::remove(rejects.file, ignored);
        }
        throw;
    }
}

int ingest(const IngestCommandOptions& options, const CommonOptions& common, const CLI::App& app, Console& console) {
    const IngestSpec ingest = ingest_spec(options.ingest);
    const RfmSpec rfm = rfm_spec(options.rfm);
    if (common.dry_run) {
        print_dry_run({.files = options.ingest.files, .ingest = ingest, .rfm = rfm},
                      common.json ? DryRunForm::json : DryRunForm::text, console);
        return kExitDone;
    }
    require_given(!options.study.empty(), "-o, the study file,", "rfmeans ingest shop.csv -o study.h5");
    const std::string rejects_file = options.rejects.empty() ? rejects_beside(options.study) : options.rejects;
    const Existing existing = options.force ? Existing::replaced : Existing::refused;
    check_output_file(options.study, {.existing = existing, .inputs = options.ingest.files});
    check_output_file(rejects_file, {.option = "--rejects", .existing = existing, .inputs = options.ingest.files});

    auto [study, rejects, warnings] =
        ingest_files(options.ingest.files, aggregate_spec(ingest, rfm, common, options.study));
    console.warn(warnings);
    note_provenance(study, console, app);
    store_with_rejects(study, options.study, {.rows = rejects, .file = rejects_file}, console);
    if (rejects.empty() && options.rejects.empty()) {
        std::error_code ignored;
        std::filesystem::remove(rejects_file, ignored);  // an earlier ingest's: it would tell of rows that are read now
    }
    if (common.json) {
        write_json_report(study, console.out);
    } else if (!common.quiet) {
        write_text_summary(study, console.out);
        if (!rejects.empty()) {
            fmt::print(console.out, "\n{} rejected rows are in {}\n",
                       with_commas(static_cast<long long>(rejects.size())), rejects_file);
        }
        fmt::print(console.out, "\nNext: rfmeans sweep {}\n", options.study);
    }
    return kExitDone;
}

}  // namespace

Command add_ingest_command(CLI::App& program) {
    auto options = std::make_shared<IngestCommandOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("ingest", "Parse and clean files, aggregate to RFM: makes a study");
    app->footer(
        "Rows that cannot be parsed are written to STUDY.rejects.csv, where there are any.\n\n"
        "Examples:\n"
        "  rfmeans ingest shop.csv -o study.h5\n"
        "  rfmeans ingest shop.csv --dry-run");
    add_ingest_options(*app, options->ingest);
    app->add_option("-o", options->study, "The study to make")->type_name("STUDY")->group("Output");
    app->add_option("--rejects", options->rejects, "Where rejected rows go [STUDY.rejects.csv]")
        ->type_name("FILE")
        ->group("Output");
    app->add_flag("--force", options->force, "Replace a study that is there")->group("Output");
    add_rfm_options(*app, options->rfm);
    add_threads_option(*app, *common);
    add_memory_option(*app, *common);
    app->add_flag("--dry-run", common->dry_run, "Only show roles, definitions and the memory needed")->group("Running");
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return ingest(*options, *common, *app, console); }};
}

}  // namespace rfmeans::cli
