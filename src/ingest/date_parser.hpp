// Local times as written → seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rfmeans::ingest {

inline constexpr const char* kDateFormats = "YYYY-MM-DD, YYYY-MM-DD HH:MM[:SS] (blank or T between) or YYYYMMDD";

struct ParsedTime {
    std::optional<std::int64_t> value;  ///< seconds since 1970-01-01 00:00:00, local
    const char* problem = "";           ///< where there is no value: what is wrong
};

/// Reads kDateFormats. Fractions of a second are cut; 'Z' or an offset ("+01:00") is accepted and ignored: dates are
/// local as written.
[[nodiscard]] ParsedTime parse_time(std::string_view text);

}  // namespace rfmeans::ingest
