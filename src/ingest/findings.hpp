// What is worth a look in the files.
#pragma once

#include <vector>

#include "ingest/raw_table.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// Findings with at least one row, in a fixed order. Nothing is repaired. Amounts are of rows that could be parsed.
[[nodiscard]] std::vector<Finding> find_oddities(const Transactions& transactions, const RawTable& table,
                                                 const ProfileSpec& days);

}  // namespace rfmeans::ingest
