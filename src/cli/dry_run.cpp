#include "cli/dry_run.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/ingest_options.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans::cli {
namespace {

// Measured 2026-11-26 with `run` on a made shop of 1e5 customers: 233 MiB at the peak for 34.4 MB of text. With little
// --memory it is less (125 MiB with 64MiB), so this is the most.
constexpr double kMemoryPerByte = 7.1;
// Assumed: what packing makes of transaction files.
constexpr double kPackedRatio = 6.0;

double estimated_memory(const std::vector<InputFile>& files) {
    double text = 0;
    for (const InputFile& file : files) {
        const bool packed =
            file.dialect.ends_with("gzip") || file.dialect.ends_with("zstd") || file.dialect.ends_with("Parquet");
        text += static_cast<double>(file.bytes) * (packed ? kPackedRatio : 1.0);
    }
    return text * kMemoryPerByte;
}

using Rows = std::vector<std::vector<std::string>>;

Rows definitions_in_force(const DryRun& plan, const Transactions& head) {
    Rows definitions = definition_rows(plan.rfm);
    definitions.push_back({"amount", head.amount_source});
    definitions.push_back({"filters", describe_filters(head.filters, plan.rfm.period)});
    return definitions;
}

std::string plan_json(const DryRun& plan, const Transactions& head) {
    using Json = nlohmann::ordered_json;
    Json json = {{"files", Json::array()}, {"roles", Json::array()}, {"definitions", Json::array()}};
    for (const InputFile& file : head.files) {
        json["files"].push_back({{"path", file.path}, {"bytes", file.bytes}, {"dialect", file.dialect}});
    }
    for (const ColumnRole& role : head.roles) {
        json["roles"].push_back({{"column", role.column}, {"role", role_name(role.role)}, {"reason", role.reason}});
    }
    for (const auto& row : definitions_in_force(plan, head)) {
        json["definitions"].push_back({{"name", row[0]}, {"text", row[1]}});
    }
    json["memory_bytes"] = static_cast<std::int64_t>(estimated_memory(head.files));
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string plan_text(const DryRun& plan, const Transactions& head) {
    Rows files = {{"file", "size", "dialect"}};
    for (const InputFile& file : head.files) {
        files.push_back({file.path, bytes_text(static_cast<double>(file.bytes)), file.dialect});
    }
    Rows roles = {{"column", "role", "why"}};
    for (const ColumnRole& role : head.roles) {
        roles.push_back({role.column, role_name(role.role), role.reason});
    }
    Rows definitions = definitions_in_force(plan, head);
    definitions.insert(definitions.begin(), {"definition", "in force"});
    return fmt::format(
        "{}\n{}\n{}\nMemory needed: at most about {} (an estimate from the sizes of the files; less with --memory)",
        table_text(files), table_text(roles), table_text(definitions), bytes_text(estimated_memory(head.files)));
}

}  // namespace

void print_dry_run(const DryRun& plan, DryRunForm form, Console& console) {
    const Transactions head = sniff_transactions(plan.files, plan.ingest);
    fmt::print(console.out, "{}\n", form == DryRunForm::json ? plan_json(plan, head) : plan_text(plan, head));
}

}  // namespace rfmeans::cli
