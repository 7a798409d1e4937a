// Local times as written → seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "rfmeans/date_format.hpp"

namespace rfmeans::ingest {

inline constexpr const char* kDateFormats =
    "YYYY-MM-DD, YYYYMMDD, D/M/Y, M/D/Y or 9 Dec 2011, with or without a time of day, or seconds since 1970";

/// What a value of the format looks like, for messages: "YYYY-MM-DD, …".
[[nodiscard]] const char* describe_format(DateFormat format);

struct ParsedTime {
    std::optional<std::int64_t> value;  ///< seconds since 1970-01-01 00:00:00, local
    const char* problem = "";           ///< where there is no value: what is wrong
};

/// Reads a date of the format, with or without a time of day (24 hours, or AM and PM). Years of two digits: 69 to 99
/// are 1969 to 1999, the others 2000 to 2068 (POSIX strptime). Fractions of a second are cut; 'Z', "UTC" or an offset
/// ("+01:00") is accepted and ignored: dates are local as written.
[[nodiscard]] ParsedTime parse_time(std::string_view text, DateFormat format);

}  // namespace rfmeans::ingest
