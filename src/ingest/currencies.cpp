#include "ingest/currencies.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/amount.hpp"

namespace rfmeans::ingest {

void add_currency(CurrencyCounts& counts, std::string_view name, std::int64_t rows) {
    const auto known = counts.find(name);
    (known == counts.end() ? counts[std::string(name)] : known->second) += rows;
}

std::optional<CurrencyCounts> count_currencies(const RawColumn& column) {
    const auto& entries = column.values.entries();
    const auto names_currency = [](const std::string& text) { return !currency_name(text).empty(); };
    if (entries.empty() || !std::all_of(entries.begin(), entries.end(), names_currency)) {
        return std::nullopt;
    }
    CurrencyCounts counts;
    for (const std::int32_t code : column.codes) {
        if (code >= 0) {
            ++counts[std::string(currency_name(entries[static_cast<std::size_t>(code)]))];
        }
    }
    return counts;
}

std::optional<std::string> warn_of_currencies(const CurrencyCounts& counts, const std::string& where) {
    if (counts.size() < 2) {
        return std::nullopt;
    }
    std::string list;
    for (const auto& [name, rows] : counts) {
        list += fmt::format("{}{} in {} {}", list.empty() ? "" : ", ", name, rows, rows == 1 ? "row" : "rows");
    }
    return fmt::format(
        "{} several currencies ({}); the amounts are added up as they stand. Convert them first, or keep "
        "the rows of one currency",
        where, list);
}

}  // namespace rfmeans::ingest
