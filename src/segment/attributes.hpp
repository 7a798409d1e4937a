// How the attributes of a segment's customers compare with all customers.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/column.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans::segment {

/// [groups][attributes] one line each: numbers the mean, text the most frequent value (smallest of equals) with its
/// share of the known values; both beside the figure of all customers. `groups` hold rows of the columns.
[[nodiscard]] std::vector<std::vector<NamedText>> profile_attributes(
    const std::vector<Column>& attributes, const std::vector<std::vector<std::size_t>>& groups);

}  // namespace rfmeans::segment
