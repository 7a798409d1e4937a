// What is worth a look in the rows.
#pragma once

#include <vector>

#include "ingest/profile/merged_counts.hpp"
#include "ingest/read_rows.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// Findings with at least one row, in a fixed order. Nothing is repaired. Of rows that could be read, but for blank,
/// rejected and duplicate ones.
[[nodiscard]] std::vector<Finding> find_oddities(const MergedCounts& counts, const RowsRead& read);

}  // namespace rfmeans::ingest
