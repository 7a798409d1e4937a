#include <fmt/format.h>

#include <ostream>

#include "cli/append.hpp"
#include "cli/command.hpp"
#include "cli/device_choice.hpp"
#include "cli/ingest_options.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/reading_progress.hpp"
#include "cli/study_file.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/report.hpp"
#include "rfmeans/rfm.hpp"
#include "rfmeans/segment.hpp"

namespace rfmeans::cli {
namespace {

struct AssignOptions {
    std::string study;
    IngestOptions ingest;
    RfmOptions rfm;
    std::string output;
};

RfmSpec stored_rfm_spec(const RfmOptions& options, const Study& study) {
    RfmSpec spec = study.rfm_spec;
    spec.as_of = options.as_of.empty() ? study.rfm->as_of.back() : parse_day(options.as_of, "--as-of");
    const Period given = period_of(options);
    spec.period = {.from = given.from ? given.from : spec.period.from, .to = given.to ? given.to : spec.period.to};
    return spec;
}

// Customers whose rows are all left out have no line in the labels: the counts say why.
void note_rows_left_out(const RfmTable& table, std::size_t rejected, const Console& console) {
    for (const NamedCount& count : table.counts) {
        if (count.count > 0 && count.name.starts_with("rows left out")) {
            console.note(fmt::format("{} {}", with_commas(count.count), count.name));
        }
    }
    if (rejected > 0) {
        console.warn(fmt::format("{} rows could not be parsed (`rfmeans ingest` lists them)",
                                 with_commas(static_cast<long long>(rejected))));
    }
}

const Model& chosen_model(const Study& study, const std::string& path) {
    for (const Model& model : study.sweep->models) {
        if (model.k == study.segmentation->k && model.seed == study.segmentation->seed) {
            return model;
        }
    }
    throw Error(Failure::resource, fmt::format("'{}' lacks the model of its segments (k={}, seed={}). Make them again "
                                               "with `rfmeans segment {}`",
                                               path, study.segmentation->k, study.segmentation->seed, path));
}

int assign(const AssignOptions& options, const CommonOptions& common, Console& console) {
    const std::string example = "rfmeans assign study.h5 new.csv -o labels.csv";
    require_given(!options.study.empty(), "STUDY, a study file,", example);
    require_given(!options.ingest.files.empty(), "FILE, a transaction file,", example);
    require_given(!options.output.empty(), "-o, the file of the labels,", example);
    const std::string& path = options.study;
    std::vector<std::string> inputs = options.ingest.files;
    inputs.push_back(path);
    check_output_file(options.output, {.inputs = inputs});
    const Study study = open_study(path, example);
    require_segments(study, path);
    const IngestSpec ingest = stored_ingest_spec(study, ingest_spec(options.ingest));
    const RfmSpec rfm = stored_rfm_spec(options.rfm, study);

    const auto backend = make_backend(common.device, console);
    Transactions transactions = read_with_progress(options.ingest.files, ingest, console);
    console.warn(transactions.warnings);
    const std::size_t rejected = transactions.rejects.size();
    const RfmTable table = build_rfm(transactions, rfm);
    transactions = {};
    const ProjectedPoints projected = project_features(table, *study.features);
    const Assignment assignment = label_points(*backend, projected.points, chosen_model(study, path).centroids);
    const auto labels = segment_labels(*study.segmentation, assignment.labels);
    write_output_file(options.output, console.out,
                      [&](std::ostream& out) { write_labels_csv(study, table, labels, out); });
    console.note(fmt::format("{} customers assigned as of {}, {} of them beyond the study's range (moved to its edge)",
                             with_commas(static_cast<long long>(table.customers())), format_day(table.as_of.back()),
                             with_commas(projected.clamped)));
    note_rows_left_out(table, rejected, console);
    return kExitDone;
}

}  // namespace

Command add_assign_command(CLI::App& program) {
    auto options = std::make_shared<AssignOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("assign", "Score customers with a stored model, nothing refitted");
    app->footer(
        "The study's columns, date format, filters, definitions and as-of date hold, unless given. LABELS has the "
        "columns id, recency,\n"
        "frequency, monetary, segment and segment_name.\n\n"
        "Examples:\n"
        "  rfmeans assign study.h5 new.csv -o labels.csv\n"
        "  rfmeans assign study.h5 new.csv -o - --as-of 2025-01-01");
    app->add_option("STUDY", options->study, "A study with segments")->type_name("")->group("Input");
    app->add_option("FILE", options->ingest.files, "Transaction files")->type_name("")->group("Input");
    app->add_option("--columns", options->ingest.columns, "Columns by role, where they differ from the study's")
        ->type_name("ROLE=NAME,...")
        ->expected(1, 1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group("Input");
    add_date_format_option(*app, options->ingest);
    add_where_option(*app, options->ingest);
    add_period_options(*app, options->rfm);
    add_max_rejects_option(*app, options->ingest);
    app->add_option("--as-of", options->rfm.as_of, "The day recency is counted to [the study's]")
        ->type_name("DATE")
        ->group("Definitions");
    app->add_option("-o", options->output, "The file of the labels (CSV); -: standard output")
        ->type_name("LABELS")
        ->group("Output");
    add_device_option(*app, *common);
    add_threads_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return assign(*options, *common, console); }};
}

}  // namespace rfmeans::cli
