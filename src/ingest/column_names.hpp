// What names of columns mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rfmeans/transactions.hpp"

namespace rfmeans::ingest {

/// Lower case Latin letters without accents, small Cyrillic letters and digits, no blanks and marks; other letters are
/// kept: "Customer_ID" → "customerid", "Müşteri N°" → "musterin". `name` is UTF-8.
[[nodiscard]] std::string normalise_name(std::string_view name);

/// How well a name fits a role: 0 is best, nullopt: not at all. Roles attribute and ignored have no names.
[[nodiscard]] std::optional<int> rank_name(Role role, std::string_view name);

/// Why a column says nothing about customers ("describes the product", "numbers the rows"); nullptr where it may.
[[nodiscard]] const char* useless_name(std::string_view name);

}  // namespace rfmeans::ingest
