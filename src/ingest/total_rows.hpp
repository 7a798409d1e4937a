// Rows of sums, as spreadsheets and reports put them below their rows or between them.
#pragma once

#include <optional>
#include <string_view>

#include "ingest/row_parser.hpp"

namespace rfmeans::ingest {

/// "Total", "Grand total:", "Summe", "Totale", "Razem", "Итого", … in any case and with or without accents.
[[nodiscard]] bool is_total_word(std::string_view text);

/// Why a row that cannot be read as a sale is one of sums: a total word and no date, or an amount without customer,
/// order and date. A customer called "Total" who has a date is none.
[[nodiscard]] std::optional<RowProblem> find_total_row(const Record& record, const RowLayout& layout);

}  // namespace rfmeans::ingest
