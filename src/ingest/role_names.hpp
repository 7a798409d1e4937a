// The names that columns of a role have, as data: English and the usual exports first, then other languages.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rfmeans/transactions.hpp"

namespace rfmeans::ingest {

using Names = std::vector<std::string>;
using RoleNames = std::map<Role, Names>;

/// Names as normalise_name makes them, best first.
[[nodiscard]] RoleNames english_names();
[[nodiscard]] RoleNames names_of_tables_of_customers();
[[nodiscard]] RoleNames names_in_other_languages();

/// Every head with every tail, the best tail first.
[[nodiscard]] Names combine(const Names& heads, const Names& tails);

/// The words between the blanks of a text.
[[nodiscard]] Names split_words(std::string_view text);

}  // namespace rfmeans::ingest
