// Values of a column as numbers, in every spelling of an amount.
#pragma once

#include <optional>
#include <string_view>

#include "ingest/decimal.hpp"

namespace rfmeans::ingest {

/// "01234" is a code to most columns, and a number to those that hold amounts.
enum class LeadingZeros { code, number };

/// The nearest double of a plain number or of an amount (see parse_amount); nullopt for other text and what is not
/// finite. What does not fit `mark` is tried with the other one.
[[nodiscard]] std::optional<double> read_number(std::string_view text, DecimalMark mark, LeadingZeros zeros);

/// Whether a number is written as a whole one under this mark: without mark and exponent.
[[nodiscard]] bool is_written_whole(std::string_view text, DecimalMark mark);

/// Digits only, up to 15 of them without a leading zero, which a double holds: read_number under any mark. nullopt:
/// other text.
[[nodiscard]] std::optional<double> read_plain_whole(std::string_view text);

}  // namespace rfmeans::ingest
