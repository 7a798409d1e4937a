// All rows of all files one after the other, kept files of earlier readings before them.
#pragma once

#include <memory>

#include "ingest/assembly.hpp"
#include "ingest/read_rows.hpp"

namespace rfmeans::ingest {

/// As read_rows with one sink, whose batches carry the columns of plan.roles. The files are read twice: what all rows
/// decide comes first.
[[nodiscard]] RowsRead read_rows_in_turn(AssemblyPlan plan, std::unique_ptr<RowSink> sink);

}  // namespace rfmeans::ingest
