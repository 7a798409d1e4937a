// The counts of several sinks together.
#pragma once

#include "ingest/profile/profile_sink.hpp"
#include "ingest/profile/value_evidence.hpp"
#include "ingest/roles.hpp"

namespace rfmeans::ingest {

struct MergedColumn {
    std::vector<ValueCounter*> values;  // of each sink
    std::int64_t missing = 0;
    Hash128 signature;
};

/// Rows equal in every column to an earlier one.
struct Duplicates {
    std::int64_t rows = 0;
    DecimalSum amount;
};

struct MergedCounts {
    std::vector<MergedColumn> columns;
    RowTallies tallies;
    Duplicates duplicates;
    std::vector<std::pair<std::int32_t, std::int64_t>> month_orders;  ///< month since the year 0, distinct orders
};

/// The logs of the sinks are used up. `memory_bytes`: beside what the sinks hold.
[[nodiscard]] MergedCounts merge_counts(const std::vector<ProfileSink*>& sinks, std::size_t memory_bytes);

}  // namespace rfmeans::ingest
