// Files → transactions, step by step, for read_transactions and profile_files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ingest/roles.hpp"
#include "ingest/transaction_builder.hpp"

namespace rfmeans::ingest {

/// The heads of all files and the roles of their columns.
struct SniffedFiles {
    std::vector<Source> heads;
    RoleMap roles;
};
[[nodiscard]] SniffedFiles sniff_files(const std::vector<std::string>& files, const IngestSpec& spec,
                                       NeededRoles needed);

/// Told of every row that isn't blank, after it was parsed. `transaction` is its row in the transactions, -1 where it
/// was rejected.
using RowWatcher = std::function<void(const Source& source, const Record& record, std::int64_t transaction)>;

struct AssemblyPlan {
    std::vector<std::string> files;
    RoleMap roles;
    double max_rejects = 1;  ///< 1: never refuse
    RowWatcher watcher;      ///< may be empty
};

/// Reads one file after the other; only one is in memory at a time. Errors: Error{content} too many rejects, no row
/// left.
[[nodiscard]] Transactions assemble_transactions(const AssemblyPlan& plan);

}  // namespace rfmeans::ingest
