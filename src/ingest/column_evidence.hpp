// What the values at the head of the files look like, column by column.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "ingest/date_tally.hpp"
#include "ingest/source.hpp"

namespace rfmeans::ingest {

/// Counts over the first records of every file.
struct ColumnEvidence {
    std::string name;
    std::int64_t present = 0;        ///< values that are not empty
    std::int64_t dates = 0;          ///< of those, readable as dates
    std::int64_t evident_dates = 0;  ///< of those, no mere numbers
    DateTally tally;                 ///< what formats they fit; not used where the format is given
    std::int64_t numbers = 0;        ///< readable as numbers
    std::int64_t with_digits = 0;    ///< holding a digit
    std::unordered_set<std::string> distinct;
    std::string example;  ///< "line 2 of 'x.csv': '3/4/2011'", the first value that is no date; empty: none

    [[nodiscard]] bool holds_numbers() const { return present > 0 && numbers == present; }
    [[nodiscard]] bool comes_back() const { return static_cast<std::int64_t>(distinct.size()) < present; }
};

/// Whether at least half of the values can be read as the role needs them.
[[nodiscard]] bool fits_role(Role role, const ColumnEvidence& column);

/// Second best, for a column of the right name: some values look like it, so that the others are refused with a reason.
[[nodiscard]] bool nearly_fits_role(Role role, const ColumnEvidence& column);

/// All columns of all files, in order of first appearance. Dates are of the format `given`, if any.
[[nodiscard]] std::vector<ColumnEvidence> gather_evidence(const std::vector<Source>& heads,
                                                          std::optional<DateFormat> given);

}  // namespace rfmeans::ingest
