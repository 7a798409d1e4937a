// Numbers and dates in their most frequent spellings, eight characters at a time. What is not accepted here is left to
// parse_decimal and parse_time; what is, has the value that they give.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <string_view>

#include "ingest/decimal.hpp"
#include "ingest/load_eight.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {

/// Digits of a number with at most one decimal mark.
struct PlainNumber {
    std::int64_t mantissa = 0;
    std::uint8_t scale = 0;   ///< digits behind the mark, trailing zeros too
    std::uint8_t length = 0;  ///< digits and mark; 0: not accepted
    bool marked = false;
    char first = '0';
};

/// Accepts "-12.50", "+3", ".5", "7." of up to eight digits and mark. Eight bytes from the first on must be readable.
[[gnu::always_inline]] inline PlainNumber read_plain_number(std::string_view text, DecimalMark mark) {
    constexpr std::uint64_t kZeros = kEachByte * '0';
    const char sign = text.empty() ? '0' : text.front();
    text.remove_prefix(sign == '-' || sign == '+' ? 1 : 0);
    const std::size_t size = text.size();
    if (size - 1 >= 8) {
        return {};
    }
    PlainNumber number{.length = static_cast<std::uint8_t>(size), .first = text.front()};
    // The digits as numbers at the high end, zeros before them.
    std::uint64_t x = (load_eight(text) ^ kZeros) << (64 - 8 * size);
    const std::uint64_t other = x ^ (kEachByte * static_cast<unsigned char>(static_cast<char>(mark) ^ '0'));
    const std::uint64_t marks = (other - kEachByte) & ~other & (kEachByte * 0x80);
    if (marks != 0) {
        // The first byte found is sure to be one. The digits before it move up into its place.
        const auto bit = static_cast<unsigned>(std::countr_zero(marks)) - 7;
        const std::uint64_t before = x & ((std::uint64_t{1} << bit) - 1), behind = x & (~std::uint64_t{0xFF} << bit);
        x = behind | (before << 8);
        number.marked = true;
        number.scale = static_cast<std::uint8_t>(7 - bit / 8);
    }
    if (((x | (x + kEachByte * 0x76)) & (kEachByte * 0x80)) != 0 || (number.marked && size == 1)) {
        return {};
    }
    // Pairs, then all (D. Lemire, "Quickly parsing eight digits").
    const std::uint64_t pairs = x * 10 + (x >> 8);
    const std::uint64_t value = (((pairs & 0x000000FF000000FFU) * 0x000F424000000064U) +
                                 (((pairs >> 16) & 0x000000FF000000FFU) * 0x0000271000000001U)) >>
                                32;
    number.mantissa = sign == '-' ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return number;
}

/// mantissa · 10^-scale without trailing zeros. Division by ten through the inverse of five modulo 2^64 (H. S. Warren,
/// Hacker's Delight, 10-16).
[[gnu::always_inline]] inline Decimal drop_zeros(std::int64_t mantissa, int scale) {
    const auto sign = static_cast<std::uint64_t>(mantissa >> 63);
    std::uint64_t rest = (static_cast<std::uint64_t>(mantissa) ^ sign) - sign;
    if (rest == 0) {
        return {};
    }
    while (scale > 0) {
        const std::uint64_t tenth = std::rotr(rest * 0xCCCCCCCCCCCCCCCDU, 1);
        if (tenth > std::numeric_limits<std::uint64_t>::max() / 10) {
            break;
        }
        rest = tenth;
        --scale;
    }
    return {static_cast<std::int64_t>((rest ^ sign) - sign), scale};
}

inline constexpr std::int64_t kNoIsoTime = std::numeric_limits<std::int64_t>::min();

/// Days of months for read_iso_time.
class MonthTable {
public:
    static constexpr int kFirstYear = 1900, kYears = 200;

    MonthTable() {
        for (std::size_t i = 0; i < days_before_.size(); ++i) {
            const int month = static_cast<int>(i);
            days_before_[i] = day_from_civil(kFirstYear + month / 12, 1 + month % 12, 1);
        }
    }

    /// Of the first second of the day; kNoIsoTime: no day of these years.
    [[nodiscard]] std::int64_t midnight(unsigned year, unsigned month, unsigned day) const {
        const unsigned place = (year - kFirstYear) * 12 + month - 1;
        if (year - kFirstYear >= kYears || month - 1 >= 12 || day == 0) {
            return kNoIsoTime;
        }
        const std::int64_t before = days_before_[place];
        return before + day > days_before_[place + 1] ? kNoIsoTime : (before + day - 1) * kSecondsPerDay;
    }

private:
    std::array<std::int32_t, std::size_t{kYears} * 12 + 1> days_before_{};
};

/// Accepts "YYYY-MM-DD", "YYYY-MM-DD HH:MM" and "YYYY-MM-DD HH:MM:SS". 16 bytes must be readable.
inline std::int64_t read_iso_time(std::string_view text, const MonthTable& months) {
    constexpr std::uint64_t kDigits = 0x0F;
    // Bytes of "0000-00-" and "00 00:00"; the high nibble of a sum tells what is no digit and no such mark.
    constexpr std::uint64_t kDate = 0x2D30302D30303030U, kDateRoom = 0x0F06060F06060606U;
    constexpr std::uint64_t kClock = 0x30303A3030203030U, kClockRoom = 0x06060F06060F0606U;
    if (text.size() != 10 && text.size() != 16 && text.size() != 19) {
        return kNoIsoTime;
    }
    const std::uint64_t date = load_eight(text) - kDate;
    std::uint64_t clock = load_eight(text, 8);
    if (text.size() == 10) {
        clock = (clock & 0xFFFF) | (kClock & ~std::uint64_t{0xFFFF});
    }
    clock -= kClock;
    std::uint64_t wrong = (date | (date + kDateRoom) | clock | (clock + kClockRoom)) & (kEachByte * 0xF0);
    const std::uint64_t date_pairs = date * 10 + (date >> 8), clock_pairs = clock * 10 + (clock >> 8);
    const auto pair = [](std::uint64_t pairs, unsigned byte) {
        return static_cast<unsigned>(pairs >> (8 * byte)) & 0xFFU;
    };
    const unsigned hour = pair(clock_pairs, 3), minute = static_cast<unsigned>(clock_pairs >> 48) & 0xFFU;
    unsigned second = 0;
    if (text.size() == 19) {
        const auto tens = static_cast<unsigned char>(text[17] - '0'), ones = static_cast<unsigned char>(text[18] - '0');
        second = 10U * tens + ones;
        wrong |= text[16] != ':' || tens > 5 || ones > 9 ? kDigits : 0;
    }
    if (wrong != 0 || hour > 23 || minute > 59) {
        return kNoIsoTime;
    }
    const std::int64_t midnight =
        months.midnight(100 * pair(date_pairs, 0) + pair(date_pairs, 2), pair(date_pairs, 5), pair(clock_pairs, 0));
    return midnight == kNoIsoTime ? midnight : midnight + 3600 * hour + 60 * minute + second;
}

}  // namespace rfmeans::ingest
