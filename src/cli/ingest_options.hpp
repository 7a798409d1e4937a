// Options that say what the files and the definitions are; shared by run, ingest, profile and assign.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm_spec.hpp"

namespace rfmeans::cli {

struct IngestOptions {
    std::vector<std::string> files;
    std::vector<std::string> columns;
    std::vector<std::string> where;
    std::string max_rejects = "20%";
    std::string date_format = "auto";
    bool keep_transactions = false;
};
void add_ingest_options(CLI::App& app, IngestOptions& options);
void add_keep_option(CLI::App& app, IngestOptions& options);
void add_date_format_option(CLI::App& app, IngestOptions& options);
void add_where_option(CLI::App& app, IngestOptions& options);
void add_max_rejects_option(CLI::App& app, IngestOptions& options);

/// Errors: Error{option} no file, a bad --columns, --where, --max-rejects or --date-format; Error{resource} a file that
/// is not there.
[[nodiscard]] IngestSpec ingest_spec(const IngestOptions& options);

struct RfmOptions {
    std::string as_of;
    std::string from, to;
    std::string frequency = "auto";
    std::string monetary = "sum";
    std::string returns = "drop";
    std::string guests = "drop";
    std::string free_rows = "drop";
};
void add_rfm_options(CLI::App& app, RfmOptions& options);
void add_period_options(CLI::App& app, RfmOptions& options);  ///< among the options of RFM
/// Errors: Error{option} a bad date, a period that ends before it begins.
[[nodiscard]] RfmSpec rfm_spec(const RfmOptions& options);
[[nodiscard]] Period period_of(const RfmOptions& options);

/// The definitions in force as text, one a line, for `--dry-run`.
[[nodiscard]] std::vector<std::vector<std::string>> definition_rows(const RfmSpec& spec);

}  // namespace rfmeans::cli
