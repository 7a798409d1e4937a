#include "ingest/date_parser.hpp"

#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

constexpr ParsedTime kNoDate{.value = {}, .problem = "is no date"};
constexpr ParsedTime kNoDay{.value = {}, .problem = "is no day of the calendar"};
constexpr ParsedTime kNoTime{.value = {}, .problem = "has no valid time of day"};

// Takes exactly `count` digits from the front; -1 where they are not there.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

// "", "Z", "+01", "+0100", "+01:00", with or without a blank before.
bool is_offset(std::string_view text) {
    take(text, ' ');
    if (text.empty() || text == "Z" || text == "z") {
        return true;
    }
    if (!take(text, '+') && !take(text, '-')) {
        return false;
    }
    if (take_digits(text, 2) < 0) {
        return false;
    }
    take(text, ':');
    return text.empty() || (take_digits(text, 2) >= 0 && text.empty());
}

}  // namespace

ParsedTime parse_time(std::string_view text) {
    const int year = take_digits(text, 4);
    if (year < 0) {
        return kNoDate;
    }
    const bool dashed = take(text, '-');
    const int month = take_digits(text, 2);
    if (month < 0 || (dashed && !take(text, '-'))) {
        return kNoDate;
    }
    const int day = take_digits(text, 2);
    if (day < 0 || (!dashed && !text.empty())) {
        return kNoDate;
    }
    if (!is_civil_date(year, month, day)) {
        return kNoDay;
    }
    const std::int64_t midnight = kSecondsPerDay * day_from_civil(year, month, day);
    if (text.empty()) {
        return {.value = midnight};
    }
    if (!take(text, ' ') && !take(text, 'T') && !take(text, 't')) {
        return kNoDate;
    }
    const int hour = take_digits(text, 2);
    const bool colon = take(text, ':');
    const int minute = take_digits(text, 2);
    if (hour < 0 || hour > 23 || !colon || minute < 0 || minute > 59) {
        return kNoTime;
    }
    int second = 0;
    if (take(text, ':')) {
        second = take_digits(text, 2);
        if (second < 0 || second > 59) {
            return kNoTime;
        }
        if (take(text, '.') || take(text, ',')) {
            if (take_digits(text, 1) < 0) {
                return kNoTime;
            }
            while (take_digits(text, 1) >= 0) {
            }
        }
    }
    if (!is_offset(text)) {
        return kNoTime;
    }
    return {.value = midnight + hour * 3600 + minute * 60 + second};
}

}  // namespace rfmeans::ingest
