#include <fmt/format.h>
#include <fmt/ostream.h>

#include <array>
#include <filesystem>
#include <ostream>

#include "cli/append.hpp"
#include "cli/command.hpp"
#include "cli/dry_run.hpp"
#include "cli/ingest_options.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/study_file.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

struct IngestCommandOptions {
    IngestOptions ingest;
    RfmOptions rfm;
    std::string study;
    std::string rejects;
    std::string append;
    bool force = false;
    bool no_profile = false;

    [[nodiscard]] WithProfile profile() const { return no_profile ? WithProfile::no : WithProfile::yes; }
};

// Options that say what the rows mean: the study has settled them.
constexpr std::array kSettled = {"--columns",   "--date-format", "--where",   "--from",   "--to",  "--as-of",
                                 "--frequency", "--monetary",    "--returns", "--guests", "--free"};

std::string rejects_beside(const std::string& study) {
    return std::filesystem::path(study).replace_extension(".rejects.csv").string();
}

// A study in the folder of a run has them beside it under the run's name.
std::string rejects_of(const std::string& study) {
    const std::string own = rejects_beside(study);
    const auto of_run = std::filesystem::path(study).parent_path() / "rejects.csv";
    std::error_code ignored;
    const bool in_run = std::filesystem::exists(of_run, ignored) && !std::filesystem::exists(own, ignored);
    return in_run ? of_run.string() : own;
}

struct RejectsFile {
    const RejectedRows& rows;
    const std::string& file;
};

// Where the study cannot be written, no new file of its rejected rows is left either; one that was there is replaced.
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

void tell_of_results(const Study& study, const std::string& path, const RejectsFile& rejects,
                     const CommonOptions& common, Console& console) {
    if (common.json) {
        write_json_report(study, console.out);
    } else if (!common.quiet) {
        write_text_summary(study, console.out);
        if (!rejects.rows.empty()) {
            fmt::print(console.out, "\n{} rejected rows are in {}\n",
                       with_commas(static_cast<long long>(rejects.rows.size())), rejects.file);
        }
        fmt::print(console.out, "\nNext: rfmeans sweep {}\n", path);
    }
}

void check_append(const IngestCommandOptions& options, const CommonOptions& common, const CLI::App& app) {
    if (common.dry_run) {
        throw Error(Failure::option,
                    "--append and --dry-run are both given (what the study would become is known only when it is "
                    "made). Leave one of them out");
    }
    if (!options.study.empty()) {
        throw Error(Failure::option,
                    "--append and -o are both given (files are added to the study itself). Leave -o "
                    "out");
    }
    for (const char* name : kSettled) {
        if (app.get_option(name)->count() > 0) {
            throw Error(Failure::option, fmt::format("{} is given with --append (the study has settled what its rows "
                                                     "mean). Leave it out, or make the study anew with it",
                                                     name));
        }
    }
}

int append(const IngestCommandOptions& options, const CommonOptions& common, const CLI::App& app, Console& console) {
    check_append(options, common, app);
    AggregateSpec spec = aggregate_spec(ingest_spec(options.ingest), {}, common, options.append);
    spec.profile = options.profile();
    const std::string rejects_file = options.rejects.empty() ? rejects_of(options.append) : options.rejects;
    check_output_file(options.append, {.option = "--append", .inputs = options.ingest.files});
    check_output_file(rejects_file, {.option = "--rejects", .inputs = options.ingest.files});
    Study study = open_study(options.append, "rfmeans ingest --append study.h5 new.csv");
    const bool modelled = study.features || study.sweep || study.segmentation;
    Ingested made = append_files(std::move(study), options.append, options.ingest.files, spec, console);
    console.warn(made.warnings);
    note_provenance(made.study, console, app, NotedOptions::given);
    store_with_rejects(made.study, options.append, {.rows = made.rejects, .file = rejects_file}, console);
    if (modelled) {
        console.note(
            fmt::format("features, models and segments of '{0}' were of its earlier customers and are gone. "
                        "Make them anew with `rfmeans sweep {0}`",
                        options.append));
    }
    tell_of_results(made.study, options.append, {.rows = made.rejects, .file = rejects_file}, common, console);
    return kExitDone;
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

    AggregateSpec spec = aggregate_spec(ingest, rfm, common, options.study);
    spec.profile = options.profile();
    Ingested made = ingest_files(options.ingest.files, spec, console);
    console.warn(made.warnings);
    note_provenance(made.study, console, app);
    store_with_rejects(made.study, options.study, {.rows = made.rejects, .file = rejects_file}, console);
    if (made.rejects.empty() && options.rejects.empty()) {
        std::error_code ignored;
        std::filesystem::remove(rejects_file, ignored);  // an earlier ingest's: it would tell of rows that are read now
    }
    tell_of_results(made.study, options.study, {.rows = made.rejects, .file = rejects_file}, common, console);
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
        "  rfmeans ingest shop.csv --dry-run\n"
        "  rfmeans ingest 2023.csv -o study.h5 --keep-transactions\n"
        "  rfmeans ingest --append study.h5 2024.csv");
    add_ingest_options(*app, options->ingest);
    app->add_option("-o", options->study, "The study to make")->type_name("STUDY")->group("Output");
    app->add_option("--append", options->append,
                    "A study made with --keep-transactions: add the files to it, as one ingest of all would have")
        ->type_name("STUDY")
        ->group("Output");
    add_keep_option(*app, options->ingest);
    app->add_option("--rejects", options->rejects, "Where rejected rows go [STUDY.rejects.csv]")
        ->type_name("FILE")
        ->group("Output");
    app->add_flag("--no-profile", options->no_profile,
                  "Leave out the profile of the columns and what it finds: several times faster")
        ->group("Output");
    app->add_flag("--force", options->force, "Replace a study that is there")->group("Output");
    add_rfm_options(*app, options->rfm);
    add_threads_option(*app, *common);
    add_memory_option(*app, *common);
    app->add_flag("--dry-run", common->dry_run, "Only show roles, definitions and the memory needed")->group("Running");
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) {
                return options->append.empty() ? ingest(*options, *common, *app, console)
                                               : append(*options, *common, *app, console);
            }};
}

}  // namespace rfmeans::cli
