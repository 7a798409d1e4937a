#include "ingest/profile/column_summary.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/plain_values.hpp"
#include "ingest/profile/day_book.hpp"
#include "ingest/profile/distribution.hpp"

namespace rfmeans::ingest {
namespace {

bool is_id(Role role) {
    return role == Role::customer || role == Role::order;
}

void summarise_texts(const std::vector<ValueCounter*>& values, ColumnProfile& profile) {
    bool any = false;
    ValueCounter::visit(values, [&](const CountedValue& value) {
        if (!any || value.text < profile.min) {
            profile.min = value.text;
        }
        if (!any || value.text > profile.max) {
            profile.max = value.text;
        }
        any = true;
    });
}

/// The texts of the least and the largest value; of equal values the first and the last by bytes.
class TextRange {
public:
    void see(double value, std::string_view text) {
        if (!any_ || value < least_ || (value == least_ && text < first_)) {
            least_ = value;
            first_ = text;
        }
        if (!any_ || value > most_ || (value == most_ && text > last_)) {
            most_ = value;
            last_ = text;
        }
        any_ = true;
    }

    void put(ColumnProfile& profile) && {
        profile.min = std::move(first_);
        profile.max = std::move(last_);
    }

private:
    bool any_ = false;
    double least_ = 0, most_ = 0;
    std::string first_, last_;
};

void summarise_numbers(const std::vector<ValueCounter*>& values, const ColumnRules& rules, ColumnProfile& profile) {
    const LeadingZeros zeros = is_amount(rules.role) ? LeadingZeros::number : LeadingZeros::code;
    NumberSorter numbers(rules.memory_bytes, rules.spill_folder);
    TextRange range;
    ValueCounter::visit(values, [&](const CountedValue& value) {
        if (is_missing_word(value.text)) {
            profile.missing += value.count;
            profile.count -= value.count;
            --profile.distinct;
            return;
        }
        if (const auto number = read_number(value.text, rules.mark, zeros)) {
            range.see(*number, value.text);
            if (!is_id(rules.role)) {
                numbers.add(*number, value.count);
            }
        }
    });
    std::move(range).put(profile);
    fill_distribution(numbers, profile);
}

/// parse_time of one format, faster for ISO times.
class DateReader {
public:
    explicit DateReader(DateFormat format) : format_(format) {}

    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text) const {
        std::array<char, 16> short_text{};  // as many bytes as read_iso_time reads
        if (format_ == DateFormat::ymd) {
            const std::size_t size = text.size();
            std::memcpy(short_text.data(), text.data(), std::min(size, short_text.size()));
            const std::string_view readable(size < short_text.size() ? short_text.data() : text.data(), size);
            if (const std::int64_t time = read_iso_time(readable, months_); time != kNoIsoTime) {
                return time;
            }
        }
        return parse_time(text, format_).value;
    }

private:
    DateFormat format_;
    MonthTable months_;
};

DateOddities summarise_dates(const std::vector<ValueCounter*>& values, const ColumnRules& rules, DateFormat format,
                             ColumnProfile& profile) {
    DayPages<std::int64_t> days;  // histogram and oddities ask for days only, of which there are fewer than of times
    TextRange range;
    const DateReader reader(format);
    ValueCounter::visit(values, [&](const CountedValue& value) {
        if (const auto time = reader.read(value.text)) {
            range.see(static_cast<double>(*time), value.text);
            days.at(day_of(*time)) += value.count;
        }
    });
    std::move(range).put(profile);
    NumberSorter times(rules.memory_bytes, rules.spill_folder);
    days.visit([&](Day day, std::int64_t rows) {
        if (rows > 0) {
            times.add(static_cast<double>(kSecondsPerDay * day), rows);
        }
    });
    fill_date_histogram(times, profile);
    return find_date_oddities(times);
}

}  // namespace

ColumnSummary summarise_column(const std::vector<ValueCounter*>& values, ValueEvidence&& evidence,
                               const ColumnRules& rules) {
    ColumnSummary summary;
    ColumnProfile& profile = summary.profile;
    profile.role = rules.role;
    profile.count = evidence.count();
    profile.distinct = evidence.distinct();
    profile.top = std::move(evidence.top).values();
    const auto format = rules.role == Role::date ? rules.date_format : evidence.date_format();
    if (profile.distinct > 0 && rules.role == Role::date) {
        profile.type = "date";
    } else if (evidence.are_numbers()) {
        profile.type = evidence.are_whole(rules.mark) ? "integer" : "decimal";
        summarise_numbers(values, rules, profile);
        return summary;
    } else {
        profile.type = format ? "date" : "text";
    }
    if (profile.type == "date" && format) {
        summary.dates = summarise_dates(values, rules, *format, profile);
    } else if (profile.type == "text") {
        summarise_texts(values, profile);
    }
    return summary;
}

}  // namespace rfmeans::ingest
