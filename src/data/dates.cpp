#include "rfmeans/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "rfmeans/error.hpp"

namespace rfmeans {
namespace {

struct CivilDate {
    int year, month, day;
};

bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

// Eras of 400 years that start on 1 March, so that the leap day is the last of its year.
CivilDate civil_from_day(Day days) {
    const int shifted = days + 719'468;
    const int era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const int day_of_era = shifted - era * 146'097;
    const int year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int march_month = (5 * day_of_year + 2) / 153;
    const int day = day_of_year - (153 * march_month + 2) / 5 + 1;
    const int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

}  // namespace

Day day_from_civil(int year, int month, int day) {
    const int march_year = month <= 2 ? year - 1 : year;
    const int era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    const int year_of_era = march_year - era * 400;
    const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

bool is_civil_date(int year, int month, int day) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
        return false;
    }
    return day <= kDays[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

Day day_of(std::int64_t time) {
    const std::int64_t days = time / kSecondsPerDay;
    return static_cast<Day>(time % kSecondsPerDay < 0 ? days - 1 : days);
}

std::string format_day(Day day) {
    const CivilDate date = civil_from_day(day);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string format_time(std::int64_t time) {
    const Day day = day_of(time);
    const std::int64_t second = time - std::int64_t{day} * kSecondsPerDay;
    return fmt::format("{} {:02}:{:02}:{:02}", format_day(day), second / 3600, second / 60 % 60, second % 60);
}

Day parse_day(const std::string& text, const std::string& option) {
    std::string digits;
    const bool dashed = text.size() == 10 && text[4] == '-' && text[7] == '-';
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!(dashed && (i == 4 || i == 7))) {
            digits += text[i];
        }
    }
    if (digits.size() == 8 &&
        std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); })) {
        const int year = std::stoi(digits.substr(0, 4));
        const int month = std::stoi(digits.substr(4, 2));
        const int day = std::stoi(digits.substr(6, 2));
        if (is_civil_date(year, month, day)) {
            return day_from_civil(year, month, day);
        }
    }
    throw Error(Failure::option, fmt::format("{} '{}' is no date (expected YYYY-MM-DD). Give a day of the calendar, "
                                             "for example 2011-12-10",
                                             option, text));
}

}  // namespace rfmeans
