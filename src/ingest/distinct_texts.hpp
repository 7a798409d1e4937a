// Attributes that tell rows apart rather than groups, by the heads of the files.
#pragma once

#include <vector>

#include "ingest/attributes.hpp"
#include "ingest/roles.hpp"

namespace rfmeans::ingest {

/// Numbers of attributes may have a decimal comma where every file is delimited by semicolons.
[[nodiscard]] CommaNumbers comma_numbers(const std::vector<Source>& heads);

/// Texts with too many distinct values in the heads lose their role, so that no later step has to keep them.
void leave_out_distinct_texts(const std::vector<Source>& heads, RoleMap& roles);

}  // namespace rfmeans::ingest
