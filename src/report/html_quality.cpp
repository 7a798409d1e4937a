#include <fmt/format.h>

#include <cmath>
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

void write_columns(const Profile& profile, const IdGuard& guard, Html& page) {
    HtmlTable table{.head = {"Column", "Type", "Role", "Values", "Missing", "Distinct", "Lowest", "Highest", "Mean",
                             "Median", "Most frequent"},
                    .align = "lllrrrllrrl",
                    .rows = {}};
    for (const ColumnProfile& column : profile.columns) {
        std::string top;
        for (const auto& [value, count] : column.top) {
            top += fmt::format("{}{} ({})", top.empty() ? "" : ", ", value, count_text(count));
        }
        const bool quoted = guard.may_quote(column);
        table.rows.push_back({column.name, column.type, role_name(column.role), count_text(column.count),
                              count_text(column.missing), count_text(column.distinct), quoted ? column.min : "(hidden)",
                              quoted ? column.max : "(hidden)", quoted ? short_text(column.mean) : kNone,
                              quoted ? short_text(column.median) : kNone, quoted ? top : "(hidden)"});
    }
    if (!table.rows.empty()) {
        page.element("h3", "Columns as written")
            .folded(counted(static_cast<std::int64_t>(table.rows.size()), "column", "columns"), table);
    }
}

void write_months(const Profile& profile, Html& page) {
    ColumnChart chart{.description = "Total by month", .heights = {}, .titles = {}, .labels = {}, .x_title = "month"};
    const bool amounts = !profile.total_amount.empty();
    HtmlTable table{.head = {"Month", amounts ? "Amount [currency]" : "Rows"}, .align = "lr", .rows = {}};
    for (const auto& [month, amount] : profile.monthly_amount) {
        chart.heights.push_back(std::strtod(amount.c_str(), nullptr));  // the picture needs no more than a double
        chart.titles.push_back(month + ": " + grouped_text(amount));
        chart.labels.push_back(month);
        table.rows.push_back({month, grouped_text(amount)});
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
    page.raw("<section id=\"quality\">\n").element("h2", "Data quality");
    write_inputs(study, page);
    if (study.rfm) {
        write_counts("Used and left out", "What", study.rfm->counts, page);
    }
    write_counts("Rejected rows", "Reason", study.reject_counts, page);
    write_findings(profile, page);
    write_months(profile, page);
    write_roles(study, page);
    write_columns(profile, IdGuard(study, ids), page);
    page.raw("</section>\n");
}

}  // namespace rfmeans::report
