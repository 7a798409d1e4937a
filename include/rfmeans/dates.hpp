// The proleptic Gregorian calendar, local time as written, never shifted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace rfmeans {

inline constexpr std::int64_t kSecondsPerDay = 86'400;

/// Days since 1970-01-01.
using Day = std::int32_t;

/// The days from `from` to `to`, both included; nullopt: no end.
struct Period {
    std::optional<Day> from = {}, to = {};
    bool operator==(const Period&) const = default;
};

/// Days since 1970-01-01 of a valid date. Method: H. Hinnant, "chrono-compatible low-level date algorithms".
[[nodiscard]] Day day_from_civil(int year, int month, int day);

/// Whether such a day exists in the Gregorian calendar (29 February in leap years only; years 1 to 9999).
[[nodiscard]] bool is_civil_date(int year, int month, int day);

/// "2011-12-10".
[[nodiscard]] std::string format_day(Day day);

/// "2011-12-09 12:50:00"; `time` in seconds since 1970-01-01 00:00:00 local.
[[nodiscard]] std::string format_time(std::int64_t time);

/// The day of a time, rounded down also before 1970.
[[nodiscard]] Day day_of(std::int64_t time);

/// Parses "2011-12-10" or "20111210". Throws Error{option} naming `option` where it is no date.
[[nodiscard]] Day parse_day(const std::string& text, const std::string& option);

}  // namespace rfmeans
