#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

#include "cli/command.hpp"
#include "cli/models_text.hpp"
#include "cli/study_file.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string long_text(std::int64_t value) {
    return with_commas(static_cast<long long>(value));
}

std::string holdings_text(const Study& study) {
    Rows rows = {{"part", "holds"}};
    if (study.rfm) {
        rows.push_back({"customers",
                        fmt::format("{}, {} window{}, as of {}",
                                    long_text(static_cast<std::int64_t>(study.rfm->customers())), study.rfm->windows(),
                                    study.rfm->windows() == 1 ? "" : "s", format_day(study.rfm->as_of.back()))});
        rows.push_back(
            {"dates", fmt::format("{} to {}", format_time(study.rfm->first_time), format_time(study.rfm->last_time))});
    }
    if (study.transactions) {
        rows.push_back({"transactions", fmt::format("{} rows (`rfmeans ingest --append` can add files)",
                                                    long_text(static_cast<std::int64_t>(study.transactions->rows())))});
    }
    if (study.features) {
        std::vector<std::string> names;
        for (const FeatureColumn& column : study.features->columns) {
            names.push_back(column.name);
        }
        const PointSet& points = study.features->points;
        rows.push_back({"features", fmt::format("{}; grid step 2^{}", fmt::join(names, ", "), points.step_exponent)});
        if (!points.weights.empty()) {
            rows.push_back({"weights", fmt::format("one a customer; weight step 2^{}", points.weight_exponent)});
        }
    }
    if (study.sweep && !study.sweep->models.empty()) {
        const auto& models = study.sweep->models;
        rows.push_back(
            {"models", fmt::format("{}, k = {} to {}, made on {}", long_text(static_cast<std::int64_t>(models.size())),
                                   models.front().k, models.back().k, study.sweep->device)});
    }
    if (study.segmentation) {
        rows.push_back({"segments", fmt::format("{} (seed {})", study.segmentation->k, study.segmentation->seed)});
    }
    rows.push_back({"profile", study.profile_json.empty() ? "no" : "yes"});
    return table_text(rows);
}

std::string provenance_text(const Provenance& provenance) {
    Rows files = {{"input", "size", "rows", "rejected", "sha256"}};
    for (const InputFile& file : provenance.inputs) {
        files.push_back({file.path, bytes_text(static_cast<double>(file.bytes)), long_text(file.rows),
                         long_text(file.rejected_rows), file.sha256.substr(0, 16) + "…"});
    }
    Rows options = {{"option", "value"}};
    for (const NamedText& option : provenance.options) {
        if (!option.text.empty()) {
            options.push_back({option.name, option.text});
        }
    }
    return fmt::format("Made {} by rfmeans {}:\n  {}\n\n{}\n{}", provenance.created, provenance.tool_version,
                       provenance.command, table_text(files), table_text(options));
}

std::string definitions_text(const Study& study) {
    Rows roles = {{"column", "role", "why"}};
    for (const ColumnRole& role : study.roles) {
        roles.push_back({role.column, role_name(role.role), role.reason});
    }
    std::string text = table_text(roles);
    if (study.rfm) {
        Rows definitions = {{"definition", "in force"}};
        for (const NamedText& definition : study.rfm->definitions) {
            definitions.push_back({definition.name, definition.text});
        }
        Rows counts = {{"count", ""}};
        for (const NamedCount& count : study.rfm->counts) {
            counts.push_back({count.name, long_text(count.count)});
        }
        for (const NamedCount& count : study.reject_counts) {
            counts.push_back({"rejected: " + count.name, long_text(count.count)});
        }
        text += "\n" + table_text(definitions) + "\n" + table_text(counts);
    }
    return text;
}

int info(const std::string& path, const CommonOptions& common, Console& console) {
    const Study study = open_study(path, "rfmeans info study.h5");
    if (common.json) {
        write_json_report(study, console.out);
        return kExitDone;
    }
    fmt::print(console.out, "{}\n\n{}\n{}\n{}", path, holdings_text(study), provenance_text(study.provenance),
               definitions_text(study));
    if (study.sweep) {
        fmt::print(console.out, "\n{}", best_models_text(*study.sweep));
    }
    return kExitDone;
}

}  // namespace

Command add_info_command(CLI::App& program) {
    auto study = std::make_shared<std::string>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("info", "What a study holds, and where it came from");
    app->footer(
        "Examples:\n"
        "  rfmeans info study.h5");
    app->add_option("STUDY", *study, "A study")->type_name("")->group("Input");
    add_json_option(*app, *common);
    return {app, common, [=](Console& console) { return info(*study, *common, console); }};
}

}  // namespace rfmeans::cli
