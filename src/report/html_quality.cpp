#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "report/charts.hpp"
#include "report/html_sections.hpp"
#include "report/id_guard.hpp"
#include "report/plain_text.hpp"
#include "report/profile_reader.hpp"

namespace rfmeans::report {
namespace {

void write_inputs(const Study& study, Html& page) {
    HtmlTable table{
        .head = {"File", "Size", "Rows", "Blank rows", "Rejected rows", "Read as"}, .align = "lrrrrl", .rows = {}};
    for (const InputFile& file : study.provenance.inputs) {
        table.rows.push_back({file.path, bytes_text(file.bytes), count_text(file.rows), count_text(file.blank_rows),
                              count_text(file.rejected_rows), file.dialect});
    }
    if (!table.rows.empty()) {
        page.element("h3", "Files").table(table);
    }
}

void write_counts(const char* title, const char* what, const std::vector<NamedCount>& counts, Html& page) {
    HtmlTable table{.head = {what, "Count"}, .align = "lr", .rows = {}};
    for (const NamedCount& count : counts) {
        table.rows.push_back({count.name, count_text(count.count)});
    }
    if (!table.rows.empty()) {
        page.element("h3", title).table(table);
    }
}

void write_roles(const Study& study, Html& page) {
    HtmlTable table{.head = {"Column", "Role", "Why"}, .align = "lll", .rows = {}};
    for (const ColumnRole& role : study.roles) {
        table.rows.push_back({role.column, role_name(role.role), role.reason});
    }
    if (!table.rows.empty()) {
        page.element("h3", "What the columns mean").table(table);
    }
}

void write_findings(const Profile& profile, Html& page) {
    HtmlTable table{.head = {"Finding", "Rows", "Worth [currency]"}, .align = "lrr", .rows = {}};
    for (const Finding& finding : profile.findings) {
        table.rows.push_back(
            {finding.what, count_text(finding.rows), finding.amount.empty() ? kNone : grouped_text(finding.amount)});
    }
    if (!table.rows.empty()) {
        page.element("h3", "Worth a look").table(table);
    }
}

// Without the value that it quotes, where values of its column may not be.
std::string alert_text(const Alert& alert, const Profile& profile, const IdGuard& guard) {
    const auto column = std::find_if(profile.columns.begin(), profile.columns.end(),
                                     [&](const ColumnProfile& other) { return other.name == alert.column; });
    const bool quoted = column == profile.columns.end() || guard.may_quote(*column);
    return quoted ? alert.what : alert.what.substr(0, alert.what.find(" ('"));
}

void write_alerts(const Profile& profile, const IdGuard& guard, Html& page) {
    HtmlTable table{.head = {"Alert", "Rows"}, .align = "lr", .rows = {}};
    for (const Alert& alert : profile.alerts) {
        table.rows.push_back({alert_text(alert, profile, guard), count_text(alert.rows)});
    }
    if (!table.rows.empty()) {
        page.element("h3", "Alerts").table(table);
    }
}

void write_coverage(const Profile& profile, Html& page) {
    const DateCoverage& coverage = profile.coverage;
    if (coverage.days == 0) {
        return;
    }
    std::string text = fmt::format("{} to {}: {} of {} days have rows", profile.first_time, profile.last_time,
                                   count_text(coverage.days_with_rows), count_text(coverage.days));
    if (coverage.longest_gap_days > 0) {
        text += fmt::format("; the longest gap is {} from {} on", counted(coverage.longest_gap_days, "day", "days"),
                            coverage.longest_gap_from);
    }
    page.element("p", text + '.');
}

void write_months(const Profile& profile, Html& page) {
    ColumnChart chart{.description = "Total by month", .heights = {}, .titles = {}, .labels = {}, .x_title = "month"};
    const bool amounts = !profile.total_amount.empty();
    HtmlTable table{.head = {"Month", "Rows", "Orders", "Amount [currency]"}, .align = "lrrr", .rows = {}};
    for (const MonthProfile& month : profile.months) {
        const std::string rows = month.rows < 0 ? kNone : count_text(month.rows);
        const std::string value = amounts ? grouped_text(month.amount) : rows;
        // The picture needs no more than a double.
        chart.heights.push_back(amounts ? std::strtod(month.amount.c_str(), nullptr) : static_cast<double>(month.rows));
        chart.titles.push_back(month.month + ": " + value);
        chart.labels.push_back(month.month);
        table.rows.push_back(
            {month.month, rows, month.orders < 0 ? kNone : count_text(month.orders), amounts ? value : kNone});
    }
    if (!chart.heights.empty()) {
        page.raw("<div class=\"figures\">");
        page.figure(amounts ? "Amount of all rows by month [currency]" : "Rows by month", draw_columns(chart), table);
        page.raw("</div>\n");
    }
}

}  // namespace

void write_quality_section(const Study& study, CustomerIdsShown ids, Html& page) {
    const Profile profile = read_profile(study.profile_json);
    const IdGuard guard(study, ids);
    page.raw("<section id=\"quality\">\n").element("h2", "Data quality");
    write_alerts(profile, guard, page);
    write_inputs(study, page);
    write_coverage(profile, page);
    if (study.rfm) {
        write_counts("Used and left out", "What", study.rfm->counts, page);
    }
    write_counts("Rejected rows", "Reason", study.reject_counts, page);
    write_findings(profile, page);
    write_months(profile, page);
    write_roles(study, page);
    write_columns(profile, guard, page);
    page.raw("</section>\n");
}

}  // namespace rfmeans::report
