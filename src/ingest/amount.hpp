// Numbers as shops write them: currency, thousands separators, parentheses or a trailing minus for negative ones.
#pragma once

#include <optional>
#include <string_view>

#include "ingest/decimal.hpp"

namespace rfmeans::ingest {

struct ParsedAmount {
    ParsedDecimal number;
    std::string_view currency;  ///< ISO code or sign as in currency_name; empty: none written
};

/// Reads what parse_decimal reads, and "$1,234.50", "1.234,50 €", "EUR -5", "(12.50)", "12.50-", "1 234", "1'234",
/// "₹1,23,456". `mark` is the decimal mark; the other one of comma and point separates thousands, as do blanks
/// (no-break ones too) and apostrophes: groups of three digits, or of two before the last one. Nothing is rounded.
[[nodiscard]] ParsedAmount parse_amount(std::string_view text, DecimalMark mark);

/// By the decimal point, else by the comma.
[[nodiscard]] std::optional<Decimal> parse_either_mark(std::string_view text);

/// The currency that a whole text names, by sign or ISO 4217 code: "EUR" of "€" and "EUR", "$" of "$"; empty: none.
[[nodiscard]] std::string_view currency_name(std::string_view text);

/// The text without sign, parentheses and currency: digits, marks and separators where it is a number.
struct BareAmount {
    std::string_view digits;
    std::string_view currency;
    bool negative = false;
    bool sound = true;  ///< at most one of sign and parentheses, at most one currency
};
[[nodiscard]] BareAmount strip_amount(std::string_view text);

}  // namespace rfmeans::ingest
