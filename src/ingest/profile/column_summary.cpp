#include "ingest/profile/column_summary.hpp"

#include "ingest/profile/distribution.hpp"

namespace rfmeans::ingest {
namespace {

bool is_id(Role role) {
    return role == Role::customer || role == Role::order;
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

DateOddities summarise_dates(const std::vector<ValueCounter*>& values, const ColumnRules& rules, DateFormat format,
                             ColumnProfile& profile) {
    NumberSorter times(rules.memory_bytes, rules.spill_folder);
    TextRange range;
    ValueCounter::visit(values, [&](const CountedValue& value) {
        if (const auto time = parse_time(value.text, format).value) {
            range.see(static_cast<double>(*time), value.text);
            times.add(static_cast<double>(*time), value.count);
        }
    });
    std::move(range).put(profile);
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
        profile.min = evidence.first_text();
        profile.max = evidence.last_text();
    }
    return summary;
}

}  // namespace rfmeans::ingest
