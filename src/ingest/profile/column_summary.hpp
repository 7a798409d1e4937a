// One column described: type, missing values, range, distribution, most frequent values.
#pragma once

#include <vector>

#include "ingest/profile/date_oddities.hpp"
#include "ingest/profile/value_evidence.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// How the values of a column are to be read.
struct ColumnRules {
    Role role = Role::ignored;
    DecimalMark mark = DecimalMark::point;
    std::optional<DateFormat> date_format;  ///< of the date column; other columns find their own
    std::size_t memory_bytes = 0;           ///< for sorting its numbers
    std::string spill_folder = {};
};

struct ColumnSummary {
    ColumnProfile profile;
    DateOddities dates;  ///< of a column of dates
};

/// Of amounts and dates by role, values that cannot be read are left out of range and distribution. Missing words
/// (NA and the like) are missing in columns of numbers. Ids have no distribution. Name and rows that are missing
/// altogether are the caller's to add.
[[nodiscard]] ColumnSummary summarise_column(const std::vector<ValueCounter*>& values, ValueEvidence&& evidence,
                                             const ColumnRules& rules);

}  // namespace rfmeans::ingest
