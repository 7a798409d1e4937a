// What all rows of all files say about the date format that they were read under.
#pragma once

#include "ingest/assembly.hpp"
#include "ingest/date_tally.hpp"
#include "ingest/roles.hpp"

namespace rfmeans::ingest {

struct DatePolicy {
    bool given = false;       ///< the date format stands; else it is what the tally decides
    bool found = false;       ///< with given: it was an earlier ingest that decided
    RejectLimit rejects = 0;  ///< how many rows may speak against it
    DateDoubt doubt = DateDoubt::refused;
};

struct DateDecision {
    RoleMap roles;  ///< with the format in force, the reason of the column saying so
    DateReading reading;
    bool anew = false;  ///< the rows have to be read anew under these roles
};

/// `dates` is the same under any format. Without a date column nothing is decided. Errors: Error{content} dates in
/// doubt.
[[nodiscard]] DateDecision decide_dates(const DateTally& dates, const RoleMap& roles, const DatePolicy& policy);

}  // namespace rfmeans::ingest
