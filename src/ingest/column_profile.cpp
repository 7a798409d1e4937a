#include "ingest/column_profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ingest/date_tally.hpp"
#include "ingest/decimal.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kTopValues = 5;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A distinct value, how often it occurs, and where it stands in the type's order.
struct CountedValue {
    double value = 0;
    std::int64_t count = 0;
    const std::string* text = nullptr;
};

std::vector<std::int64_t> count_values(const RawColumn& column) {
    std::vector<std::int64_t> counts(column.values.size());
    for (const std::int32_t code : column.codes) {
        if (code >= 0) {
            ++counts[static_cast<std::size_t>(code)];
        }
    }
    return counts;
}

std::optional<double> read_as_date(const std::string& text, DateFormat format) {
    const auto time = parse_time(text, format).value;
    return time ? std::optional(static_cast<double>(*time)) : std::nullopt;
}

bool is_amount(Role role) {
    return role == Role::quantity || role == Role::price || role == Role::total;
}

// The format of a column without a role, if all its values are dates of it. Mere digits are codes, not counts of
// seconds.
std::optional<DateFormat> find_format(const RawColumn& column) {
    DateTally tally;
    for (const std::string& text : column.values.entries()) {
        if (!tally.count(text, 0)) {
            return std::nullopt;
        }
    }
    const auto format = tally.decide(0);
    const bool digits = format == DateFormat::epoch || format == DateFormat::epoch_ms;
    return format && !digits && tally.fits(*format) == tally.values() ? format : std::nullopt;
}

std::string find_type(const RawColumn& column, const ColumnRules& rules) {
    const auto& entries = column.values.entries();
    const auto whole = [](const std::string& text) {
        return is_missing_number(text) || text.find_first_not_of("+-0123456789") == std::string::npos;
    };
    if (entries.empty()) {
        return "text";
    }
    if (rules.role == Role::date) {
        return "date";
    }
    if (is_amount(rules.role) || read_numbers_of(column.values, rules.commas)) {
        return std::all_of(entries.begin(), entries.end(), whole) ? "integer" : "decimal";
    }
    return find_format(column) ? "date" : "text";
}

// Quantile of type 7 (R and NumPy default) of values ascending, each with its count.
double quantile(const std::vector<CountedValue>& values, std::int64_t total, double share) {
    const double position = share * static_cast<double>(total - 1);
    const auto lower = static_cast<std::int64_t>(std::floor(position));
    const auto at = [&](std::int64_t index) {
        for (const CountedValue& value : values) {
            index -= value.count;
            if (index < 0) {
                return value.value;
            }
        }
        return values.back().value;
    };
    const double below = at(lower);
    const double fraction = position - static_cast<double>(lower);
    return fraction == 0 ? below : below + fraction * (at(lower + 1) - below);
}

void fill_moments(const std::vector<CountedValue>& values, std::int64_t total, ColumnProfile& profile) {
    long double sum = 0, squares = 0;
    for (const CountedValue& value : values) {
        sum += static_cast<long double>(value.value) * static_cast<long double>(value.count);
    }
    const long double mean = sum / static_cast<long double>(total);
    for (const CountedValue& value : values) {
        const long double distance = value.value - mean;
        squares += distance * distance * static_cast<long double>(value.count);
    }
    profile.mean = static_cast<double>(mean);
    profile.deviation = static_cast<double>(std::sqrt(squares / static_cast<long double>(total)));
    profile.q25 = quantile(values, total, 0.25);
    profile.median = quantile(values, total, 0.5);
    profile.q75 = quantile(values, total, 0.75);
}

void fill_top(const RawColumn& column, const std::vector<std::int64_t>& counts, ColumnProfile& profile) {
    const auto& entries = column.values.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        profile.top.emplace_back(entries[i], counts[i]);
    }
    const auto shown = profile.top.begin() + static_cast<std::ptrdiff_t>(std::min(kTopValues, profile.top.size()));
    std::partial_sort(profile.top.begin(), shown, profile.top.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    profile.top.erase(shown, profile.top.end());
}

}  // namespace

ColumnProfile profile_column(const RawColumn& column, const ColumnRules& rules) {
    ColumnProfile profile{
        .name = column.name, .type = find_type(column, rules), .role = rules.role, .min = {}, .max = {}, .top = {}};
    profile.mean = profile.deviation = profile.q25 = profile.median = profile.q75 = kNone;
    const bool date = profile.type == "date";
    const auto format = date && rules.role != Role::date ? find_format(column) : rules.date_format;
    const bool number = profile.type == "integer" || profile.type == "decimal";
    const std::vector<std::int64_t> counts = count_values(column);
    const auto& entries = column.values.entries();

    std::vector<CountedValue> values;  // those that the type can read
    std::int64_t read = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (number && is_missing_number(entries[i])) {
            continue;
        }
        profile.count += counts[i];
        ++profile.distinct;
        std::optional<double> value = 0;
        if (number) {
            value = read_double(entries[i], CommaNumbers::refused);
            if (!value && rules.commas == CommaNumbers::read) {
                value = read_double(entries[i], rules.commas);
            }
        } else if (date && format) {
            value = read_as_date(entries[i], *format);
        }
        if (value) {
            values.push_back({*value, counts[i], &entries[i]});
            read += counts[i];
        }
    }
    profile.missing = static_cast<std::int64_t>(column.codes.size()) - profile.count;
    fill_top(column, counts, profile);
    if (values.empty()) {
        return profile;
    }
    std::sort(values.begin(), values.end(), [](const CountedValue& a, const CountedValue& b) {
        return a.value != b.value ? a.value < b.value : *a.text < *b.text;
    });
    profile.min = *values.front().text;
    profile.max = *values.back().text;
    if (number && rules.role != Role::customer && rules.role != Role::order) {
        fill_moments(values, read, profile);
    }
    return profile;
}

}  // namespace rfmeans::ingest
