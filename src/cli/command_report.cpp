#include <ostream>

#include "cli/command.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "cli/study_file.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

struct ReportOptions {
    std::string study;
    std::string output;
    bool hide_ids = false;
};

int report(const ReportOptions& options, const CommonOptions& common, Console& console) {
    const std::string example = "rfmeans report study.h5 -o report.html";
    require_given(!options.study.empty(), "STUDY, a study file,", example);
    require_given(!options.output.empty() || common.json, "-o, the file of the report,", example);
    if (!options.output.empty()) {
        check_output_file(options.output, {.inputs = {options.study}});
    }
    const Study study = open_study(options.study, example);
    const ReportSpec spec{.ids = options.hide_ids ? CustomerIdsShown::hidden : CustomerIdsShown::yes};
    write_output_file(options.output.empty() ? "-" : options.output, console.out, [&](std::ostream& out) {
        if (common.json) {
            write_json_report(study, out);
        } else {
            write_html_report(study, spec, out);
        }
    });
    return kExitDone;
}

}  // namespace

Command add_report_command(CLI::App& program) {
    auto options = std::make_shared<ReportOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("report", "One self-contained page that works offline");
    app->footer(
        "Examples:\n"
        "  rfmeans report study.h5 -o report.html --hide-ids\n"
        "  rfmeans report study.h5 --json > report.json");
    app->add_option("STUDY", options->study, "A study; its segments are shown where it has them")
        ->type_name("")
        ->group("Input");
    app->add_option("-o", options->output, "The page (HTML); -: standard output")->type_name("FILE")->group("Output");
    app->add_flag("--hide-ids", options->hide_ids, "Keep customers' ids out of the page")->group("Output");
    app->add_flag("--json", common->json, "The same numbers as JSON; without -o on standard output")->group("Output");
    return {app, common, [=](Console& console) { return report(*options, *common, console); }};
}

}  // namespace rfmeans::cli
