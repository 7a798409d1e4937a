#include "cli/profile_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/console.hpp"
#include "cli/fitting_table.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::size_t kLongestValue = 28;

std::string files_text(const Profile& profile, std::size_t width) {
    FittingTable table({{"file", 0}, {"rows", 0}, {"size", 3}, {"blank", 1}, {"rejected", 0}, {"read as", 2}});
    for (const InputFile& file : profile.files) {
        table.add({file.path, with_commas(file.rows), bytes_text(static_cast<double>(file.bytes)),
                   with_commas(file.blank_rows), with_commas(file.rejected_rows), file.dialect});
    }
    return table.text(width);
}

std::string head_text(const Profile& profile) {
    std::string head = with_commas(profile.rows) + " rows";
    if (profile.orders >= 0) {
        head += fmt::format(" in {} orders", with_commas(profile.orders));
    }
    if (!profile.total_amount.empty()) {
        head += fmt::format(", total amount {}", profile.total_amount);
    }
    const DateCoverage& coverage = profile.coverage;
    if (coverage.days > 0) {
        head += fmt::format("\n{} to {}: {} of {} days have rows", profile.first_time, profile.last_time,
                            with_commas(coverage.days_with_rows), with_commas(coverage.days));
        if (coverage.longest_gap_days > 0) {
            head += fmt::format("\nlongest gap: {} {} from {} on", with_commas(coverage.longest_gap_days),
                                coverage.longest_gap_days == 1 ? "day" : "days", coverage.longest_gap_from);
        }
    }
    return head + '\n';
}

// Counts first, so that texts of any length end the lines.
std::string alerts_text(const Profile& profile, std::size_t width) {
    FittingTable table({{"rows", 0}, {"alert", 0}});
    for (const Alert& alert : profile.alerts) {
        table.add({with_commas(alert.rows), alert.what});
    }
    return table.text(width);
}

std::string findings_text(const Profile& profile, std::size_t width) {
    FittingTable table({{"rows", 0}, {"amount", 0}, {"worth a look", 0}});
    for (const Finding& finding : profile.findings) {
        table.add({with_commas(finding.rows), finding.amount.empty() ? "-" : finding.amount, finding.what});
    }
    return profile.findings.empty() && profile.alerts.empty() ? "Nothing suspicious was found.\n" : table.text(width);
}

std::string percent_of(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? "-" : fmt::format("{:.1f} %", 100 * static_cast<double>(part) / static_cast<double>(whole));
}

// A date as written, without its time of day.
std::string day_text(const std::string& written) {
    const std::size_t clock = written.find(':');
    const std::size_t end = clock == std::string::npos ? clock : written.find_last_of(" T", clock);
    return written.substr(0, end);
}

// What fills a column: its range if it is ordered, its most frequent value if not.
std::string content_text(const ColumnProfile& column) {
    if (column.type == "date" && !column.min.empty()) {
        return fmt::format("{} to {}", shortened(day_text(column.min), kLongestValue),
                           shortened(day_text(column.max), kLongestValue));
    }
    if (column.top.empty()) {
        return "";
    }
    const auto& [value, count] = column.top.front();
    return fmt::format("{} ({})", shortened(value, kLongestValue), percent_of(count, column.count + column.missing));
}

std::string columns_text(const Profile& profile, std::size_t width) {
    FittingTable table(
        {{"column", 0}, {"role", 1}, {"type", 0}, {"missing", 0}, {"distinct", 0}, {"most frequent", 0}});
    for (const ColumnProfile& column : profile.columns) {
        const bool role = column.role != Role::attribute && column.role != Role::ignored;
        table.add({shortened(column.name, kLongestValue), role ? role_name(column.role) : "", column.type,
                   column.missing == 0 ? "0" : percent_of(column.missing, column.count + column.missing),
                   with_commas(column.distinct), content_text(column)});
    }
    return table.text(width);
}

std::string number_or_dash(double value) {
    return std::isnan(value) ? "-" : fmt::format("{:.5g}", value);
}

std::string numbers_text(const Profile& profile, std::size_t width) {
    FittingTable table({{"number", 0},
                        {"lowest", 0},
                        {"1 %", 7},
                        {"5 %", 4},
                        {"25 %", 5},
                        {"median", 0},
                        {"75 %", 5},
                        {"95 %", 3},
                        {"99 %", 7},
                        {"highest", 0},
                        {"mean", 1},
                        {"deviation", 6},
                        {"zero", 8},
                        {"negative", 8},
                        {"distribution", 2}});
    for (const ColumnProfile& column : profile.columns) {
        if (std::isnan(column.mean)) {
            continue;
        }
        const NumberQuantiles& q = column.quantiles;
        table.add({shortened(column.name, 20), shortened(column.min, 12), number_or_dash(q.q01), number_or_dash(q.q05),
                   number_or_dash(q.q25), number_or_dash(q.median), number_or_dash(q.q75), number_or_dash(q.q95),
                   number_or_dash(q.q99), shortened(column.max, 12), number_or_dash(column.mean),
                   number_or_dash(column.deviation), with_commas(column.zeros), with_commas(column.negatives),
                   block_chart(column.histogram.counts, 16)});
    }
    return table.text(width);
}

std::string months_text(const Profile& profile, std::size_t width) {
    const bool amounts = !profile.total_amount.empty(), orders = profile.orders >= 0;
    FittingTable table({{"month", 0}, {"rows", 0}, {orders ? "orders" : "", 1}, {amounts ? "amount" : "", 0}, {"", 2}});
    double highest = 0;
    const auto value_of = [amounts](const MonthProfile& month) {
        return amounts ? std::strtod(month.amount.c_str(), nullptr) : static_cast<double>(month.rows);
    };
    for (const MonthProfile& month : profile.months) {
        highest = std::max(highest, value_of(month));
    }
    for (const MonthProfile& month : profile.months) {
        table.add({month.month, with_commas(month.rows), orders ? with_commas(month.orders) : "", month.amount,
                   bar(highest > 0 ? value_of(month) / highest : 0, 24)});
    }
    return table.text(width);
}

}  // namespace

std::string profile_text(const Profile& profile, std::size_t width) {
    std::string text = files_text(profile, width) + '\n' + head_text(profile);
    for (const auto& part : {alerts_text(profile, width), findings_text(profile, width), columns_text(profile, width),
                             numbers_text(profile, width), months_text(profile, width)}) {
        text += part.empty() ? "" : '\n' + part;
    }
    return text;
}

}  // namespace rfmeans::cli
