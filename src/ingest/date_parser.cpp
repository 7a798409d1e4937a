#include "ingest/date_parser.hpp"

#include <algorithm>
#include <array>

#include "ingest/clock_parser.hpp"
#include "ingest/digits.hpp"
#include "ingest/scan.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

constexpr ParsedTime kNoDate{.value = {}, .problem = "is no date"};
constexpr ParsedTime kNoDay{.value = {}, .problem = "is no day of the calendar"};
constexpr ParsedTime kNoTime{.value = {}, .problem = "has no valid time of day"};

struct CivilDate {
    int year = 0, month = 0, day = 0;
};

// A day or month: one or two digits; 0, which is neither, where they are not there.
int take_part(std::string_view& text) {
    return static_cast<int>(take_digits(text, 2).value);
}

std::optional<int> full_year(Digits digits) {
    if (digits.count == 4) {
        return static_cast<int>(digits.value);
    }
    if (digits.count == 2) {
        return static_cast<int>(digits.value) + (digits.value < 69 ? 2000 : 1900);
    }
    return std::nullopt;
}

std::optional<char> take_separator(std::string_view& text) {
    const char separator = text.empty() ? '\0' : text.front();
    if (separator == '\0' || std::string_view("-/._ ,\\|").find(separator) == std::string_view::npos) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    return separator;
}

// "YYYY-MM-DD", by far the most frequent spelling: without loops.
std::optional<CivilDate> take_iso(std::string_view& text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    bool digits = true;
    const auto digit = [&](std::size_t place) {
        digits = digits && is_digit(text[place]);
        return text[place] - '0';
    };
    const CivilDate date{.year = 1000 * digit(0) + 100 * digit(1) + 10 * digit(2) + digit(3),
                         .month = 10 * digit(5) + digit(6),
                         .day = 10 * digit(8) + digit(9)};
    if (!digits) {
        return std::nullopt;
    }
    text.remove_prefix(10);
    return date;
}

std::optional<CivilDate> take_year_first(std::string_view& text, std::size_t year_digits) {
    const Digits digits = take_digits(text, year_digits);
    if (digits.count != year_digits) {
        return std::nullopt;
    }
    CivilDate date{.year = *full_year(digits)};
    const auto separator = take_separator(text);
    if (separator) {
        date.month = take_part(text);
        const bool same = take(text, *separator);
        const Digits day = take_digits(text, 2);
        date.day = static_cast<int>(day.value);
        return same && day.count > 0 ? std::optional(date) : std::nullopt;
    }
    date.month = take_pair(text);
    date.day = take_pair(text);
    const bool compact = year_digits == 4 && date.month >= 0 && date.day >= 0;
    return compact ? std::optional(date) : std::nullopt;
}

std::optional<CivilDate> take_year_last(std::string_view& text, DateFormat order) {
    const int first = take_part(text);
    const auto separator = take_separator(text);
    const int second = take_part(text);
    if (!separator || !take(text, *separator)) {
        return std::nullopt;
    }
    const auto year = full_year(take_digits(text, 4));
    if (!year) {
        return std::nullopt;
    }
    if (separator == '.') {
        take(text, '.');  // "9. 12. 2011." without its blanks
    }
    return order == DateFormat::dmy ? CivilDate{*year, second, first} : CivilDate{*year, first, second};
}

// 1 to 12 for an English name, at least its first three letters; 0: none.
int take_month_name(std::string_view& text) {
    constexpr std::array<std::string_view, 12> kNames = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
    for (std::size_t month = 0; month < kNames.size(); ++month) {
        const std::string_view name = kNames[month];
        if (!take_word(text, name.substr(0, 3))) {
            continue;
        }
        for (std::size_t next = 3; next < name.size() && !text.empty() && lower(text.front()) == name[next]; ++next) {
            text.remove_prefix(1);
        }
        return static_cast<int>(month) + 1;
    }
    return 0;
}

