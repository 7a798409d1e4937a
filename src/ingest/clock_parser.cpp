#include "ingest/clock_parser.hpp"

#include "ingest/digits.hpp"
#include "ingest/scan.hpp"

namespace rfmeans::ingest {
namespace {

// "", "Z", "UTC", "GMT", "+01", "+0100", "+01:00", with or without a blank before.
bool is_offset(std::string_view text) {
    take(text, ' ');
    if (text.empty() || text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
        return true;
    }
    if (!take(text, '+') && !take(text, '-')) {
        return false;
    }
    if (take_pair(text) < 0) {
        return false;
    }
    take(text, ':');
    return text.empty() || (take_pair(text) >= 0 && text.empty());
}

// The hour on a clock of 24 hours; -1 where it is none. Twelve AM is midnight, twelve PM is noon.
int take_half_of_day(std::string_view& text, int hour) {
    std::string_view rest = text;
    take_blanks(rest);
    const bool morning = take_word(rest, "am") || take_word(rest, "a.m.");
    if (!morning && !take_word(rest, "pm") && !take_word(rest, "p.m.")) {
        return hour <= 23 ? hour : -1;
    }
    text = rest;
    return hour >= 1 && hour <= 12 ? hour % 12 + (morning ? 0 : 12) : -1;
}

}  // namespace

int read_clock(std::string_view text) {
    const Digits hours = take_digits(text, 2);
    const bool colon = take(text, ':');
    const int minute = take_pair(text);
    const bool compact = hours.count == 2 && !colon;  // "0826", "082605"
    if (hours.count == 0 || (!colon && !compact) || minute < 0 || minute > 59) {
        return -1;
    }
    int second = 0;
    if (take(text, ':') || (compact && !text.empty() && is_digit(text.front()))) {
        second = take_pair(text);
        if (second < 0 || second > 59) {
            return -1;
        }
        if ((take(text, '.') || take(text, ',')) && !take_any(text, "0123456789")) {
            return -1;
        }
    }
    const int hour = text.empty() && hours.value <= 23 ? static_cast<int>(hours.value)
                                                       : take_half_of_day(text, static_cast<int>(hours.value));
    return hour >= 0 && is_offset(text) ? hour * 3600 + minute * 60 + second : -1;
}

}  // namespace rfmeans::ingest
