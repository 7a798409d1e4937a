#include "ingest/attributes.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ingest/decimal.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kMostDistinct = 0.5;     // share of distinct texts above which a column tells rows apart, not groups
constexpr std::int64_t kEnoughRows = 20;  // below that many values nothing can be said

std::optional<std::vector<double>> read_all(const Dictionary& values, CommaNumbers commas) {
    std::vector<double> numbers;
    bool any = false;
    for (const std::string& text : values.entries()) {
        const auto number = read_double(text, commas);
        if (!number && !is_missing_number(text)) {
            return std::nullopt;
        }
        any = any || number;
        numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return any ? std::optional(std::move(numbers)) : std::nullopt;
}

}  // namespace

std::optional<double> read_double(std::string text, CommaNumbers commas) {
    if (commas == CommaNumbers::read) {
        if (text.find('.') != std::string::npos) {
            return std::nullopt;
        }
        std::replace(text.begin(), text.end(), ',', '.');
    }
    const char* first = text.data() + (text.starts_with('+') ? 1 : 0);
    const char* last = text.data() + text.size();
    const bool negative = first != last && *first == '-';
    const std::string_view digits(first + (negative ? 1 : 0), last);
    if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') {
        return std::nullopt;
    }
    double value = 0;
    const auto result = fast_float::from_chars(first, last, value);
    if (result.ec != std::errc{} || result.ptr != last || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::vector<double>> read_numbers_of(const Dictionary& values, CommaNumbers commas) {
    auto numbers = read_all(values, CommaNumbers::refused);
    if (!numbers && commas == CommaNumbers::read) {
        numbers = read_all(values, CommaNumbers::read);
    }
    return numbers;
}

std::string find_too_distinct(const RawColumn& column, CommaNumbers commas) {
    const auto present = std::count_if(column.codes.begin(), column.codes.end(), [](auto code) { return code >= 0; });
    const auto distinct = static_cast<double>(column.values.size());
    if (present >= kEnoughRows && distinct > kMostDistinct * static_cast<double>(present) &&
        !read_numbers_of(column.values, commas)) {
        return fmt::format("too many distinct values ({} in {} rows)", column.values.size(), present);
    }
    return "";
}

std::string explain_uselessness(const AttributeUse& use) {
    if (!use.has_values) {
        return "no values";
    }
    return use.copy_of.empty() ? "" : fmt::format("exact copy of '{}'", use.copy_of);
}

std::vector<std::size_t> give_up_useless(RoleMap& roles, const std::vector<std::string>& useless) {
    std::vector<std::size_t> kept;
    std::size_t next = 0;
    for (ColumnRole& column : roles.columns) {
        if (column.role != Role::attribute) {
            continue;
        }
        if (useless[next].empty() || column.reason == kNamedByOption) {
            kept.push_back(next);
        } else {
            column.role = Role::ignored;
            column.reason = useless[next];
        }
        ++next;
    }
    return kept;
}

bool are_copies(const RawColumn& a, const RawColumn& b) {
    // Both number their values by first occurrence, so copies have equal codes.
    return a.codes == b.codes && a.values.entries() == b.values.entries();
}

TextValues sort_dictionary(const Dictionary& values, std::vector<std::int32_t>&& codes) {
    const auto& entries = values.entries();
    std::vector<std::int32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return entries[static_cast<std::size_t>(a)] < entries[static_cast<std::size_t>(b)];
    });
    TextValues sorted;
    std::vector<std::int32_t> rank(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        rank[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
        sorted.dictionary.push_back(entries[static_cast<std::size_t>(order[i])]);
    }
    sorted.codes = std::move(codes);
    for (std::int32_t& code : sorted.codes) {
        code = code < 0 ? code : rank[static_cast<std::size_t>(code)];
    }
    return sorted;
}

Column finish_attribute(RawColumn&& column, CommaNumbers commas) {
    const auto numbers = read_numbers_of(column.values, commas);
    if (!numbers) {
        return {std::move(column.name), sort_dictionary(column.values, std::move(column.codes))};
    }
    std::vector<double> values;
    values.reserve(column.codes.size());
    for (const std::int32_t code : column.codes) {
        values.push_back(code < 0 ? std::numeric_limits<double>::quiet_NaN()
                                  : (*numbers)[static_cast<std::size_t>(code)]);
    }
    return {std::move(column.name), std::move(values)};
}

}  // namespace rfmeans::ingest