// "Friday, " or "Fri "; which day it is follows from the date.
void take_weekday(std::string_view& text) {
    constexpr std::array<std::string_view, 7> kNames = {"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};
    for (const std::string_view name : kNames) {
        if (take_word(text, name) || take_word(text, name.substr(0, 3))) {
            take_any(text, "., ");
            return;
        }
    }
}

// A day of the month may be "9th".
Digits take_ordinal(std::string_view& text, std::size_t most) {
    const Digits digits = take_digits(text, most);
    if (digits.count == 1 || digits.count == 2) {
        for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
            if (take_word(text, ending)) {
                break;
            }
        }
    }
    return digits;
}

std::optional<CivilDate> take_named_month(std::string_view& text) {
    constexpr std::string_view kBetween = "-/., ";
    take_weekday(text);
    const Digits first = take_ordinal(text, 4);
    take_any(text, kBetween);
    const int month = take_month_name(text);
    if (month == 0) {
        return std::nullopt;
    }
    take_any(text, kBetween);
    if (first.count == 4) {
        return CivilDate{static_cast<int>(first.value), month, take_part(text)};
    }
    Digits day = first;
    if (first.count == 0) {
        day = take_ordinal(text, 2);
        if (!take_any(text, kBetween)) {
            return std::nullopt;
        }
    }
    const auto year = full_year(take_digits(text, 4));
    return year && day.count <= 2 ? std::optional(CivilDate{*year, month, static_cast<int>(day.value)}) : std::nullopt;
}

std::optional<CivilDate> take_date(std::string_view& text, DateFormat format) {
    switch (format) {
        case DateFormat::ymd:
            return take_year_first(text, 4);
        case DateFormat::yymd:
            return take_year_first(text, 2);
        case DateFormat::named:
            return take_named_month(text);
        default:
            return take_year_last(text, format);
    }
}

// A count of seconds, or of thousandths; its digits tell it from other numbers.
ParsedTime read_epoch(std::string_view text, std::size_t least_digits, std::int64_t units) {
    const Digits digits = take_digits(text, least_digits + 1);
    if (digits.count < least_digits) {
        return kNoDate;
    }
    if (take(text, '.') && !take_any(text, "0123456789")) {
        return kNoDate;
    }
    return text.empty() ? ParsedTime{.value = digits.value / units} : kNoDate;
}

}  // namespace

const char* describe_format(DateFormat format) {
    switch (format) {
        case DateFormat::ymd:
            return "YYYY-MM-DD or YYYYMMDD, with or without HH:MM[:SS] behind a blank or T";
        case DateFormat::named:
            return "the month by its English name, as in 09-Dec-2011 or December 9, 2011";
        case DateFormat::dmy:
            return "D/M/Y, the day first";
        case DateFormat::mdy:
            return "M/D/Y, the month first";
        case DateFormat::yymd:
            return "YY-MM-DD, a year of two digits first";
        case DateFormat::epoch:
            return "seconds since 1970, of 9 or 10 digits";
        case DateFormat::epoch_ms:
            return "milliseconds since 1970, of 12 or 13 digits";
    }
    return "";
}

ParsedTime parse_time(std::string_view text, DateFormat format) {
    if (format == DateFormat::epoch) {
        return read_epoch(text, 9, 1);
    }
    if (format == DateFormat::epoch_ms) {
        return read_epoch(text, 12, 1000);
    }
    const bool joined = format == DateFormat::ymd && text.size() == 14 && std::ranges::all_of(text, is_digit);
    auto date = format == DateFormat::ymd ? take_iso(text) : std::nullopt;
    if (!date) {
        date = take_date(text, format);
    }
    if (!date) {
        return kNoDate;
    }
    const bool ends = text.empty();
    const bool comma = take(text, ',');
    // "20111209082605" has nothing between day and time.
    if (!ends && !joined && !take_blanks(text) && (comma || (!take(text, 'T') && !take(text, 't')))) {
        return kNoDate;
    }
    if (!is_civil_date(date->year, date->month, date->day)) {
        return kNoDay;
    }
    const std::int64_t midnight = kSecondsPerDay * day_from_civil(date->year, date->month, date->day);
    if (ends) {
        return {.value = midnight};
    }
    const int seconds = read_clock(text);
    return seconds < 0 ? kNoTime : ParsedTime{.value = midnight + seconds};
}

}  // namespace rfmeans::ingest
