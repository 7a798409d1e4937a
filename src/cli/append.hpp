// `ingest --append`: later files for a study that kept its transactions.
#pragma once

#include <string>
#include <vector>

#include "cli/study_steps.hpp"

namespace rfmeans::cli {

/// The study with these files added: what one ingest of all of its files and these would give, with the columns, date
/// format, filters and definitions of the study, which `spec` only adds to. Models and segments are gone, as they are
/// of the old customers. `shown` is the study's path, for messages. Errors: Error{resource} a study without its
/// transactions, a file that is in it already, by its bytes or its name; as read_transactions and build_rfm.
[[nodiscard]] Ingested append_files(Study study, const std::string& shown, const std::vector<std::string>& files,
                                    AggregateSpec spec, const Console& console);

/// What the study says about its input files: columns by role, with "-" for roles that have none, date format, filters.
/// What `given` says goes before.
[[nodiscard]] IngestSpec stored_ingest_spec(const Study& study, IngestSpec given);

}  // namespace rfmeans::cli
