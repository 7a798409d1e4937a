// What the profile logs beside the hash of a row or of an order.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ingest/row_batch.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {

/// The amount of a row in up to 9 bytes; none: it could not be read. Returns their end.
[[nodiscard]] char* write_amount(const BatchRow& row, char* to);
[[nodiscard]] std::optional<Decimal> read_amount(std::string_view text);

/// Months since the year 0, as 4 bytes.
[[nodiscard]] std::int32_t month_of(Day day);
[[nodiscard]] char* write_month(std::int32_t month, char* to);
[[nodiscard]] std::int32_t read_month(std::string_view text);

}  // namespace rfmeans::ingest
