#include "ingest/date_memo.hpp"

#include <algorithm>
#include <cstring>

namespace rfmeans::ingest {
namespace {

// The first and the last eight bytes; a collision costs only time.
std::size_t hash_date(std::string_view text) {
    std::uint64_t first = 0, last = 0;
    const std::size_t eight = std::min(text.size(), sizeof first);
    std::memcpy(&first, text.data(), eight);
    std::memcpy(&last, text.data() + text.size() - eight, eight);
    const std::uint64_t mixed = (first ^ (last * 0x9E3779B97F4A7C15U)) * 0xFF51AFD7ED558CCDU;
    return static_cast<std::size_t>(mixed >> 32);
}

// "H:MM", "HH:MM" and with ":SS", in seconds; -1: another text.
int read_plain_clock(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::size_t rest = colon == std::string_view::npos ? 0 : text.size() - colon;
    if (colon < 1 || colon > 2 || (rest != 3 && rest != 6)) {
        return -1;
    }
    bool plain = rest == 3 || text[colon + 3] == ':';
    const auto digit = [&](std::size_t i) {
        const int value = text[i] - '0';
        plain = plain && value >= 0 && value <= 9;
        return value;
    };
    const int hour = colon == 1 ? digit(0) : 10 * digit(0) + digit(1);
    const int minute = 10 * digit(colon + 1) + digit(colon + 2);
    const int second = rest == 3 ? 0 : 10 * digit(colon + 4) + digit(colon + 5);
    return plain && hour <= 23 && minute <= 59 && second <= 59 ? hour * 3600 + minute * 60 + second : -1;
}

}  // namespace

const DateMemo::Entry* DateMemo::find_whole(std::string_view text, DateFormat format) {
    if (text.empty() || text.size() > std::tuple_size_v<decltype(Entry::text)>) {
        return nullptr;
    }
    Entry& entry = known_[hash_date(text) % kPlaces];
    if (entry.size == text.size() && entry.format == format &&
        std::memcmp(entry.text.data(), text.data(), text.size()) == 0) {
        return &entry;
    }
    const ParsedTime parsed = parse_time(text, format);
    if (!parsed.value) {
        return nullptr;
    }
    entry = {
        .date = {*parsed.value, find_fits(text)}, .format = format, .size = static_cast<std::uint8_t>(text.size())};
    std::copy(text.begin(), text.end(), entry.text.begin());
    return &entry;
}

// A day of digits and separators fits the same formats with and without a time of day behind it.
std::optional<KnownDate> DateMemo::find(std::string_view text, DateFormat format) {
    const std::size_t blank = text.find(' ');
    const bool has_day = format == DateFormat::dmy || format == DateFormat::mdy || format == DateFormat::ymd;
    // Digits alone ("20111209") take no time of day.
    const bool has_marks = text.substr(0, blank).find_first_not_of("0123456789") != std::string_view::npos;
    if (blank != std::string_view::npos && has_day && has_marks) {
        const int seconds = read_plain_clock(text.substr(blank + 1));
        const Entry* day = seconds < 0 ? nullptr : find_whole(text.substr(0, blank), format);
        if (day) {
            return KnownDate{day->date.time + seconds, day->date.fits};
        }
    }
    const Entry* entry = find_whole(text, format);
    return entry ? std::optional(entry->date) : std::nullopt;
}

}  // namespace rfmeans::ingest
