// One column described: type, missing values, range, moments, most frequent values.
#pragma once

#include "ingest/attributes.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// Roles fix the type of dates and amounts, where values that cannot be read are then left out of the range; any other
/// column is of the narrowest type that all its values have. Ids have no moments.
[[nodiscard]] ColumnProfile profile_column(const RawColumn& column, Role role, CommaNumbers commas);

}  // namespace rfmeans::ingest
