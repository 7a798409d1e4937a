// What is worth a look in the rows.
#pragma once

#include <vector>

#include "ingest/profile/merged_counts.hpp"
#include "ingest/read_rows.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// What the order ids mean.
enum class OrderMarks { none, cancellations };  ///< 'C' and digits is a cancelled order (see order_ids.hpp)

/// Findings with at least one row, in a fixed order. Nothing is repaired. Of rows that could be read, but for blank,
/// rejected and duplicate ones.
[[nodiscard]] std::vector<Finding> find_oddities(const MergedCounts& counts, const RowsRead& read, OrderMarks marks);

}  // namespace rfmeans::ingest
