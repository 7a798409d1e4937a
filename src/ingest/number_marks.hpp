// Which of comma and point is the decimal mark of a column, over all of its values.
#pragma once

#include <vector>

#include "ingest/decimal.hpp"
#include "ingest/source.hpp"

namespace rfmeans::ingest {

/// The decimal mark of each of the columns at these places; the rules are in README.md. Reads the file once, and only
/// where a look at its bytes says that a number may hold a comma or two points.
[[nodiscard]] std::vector<DecimalMark> find_marks(const Source& source, const std::vector<std::size_t>& places);

}  // namespace rfmeans::ingest
