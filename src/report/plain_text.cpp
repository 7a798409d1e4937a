#include "report/plain_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace rfmeans::report {
namespace {

/// Thousands separators into "-1234567.89".
std::string group(std::string_view number) {
    const std::size_t begin = number.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(number.find('.'), number.size());
    std::string grouped(number.substr(0, begin));
    for (std::size_t i = begin; i < point; ++i) {
        if (i > begin && (point - i) % 3 == 0) {
            grouped += ',';
        }
        grouped += number[i];
    }
    return grouped.append(number.substr(point));
}

/// Bytes of the valid UTF-8 sequence at the start of `text`, 0 where there is none (RFC 3629, table 3-7 of Unicode).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : (lead & 0xF0U) == 0xE0       ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || text.size() < length) {
        return 0;
    }
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(1) < lowest || byte(1) > highest) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) {
            return 0;
        }
    }
    return length;
}

bool is_control(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1) {
        return lead < 0x20 || lead == 0x7F;
    }
    // C1 controls (a terminal takes U+009B for an escape) and the marks that reorder text, U+202A to 202E and U+2066 to
    // 2069; as bytes, for a literal of such a mark would reorder this file for its readers.
    const auto last = static_cast<unsigned char>(sequence.back());
    const bool c1 = lead == 0xC2 && last < 0xA0;
    const bool bidi = (sequence.starts_with("\xE2\x80") && last >= 0xAA && last <= 0xAE) ||
                      (sequence.starts_with("\xE2\x81") && last >= 0xA6 && last <= 0xA9);
    return c1 || bidi;
}

}  // namespace

std::string count_text(std::int64_t count) {
    return group(fmt::format("{}", count));
}

std::string fixed_text(double value, int places) {
    if (!std::isfinite(value)) {
        return std::isnan(value) ? kNone : fmt::format("{}", value);
    }
    std::string number = fmt::format("{:.{}f}", value, places);
    if (number.find_first_not_of("-0.") == std::string::npos && number.starts_with('-')) {
        number.erase(0, 1);  // -0.0 says nothing
    }
    return group(number);
}

std::string short_text(double value) {
    const double magnitude = std::fabs(value);
    if (magnitude != 0 && (magnitude >= 1e15 || magnitude < 1e-4)) {
        return std::isnan(value) ? kNone : fmt::format("{:.3e}", value);
    }
    const int places = magnitude >= 1000 ? 0 : magnitude >= 100 ? 1 : magnitude >= 10 ? 2 : magnitude >= 1 ? 3 : 4;
    std::string number = fixed_text(value, places);
    if (number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.')) {
            number.pop_back();
        }
    }
    return number;
}

std::string percent_text(double share) {
    return std::isnan(share) ? kNone : fixed_text(100 * share, 1) + " %";
}

std::string exact_decimal(std::int64_t units, int decimals) {
    // The magnitude of the lowest int64 has no int64 of its own.
    const std::uint64_t magnitude =
        units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
    std::string digits = fmt::format("{:0{}}", magnitude, decimals + 1);
    if (decimals > 0) {
        digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    }
    return units < 0 ? "-" + digits : digits;
}

std::string money_text(std::int64_t units, int decimals) {
    return group(exact_decimal(units, decimals));
}

std::string grouped_text(std::string_view decimal) {
    const bool number = decimal.find_first_not_of("-.0123456789") == std::string_view::npos;
    return number ? group(decimal) : std::string(decimal);
}

std::string bytes_text(std::int64_t bytes) {
    constexpr std::array kUnits = {"kB", "MB", "GB", "TB"};
    if (bytes < 1000) {
        return counted(bytes, "byte", "bytes");
    }
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count_text(count), count == 1 ? one : many);
}

std::string printable(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        const std::string_view sequence = text.substr(0, std::max<std::size_t>(length, 1));
        if (sequence == "\t" || sequence == "\n" || sequence == "\r") {
            safe += ' ';
        } else if (length == 0 || is_control(sequence)) {
            safe += "\uFFFD";
        } else {
            safe += sequence;
        }
        text.remove_prefix(sequence.size());
    }
    return safe;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (const char c : text) {
        width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
    }
    return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        std::string_view word = text.substr(0, blank);
        text.remove_prefix(std::min(blank + 1, text.size()));
        if (!lines.back().empty() && display_width(lines.back()) + 1 + display_width(word) > width) {
            lines.emplace_back();
        }
        if (!lines.back().empty()) {
            lines.back() += ' ';
        }
        while (display_width(word) > width) {
            std::size_t bytes = 0;
            for (std::size_t points = 0; points < width; ++points) {
                bytes += std::max<std::size_t>(sequence_length(word.substr(bytes)), 1);
            }
            lines.back() += word.substr(0, bytes);
            lines.emplace_back();
            word.remove_prefix(bytes);
        }
        lines.back() += word;
    }
    return lines;
}

}  // namespace rfmeans::report
