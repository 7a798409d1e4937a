// One column described: type, missing values, range, moments, most frequent values.
#pragma once

#include "ingest/attributes.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// How the values of a column are to be read.
struct ColumnRules {
    Role role = Role::ignored;
    CommaNumbers commas = CommaNumbers::refused;
    std::optional<DateFormat> date_format;  ///< of the date column; other columns find their own
};

/// Roles fix the type of dates and amounts, where values that cannot be read are then left out of the range; any other
/// column is of the narrowest type that all its values have. Ids have no moments.
[[nodiscard]] ColumnProfile profile_column(const RawColumn& column, const ColumnRules& rules);

}  // namespace rfmeans::ingest
