#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/command.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/raw_centroids.hpp"
#include "cli/study_file.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

struct ExportOptions {
    std::string study;
    std::string table;
    std::string output;
};

bool wants_npy(const std::string& output) {
    return std::filesystem::path(output).extension() == ".npy";
}

void check_table(const ExportOptions& options) {
    const auto tables = export_tables();
    if (std::find(tables.begin(), tables.end(), options.table) == tables.end()) {
        throw Error(Failure::option, fmt::format("TABLE '{}' is not known (expected one of {}). Name one of them",
                                                 options.table, fmt::join(tables, ", ")));
    }
    if (wants_npy(options.output) && options.table != "rfm" && options.table != "centroids") {
        throw Error(Failure::option, fmt::format("TABLE '{}' is no matrix of numbers (.npy holds rfm and centroids "
                                                 "only). Give a .csv file",
                                                 options.table));
    }
}

// The last window, [customers, 3].
Matrix<double> rfm_matrix(const RfmTable& rfm) {
    Matrix<double> matrix(rfm.customers(), 3);
    if (rfm.customers() > 0) {
        std::copy_n(rfm.row(rfm.windows() - 1, 0), matrix.values.size(), matrix.values.begin());
    }
    return matrix;
}

Matrix<double> matrix_of(const Study& study, const ExportOptions& options) {
    if (options.table == "rfm") {
        if (!study.rfm) {
            throw Error(Failure::content,
                        fmt::format("'{}' holds no customers. Make a study with `rfmeans ingest`", options.study));
        }
        return rfm_matrix(*study.rfm);
    }
    require_segments(study, options.study);
    const auto chosen = std::find_if(study.sweep->models.begin(), study.sweep->models.end(), [&](const Model& model) {
        return model.k == study.segmentation->k && model.seed == study.segmentation->seed;
    });
    if (chosen == study.sweep->models.end()) {
        throw Error(Failure::resource, fmt::format("'{}' lacks the model of its segments. Make them again with "
                                                   "`rfmeans segment {}`",
                                                   options.study, options.study));
    }
    return raw_centroids(*chosen, *study.features);
}

int export_table(const ExportOptions& options, Console& console) {
    const std::string example = "rfmeans export study.h5 customers -o customers.csv";
    require_given(!options.study.empty(), "STUDY, a study file,", example);
    require_given(!options.table.empty(), "TABLE, what to export,", example);
    require_given(!options.output.empty(), "-o, the file to write,", example);
    check_table(options);
    check_output_file(options.output, {.inputs = {options.study}});
    const Study study = open_study(options.study, example);
    if (wants_npy(options.output)) {
        const Matrix<double> matrix = matrix_of(study, options);
        write_output_file(options.output, console.out, [&](std::ostream& out) { write_npy(matrix, out); });
    } else {
        write_output_file(options.output, console.out,
                          [&](std::ostream& out) { write_csv_table(study, options.table, out); });
    }
    return kExitDone;
}

}  // namespace

Command add_export_command(CLI::App& program) {
    auto options = std::make_shared<ExportOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("export", "A table of a study as CSV, or a matrix as .npy");
    app->footer(fmt::format(
        "TABLE is one of {}.\n"
        "As .npy: rfm (customers x recency, frequency, monetary) and centroids (of the chosen model, in the units of\n"
        "its columns).\n\n"
        "Examples:\n"
        "  rfmeans export study.h5 customers -o customers.csv\n"
        "  rfmeans export study.h5 rfm -o rfm.npy\n"
        "  rfmeans export study.h5 models -o - | head",
        fmt::join(export_tables(), ", ")));
    app->add_option("STUDY", options->study, "A study")->type_name("")->group("Input");
    app->add_option("TABLE", options->table, "What to export")->type_name("")->group("Input");
    app->add_option("-o", options->output, "The file, .csv or .npy; -: standard output (CSV)")
        ->type_name("FILE")
        ->group("Output");
    return {app, common, [=](Console& console) { return export_table(*options, console); }};
}

}  // namespace rfmeans::cli
