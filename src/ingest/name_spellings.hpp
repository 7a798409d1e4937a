// Other spellings of the names of columns.
#pragma once

#include <string>
#include <string_view>

#include "ingest/role_names.hpp"

namespace rfmeans::ingest {

/// Of a name as normalise_name makes it: "amountusd" → "amount".
[[nodiscard]] std::string drop_currency(const std::string& name);

enum class NamedThing { money, other };

/// Spellings as normalise_name makes them: without "de", "of" and the like, the word for "number" as others write it,
/// of money without a tax or currency behind it. "N° de commande" → "ncommande", "numerocommande", …; "Prix HT (EUR)" →
/// "prix".
[[nodiscard]] Names other_spellings(std::string_view name, NamedThing thing);

}  // namespace rfmeans::ingest
