#include "ingest/profile/column_numbers.hpp"

#include <algorithm>
#include <string>

#include "ingest/amount.hpp"
#include "ingest/attributes.hpp"
#include "ingest/digits.hpp"

namespace rfmeans::ingest {
namespace {

bool starts_as_code(std::string_view text) {
    const std::string_view digits = strip_amount(text).digits;
    return digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]);
}

std::optional<double> read_marked(std::string_view text, DecimalMark mark, LeadingZeros zeros) {
    const CommaNumbers commas = mark == DecimalMark::comma ? CommaNumbers::read : CommaNumbers::refused;
    if (const auto plain = read_double(std::string(text), commas)) {
        return plain;
    }
    const auto amount = parse_amount(text, mark).number.value;
    if (!amount || (zeros == LeadingZeros::code && starts_as_code(text))) {
        return std::nullopt;
    }
    return read_double(format_decimal(amount->mantissa, amount->scale), CommaNumbers::refused);
}

}  // namespace

std::optional<double> read_number(std::string_view text, DecimalMark mark, LeadingZeros zeros) {
    if (const auto whole = read_plain_whole(text)) {
        return whole;
    }
    // Every number has a digit, and no text that is longer than the longest double.
    constexpr std::size_t kLongest = 400;
    if (text.size() > kLongest || std::none_of(text.begin(), text.end(), is_digit)) {
        return std::nullopt;
    }
    if (const auto number = read_marked(text, mark, zeros)) {
        return number;
    }
    return read_marked(text, mark == DecimalMark::point ? DecimalMark::comma : DecimalMark::point, zeros);
}

bool is_written_whole(std::string_view text, DecimalMark mark) {
    const auto plain = [](char c) { return is_digit(c) || c == '+' || c == '-'; };
    if (std::all_of(text.begin(), text.end(), plain)) {
        return true;
    }
    const std::string_view digits = strip_amount(text).digits;
    const auto fraction = [mark](char c) { return c == static_cast<char>(mark) || c == 'e' || c == 'E'; };
    return std::none_of(digits.begin(), digits.end(), fraction) && parse_amount(text, mark).number.value.has_value();
}

std::optional<double> read_plain_whole(std::string_view text) {
    constexpr std::size_t kMostDigits = 15;
    if (text.empty() || text.size() > kMostDigits || (text[0] == '0' && text.size() > 1)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : text) {
        if (!is_digit(c)) {
            return std::nullopt;
        }
        value = 10 * value + (c - '0');
    }
    return static_cast<double>(value);
}

}  // namespace rfmeans::ingest
