#include "ingest/decimal.hpp"

#include <algorithm>
#include <limits>

#include "ingest/digits.hpp"

namespace rfmeans::ingest {
namespace {

constexpr const char* kNoNumber = "is no number (expected digits with at most one decimal mark, for example -12.50)";
constexpr const char* kTooLarge = "is beyond 64-bit integers at its decimal places (about 9.2e18 units)";
constexpr const char* kTooFine = "has more than 18 decimal places. Round the column";
constexpr const char* kSeparators =
    "has thousands separators or another decimal mark (expected plain digits, for "
    "example 1234.50)";
constexpr const char* kCurrency = "has a currency sign (expected plain digits, for example 12.50)";

constexpr Int128 kMostUnits = std::numeric_limits<std::int64_t>::max();

// The whole value was read as text; says what kept it from being a number.
const char* find_problem(std::string_view text) {
    const bool digits = std::any_of(text.begin(), text.end(), is_digit);
    const bool currency = text.find('$') != std::string_view::npos || text.find("€") != std::string_view::npos ||
                          text.find("£") != std::string_view::npos || text.find("¥") != std::string_view::npos;
    if (digits && currency) {
        return kCurrency;
    }
    const bool grouped = std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || c == '.' || c == ',' || c == ' ' || c == '\'' || c == '-' || c == '+';
    });
    return digits && grouped && !text.ends_with('-') ? kSeparators : kNoNumber;
}

// Without the zeros behind its last decimal, as databases write them: "1234.5000".
std::string_view trim_zeros(std::string_view text, DecimalMark mark) {
    const bool decimals = text.find(static_cast<char>(mark)) != std::string_view::npos &&
                          text.find_first_of("eE") == std::string_view::npos;
    return decimals ? text.substr(0, text.find_last_not_of('0') + 1) : text;
}

// mantissa · 10^exponent → normal form. |mantissa| < 10^38 / 10.
ParsedDecimal normalise(Int128 mantissa, int exponent) {
    if (mantissa == 0) {
        return {.value = Decimal{}};
    }
    while (exponent < 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        ++exponent;
    }
    for (; exponent > 0; --exponent) {
        mantissa *= 10;
        if (mantissa > kMostUnits || mantissa < -kMostUnits) {
            return {.value = {}, .problem = kTooLarge};
        }
    }
    if (exponent < -kMaxDecimals) {
        return {.value = {}, .problem = kTooFine};
    }
    if (mantissa > kMostUnits || mantissa < -kMostUnits) {
        return {.value = {}, .problem = kTooLarge};
    }
    return {.value = Decimal{static_cast<std::int64_t>(mantissa), -exponent}};
}

}  // namespace

ParsedDecimal parse_decimal(std::string_view text, DecimalMark mark) {
    constexpr Int128 kRoom = kMostUnits * 1'000'000'000'000'000;  // below 2^127 / 10
    constexpr int kLargestExponent = 400;                         // doubles end at 308
    std::size_t i = 0;
    const bool negative = !text.empty() && text[0] == '-';
    i += negative || (!text.empty() && text[0] == '+') ? 1 : 0;
    Int128 mantissa = 0;
    int exponent = 0, digits = 0;
    bool after_mark = false, too_long = false;
    for (; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            ++digits;
            if (mantissa > kRoom) {
                too_long = true;
            } else {
                mantissa = mantissa * 10 + (text[i] - '0');
                exponent -= after_mark ? 1 : 0;
            }
        } else if (text[i] == static_cast<char>(mark) && !after_mark) {
            after_mark = true;
        } else {
            break;
        }
    }
    if (i < text.size() && digits > 0 && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        const bool down = i < text.size() && text[i] == '-';
        i += down || (i < text.size() && text[i] == '+') ? 1 : 0;
        int shift = 0;
        const std::size_t first = i;
        for (; i < text.size() && is_digit(text[i]); ++i) {
            shift = std::min(shift * 10 + (text[i] - '0'), kLargestExponent);
        }
        if (i == first) {
            return {.value = {}, .problem = kNoNumber};
        }
        exponent += down ? -shift : shift;
    }
    if (digits == 0 || i < text.size()) {
        return {.value = {}, .problem = find_problem(text)};
    }
    if (too_long) {
        const std::string_view shorter = trim_zeros(text, mark);
        return shorter.size() < text.size() ? parse_decimal(shorter, mark)
                                            : ParsedDecimal{.value = {}, .problem = after_mark ? kTooFine : kTooLarge};
    }
    return normalise(negative ? -mantissa : mantissa, exponent);
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
    return normalise(Int128{a.mantissa} * b.mantissa, -(a.scale + b.scale)).value;
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale, b.scale);
    Int128 sum = 0;
    for (const Decimal& part : {a, b}) {
        Int128 mantissa = part.mantissa;
        for (int places = part.scale; places < scale; ++places) {
            mantissa *= 10;  // at most 10^18 times: 128 bits hold it
        }
        sum += mantissa;
    }
    return normalise(sum, -scale).value;
}

std::optional<std::int64_t> rescale(const Decimal& value, int scale) {
    Int128 mantissa = value.mantissa;
    for (int places = value.scale; places < scale; ++places) {
        mantissa *= 10;
        if (mantissa > kMostUnits || mantissa < -kMostUnits) {
            return std::nullopt;
        }
    }
    return static_cast<std::int64_t>(mantissa);
}

std::string format_decimal(Int128 units, int decimals) {
    const bool negative = units < 0;
    // Digits are taken from the negative side, where every value of the type has its place.
    Int128 rest = negative ? units : -units;
    std::string reversed;
    int written = 0;
    while (rest != 0 || written <= decimals) {
        if (written == decimals && decimals > 0) {
            reversed += '.';
        }
        reversed += static_cast<char>('0' - static_cast<int>(rest % 10));
        rest /= 10;
        ++written;
    }
    if (negative) {
        reversed += '-';
    }
    return {reversed.rbegin(), reversed.rend()};
}

bool is_missing_number(std::string_view text) {
    if (text.empty()) {
        return true;
    }
    std::string lower;
    for (const char c : text.substr(0, 8)) {
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return lower == "na" || lower == "nan" || lower == "null" || lower == "none" || lower == "n/a";
}

}  // namespace rfmeans::ingest
