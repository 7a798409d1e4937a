// Amounts in several currencies: they are added up as they stand, so that somebody has to be told.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/attributes.hpp"

namespace rfmeans::ingest {

/// Rows by currency, as currency_name writes it.
using CurrencyCounts = std::map<std::string, std::int64_t, std::less<>>;

void add_currency(CurrencyCounts& counts, std::string_view name, std::int64_t rows);

/// Counts of a column whose values all name currencies; nullopt of any other column.
[[nodiscard]] std::optional<CurrencyCounts> count_currencies(const RawColumn& column);

/// "the amounts are in several currencies (EUR in 12 rows, USD in 3) and …"; nullopt for one currency or none.
[[nodiscard]] std::optional<std::string> warn_of_currencies(const CurrencyCounts& counts, const std::string& where);

}  // namespace rfmeans::ingest
