#include "parquet_text/value_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "rfmeans/dates.hpp"

namespace rfmeans::parquet_text {
namespace {

constexpr std::int64_t power_of_ten(int digits) {
    std::int64_t power = 1;
    for (; digits > 0; --digits) {
        power *= 10;
    }
    return power;
}

struct Split {
    std::int64_t whole;
    std::int64_t rest;  ///< 0 to divisor - 1
};

// Rounded down, also below zero.
constexpr Split split(std::int64_t count, std::int64_t divisor) {
    std::int64_t whole = count / divisor, rest = count % divisor;
    if (rest < 0) {
        rest += divisor;
        --whole;
    }
    return {whole, rest};
}

// In the years 1 to 9999.
bool has_calendar(std::int64_t day) {
    static const std::int64_t first = day_from_civil(1, 1, 1), last = day_from_civil(9999, 12, 31);
    return first <= day && day <= last;
}

void append_fraction(std::int64_t fraction, int digits, std::string& out) {
    if (fraction != 0) {
        fmt::format_to(std::back_inserter(out), ".{:0{}}", fraction, digits);
    }
}

}  // namespace

void append_field(std::string_view value, std::string& out) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += value;
        return;
    }
    out += '"';
    for (const char c : value) {
        out.append(c == '"' ? 2 : 1, c);
    }
    out += '"';
}

void append_decimal(std::string_view units, int scale, std::string& out) {
    if (units.starts_with('-')) {
        out += '-';
        units.remove_prefix(1);
    }
    const auto decimals = static_cast<std::size_t>(scale);  // Parquet has no negative ones
    if (units.size() <= decimals) {
        out += "0.";
        out.append(decimals - units.size(), '0');
        out += units;
        return;
    }
    out += units.substr(0, units.size() - decimals);
    out += decimals == 0 ? "" : ".";
    out += units.substr(units.size() - decimals);
}

void append_number(float value, std::string& out) {
    fmt::format_to(std::back_inserter(out), "{}", value);
}

void append_number(double value, std::string& out) {
    fmt::format_to(std::back_inserter(out), "{}", value);
}

void append_day(std::int64_t day, std::string& out) {
    out += has_calendar(day) ? format_day(static_cast<Day>(day)) : fmt::format("{} days since 1970", day);
}

void append_time(std::int64_t count, int digits, std::string& out) {
    const auto [seconds, fraction] = split(count, power_of_ten(digits));
    if (!has_calendar(split(seconds, kSecondsPerDay).whole)) {
        fmt::format_to(std::back_inserter(out), "{} seconds since 1970", seconds);
        return;
    }
    out += format_time(seconds);
    append_fraction(fraction, digits, out);
}

void append_time_of_day(std::int64_t count, int digits, std::string& out) {
    const auto [seconds, fraction] = split(count, power_of_ten(digits));
    fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    append_fraction(fraction, digits, out);
}

void append_hex(std::string_view bytes, std::string& out) {
    for (const char byte : bytes) {
        fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(byte));
    }
}

void append_uuid(std::string_view bytes, std::string& out) {
    constexpr std::size_t kUuidBytes = 16;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes.size() == kUuidBytes && (i == 4 || i == 6 || i == 8 || i == 10)) {
            out += '-';
        }
        append_hex(bytes.substr(i, 1), out);
    }
}

}  // namespace rfmeans::parquet_text
