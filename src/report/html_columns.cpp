#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/charts.hpp"
#include "report/html_sections.hpp"
#include "report/plain_text.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::report {
namespace {

constexpr std::size_t kTopShown = 5;

std::string share_of(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? percent_text(static_cast<double>(part) / static_cast<double>(whole)) : kNone;
}

std::string edge_text(const ColumnHistogram& histogram, double edge) {
    if (histogram.unit.empty()) {
        return short_text(edge);
    }
    const std::string day = format_day(day_of(static_cast<std::int64_t>(edge)));
    return day.substr(0, histogram.unit == "day" ? 10 : histogram.unit == "month" ? 7 : 4);
}

std::string draw_histogram(const ColumnProfile& column) {
    const ColumnHistogram& histogram = column.histogram;
    if (histogram.counts.empty()) {
        return "";
    }
    SmallColumns chart{
        .description = "Distribution of " + column.name, .heights = {}, .titles = {}, .first = {}, .last = {}};
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        chart.heights.push_back(static_cast<double>(histogram.counts[i]));
        const std::string from = edge_text(histogram, histogram.edges[i]);
        chart.titles.push_back(histogram.unit.empty()
                                   ? fmt::format("{} to {}: {}", from, edge_text(histogram, histogram.edges[i + 1]),
                                                 count_text(histogram.counts[i]))
                                   : fmt::format("{}: {}", from, count_text(histogram.counts[i])));
    }
    // The edges of whole numbers lie halfway between them: what was written reads better.
    chart.first = histogram.unit.empty() ? column.min : edge_text(histogram, histogram.edges.front());
    chart.last =
        histogram.unit.empty() ? column.max : edge_text(histogram, histogram.edges[histogram.counts.size() - 1]);
    return draw_small_columns(chart);
}

void write_top(const ColumnProfile& column, Html& page) {
    const bool all_differ = !column.top.empty() && column.top.front().second == 1;
    if (all_differ) {
        return;
    }
    for (std::size_t i = 0; i < std::min(kTopShown, column.top.size()); ++i) {
        const auto& [value, count] = column.top[i];
        const double share = static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(column.count, 1));
        page.raw("<div class=\"share\"><span>").text(value);
        page.raw(fmt::format("</span><i><b style=\"width:{:.1f}%\"></b></i><span>", 100 * std::min(share, 1.0)));
        page.text(percent_text(share)).raw("</span></div>\n");
    }
}

void write_fact(const char* what, const std::string& value, Html& page) {
    page.element("dt", what).element("dd", value);
}

void write_facts(const ColumnProfile& column, std::int64_t rows, Html& page) {
    page.raw("<dl>");
    write_fact("Missing", fmt::format("{} ({})", count_text(column.missing), share_of(column.missing, rows)), page);
    write_fact("Distinct", count_text(column.distinct), page);
    if (std::isfinite(column.mean)) {
        const NumberQuantiles& quantiles = column.quantiles;
        write_fact("Mean ± deviation", fmt::format("{} ± {}", short_text(column.mean), short_text(column.deviation)),
                   page);
        write_fact("Quartiles",
                   fmt::format("{} · {} · {}", short_text(quantiles.q25), short_text(quantiles.median),
                               short_text(quantiles.q75)),
                   page);
        if (std::isfinite(quantiles.q05)) {
            write_fact("5 % to 95 %", fmt::format("{} to {}", short_text(quantiles.q05), short_text(quantiles.q95)),
                       page);
        }
    }
    if (column.negatives > 0) {
        write_fact("Negative", count_text(column.negatives), page);
    }
    if (column.zeros > 0) {
        write_fact("Zero", count_text(column.zeros), page);
    }
    page.raw("</dl>\n");
}

void write_card(const ColumnProfile& column, bool quoted, std::int64_t rows, Html& page) {
    page.raw("<div class=\"card values\">").element("h3", column.name);
    const std::string kind = column.role == Role::attribute || column.role == Role::ignored
                                 ? column.type
                                 : fmt::format("{}, {}", role_name(column.role), column.type);
    page.raw("<p class=\"soft\">").text(kind).raw("</p>\n");
    write_facts(column, rows, page);
    if (!quoted) {
        page.raw("<p class=\"soft\">").text("The values are hidden, as they tell customers apart.").raw("</p>\n");
    } else if (!column.histogram.counts.empty()) {
        page.raw(draw_histogram(column));
    } else {
        write_top(column, page);
    }
    page.raw("</div>\n");
}

HtmlTable columns_table(const Profile& profile, const IdGuard& guard) {
    HtmlTable table{.head = {"Column", "Type", "Role", "Values", "Missing", "Distinct", "Lowest", "Highest", "Mean",
                             "Median", "Most frequent"},
                    .align = "lllrrrllrrl",
                    .rows = {}};
    for (const ColumnProfile& column : profile.columns) {
        std::string top;
        for (std::size_t i = 0; i < std::min(kTopShown, column.top.size()); ++i) {
            top += fmt::format("{}{} ({})", i == 0 ? "" : ", ", column.top[i].first, count_text(column.top[i].second));
        }
        const bool quoted = guard.may_quote(column);
        table.rows.push_back({column.name, column.type, role_name(column.role), count_text(column.count),
                              count_text(column.missing), count_text(column.distinct), quoted ? column.min : "(hidden)",
                              quoted ? column.max : "(hidden)", quoted ? short_text(column.mean) : kNone,
                              quoted ? short_text(column.quantiles.median) : kNone, quoted ? top : "(hidden)"});
    }
    return table;
}

}  // namespace

void write_columns(const Profile& profile, const IdGuard& guard, Html& page) {
    if (profile.columns.empty()) {
        return;
    }
    page.element("h3", "Columns as written").raw("<div class=\"cards\">\n");
    for (const ColumnProfile& column : profile.columns) {
        const std::int64_t rows = column.count + column.missing;
        write_card(column, guard.may_quote(column), rows, page);
    }
    page.raw("</div>\n");
    page.folded(counted(static_cast<std::int64_t>(profile.columns.size()), "column", "columns"),
                columns_table(profile, guard));
}

}  // namespace rfmeans::report
