// Dates among attributes, written alike however the file writes them.
#pragma once

#include "ingest/attributes.hpp"

namespace rfmeans::ingest {

/// Appends the column to `columns`. Where all its values are dates of one format and no mere numbers, they become
/// "2012-09-04", or "2012-09-04 08:26:00" where a time of day is given; else they stay as they are.
void append_with_plain_dates(const RawColumn& column, std::deque<RawColumn>& columns);

}  // namespace rfmeans::ingest
