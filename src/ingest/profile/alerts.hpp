// What may spoil the use of a column, or of the whole.
#pragma once

#include <vector>

#include "ingest/profile/column_summary.hpp"
#include "ingest/profile/merged_counts.hpp"

namespace rfmeans::ingest {

/// In the order of the columns; of one column the gravest alone, but odd dates beside it.
[[nodiscard]] std::vector<Alert> find_column_alerts(const std::vector<ColumnSummary>& columns,
                                                    const MergedCounts& counts);

/// A day with more than kUnusualDay times the rows of the median day that has rows, among at least 30 such days.
inline constexpr std::int64_t kUnusualDay = 20;
[[nodiscard]] std::vector<Alert> find_day_alerts(const DayBook& days);

}  // namespace rfmeans::ingest
