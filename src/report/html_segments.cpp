#include <fmt/format.h>

#include <cmath>

#include "report/charts.hpp"
#include "report/html_sections.hpp"
#include "report/id_guard.hpp"
#include "report/plain_text.hpp"
#include "report/study_facts.hpp"

namespace rfmeans::report {
namespace {

std::string revenue_text(const Study& study, const Segment& segment) {
    return study.rfm->has_monetary() ? money_text(segment.revenue_units, study.rfm->decimals) : kNone;
}

void write_share_bar(const char* name, double share, const char* style, Html& page) {
    if (std::isnan(share)) {
        return;
    }
    page.raw("<div class=\"share\">").element("span", name);
    page.raw(fmt::format("<i><b class=\"{}\" style=\"width:{:.1f}%\"></b></i>", style,
                         100 * std::min(std::max(share, 0.0), 1.0)));
    page.element("span", percent_text(share)).raw("</div>\n");
}

void write_fact(const std::string& name, const std::string& value, Html& page) {
    page.element("dt", name).element("dd", value);
}

void write_card(const Study& study, std::size_t index, const IdGuard& guard, Html& page) {
    const Segment& segment = study.segmentation->segments[index];
    page.raw(fmt::format("<article class=\"card s{}\">\n", index % 10)).element("h3", segment.name);
    write_share_bar("Customers", segment.customer_share, "", page);
    write_share_bar("Revenue", segment.revenue_share, "w", page);
    page.raw("<dl>\n");
    write_fact("Customers", count_text(segment.customers), page);
    if (study.rfm->has_monetary()) {
        write_fact("Revenue [currency]", revenue_text(study, segment), page);
    }
    const auto names = rfm_names(study);
    for (std::size_t f = 0; f < names.size(); ++f) {
        write_fact(fmt::format("{}, median [{}]", names[f].name, names[f].unit),
                   fixed_text(segment.median[f], names[f].places), page);
    }
    page.raw("</dl>\n<p class=\"do\"><b>Do:</b> ").text(segment.action).raw("</p>\n");
    if (!segment.profile.empty()) {
        page.raw("<details><summary>Who they are</summary><dl>\n");
        for (const NamedText& line : segment.profile) {
            write_fact(line.name, guard.attribute(line.text), page);
        }
        page.raw("</dl></details>\n");
    }
    page.raw("</article>\n");
}

HtmlTable segment_table(const Study& study) {
    HtmlTable table{.head = {"Segment", "Customers", "% of customers"}, .align = "l", .rows = {}};
    const auto names = rfm_names(study);
    if (study.rfm->has_monetary()) {
        table.head.insert(table.head.end(), {"Revenue [currency]", "% of revenue"});
    }
    for (const char* kind : {"mean", "median"}) {
        for (const RfmName& name : names) {
            table.head.push_back(fmt::format("{}, {} [{}]", name.name, kind, name.unit));
        }
    }
    table.head.emplace_back("Silhouette");
    for (const Segment& segment : study.segmentation->segments) {
        std::vector<std::string> row = {segment.name, count_text(segment.customers),
                                        percent_text(segment.customer_share)};
        if (study.rfm->has_monetary()) {
            row.push_back(revenue_text(study, segment));
            row.push_back(percent_text(segment.revenue_share));
        }
        for (const auto* values : {&segment.mean, &segment.median}) {
            for (std::size_t f = 0; f < names.size(); ++f) {
                row.push_back(fixed_text((*values)[f], names[f].places));
            }
        }
        row.push_back(fixed_text(segment.silhouette, 3));
        table.rows.push_back(std::move(row));
    }
    return table;
}

void write_size_figure(const Study& study, Html& page) {
    std::vector<ShareRow> rows;
    HtmlTable table{.head = {"Segment", "% of customers", "% of revenue"}, .align = "l", .rows = {}};
    for (const Segment& segment : study.segmentation->segments) {
        rows.push_back({segment.name, segment.customer_share, segment.revenue_share});
        table.rows.push_back({segment.name, percent_text(segment.customer_share), percent_text(segment.revenue_share)});
    }
    const bool amounts = study.rfm->has_monetary();
    page.figure(amounts ? "Share of customers (full colour) and of revenue (pale)" : "Share of customers",
                draw_shares("Sizes of the segments beside their revenue", rows), table);
}

void write_snake_figure(const Study& study, Html& page) {
    if (!study.features) {
        return;
    }
    SnakeChart chart{.description = "Centroids of the segments in standard deviations from the mean of all customers"};
    HtmlTable table{.head = {"Segment"}, .align = "l", .rows = {}};
    for (const FeatureColumn& column : study.features->columns) {
        chart.axes.push_back(column.name);
        table.head.push_back(column.name + " [deviations]");
        table.head.push_back(column.name + ", centroid");
    }
    chart.series = centroid_deviations(*study.features, study.segmentation->segments);
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const Segment& segment = study.segmentation->segments[s];
        chart.names.push_back(segment.name);
        std::vector<std::string> row = {segment.name};
        for (std::size_t d = 0; d < chart.series[s].size(); ++d) {
            row.push_back(fixed_text(chart.series[s][d], 2));
            row.push_back(short_text(segment.centroid[d]));
        }
        table.rows.push_back(std::move(row));
    }
    page.figure("Snake plot: how the segments differ", draw_snake(chart), table);
}

/// Relative importance (segment mean / mean of all customers - 1): the table is the picture.
void write_heat_map(const Study& study, Html& page) {
    const auto names = rfm_names(study);
    page.raw("<figure>\n").element("figcaption", "Relative importance: mean of the segment against all customers");
    page.raw("<div class=\"scroll\"><table class=\"heat\">\n<thead><tr><th scope=\"col\">Segment</th>");
    std::vector<double> means;
    for (std::size_t f = 0; f < names.size(); ++f) {
        page.raw("<th scope=\"col\">").text(names[f].name).raw("</th>");
        means.push_back(summarise(last_window(*study.rfm, f)).mean);
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (const Segment& segment : study.segmentation->segments) {
        page.raw("<tr>").element("td", segment.name);
        for (std::size_t f = 0; f < names.size(); ++f) {
            const double importance = means[f] > 0 ? segment.mean[f] / means[f] - 1 : kUndefined;
            const double strength = std::isnan(importance) ? 0 : std::min(std::fabs(importance), 1.0) * 0.75;
            page.raw(fmt::format("<td class=\"h {}\" style=\"--a:{:.2f}\">", importance < 0 ? "down" : "up", strength));
            page.text(fmt::format("{}{}", importance > 0 ? "+" : "", percent_text(importance))).raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw(
        "</tbody></table></div>\n<p class=\"soft\">Blue: above the mean of all customers, orange: below it. "
        "A low recency means a recent purchase.</p>\n</figure>\n");
}

}  // namespace

void write_segment_section(const Study& study, CustomerIdsShown ids, Html& page) {
    if (!study.rfm || !study.segmentation) {
        return;
    }
    const IdGuard guard(study, ids);
    page.raw("<section id=\"segments\">\n").element("h2", "Segments");
    page.raw("<div class=\"cards\">\n");
    for (std::size_t i = 0; i < study.segmentation->segments.size(); ++i) {
        write_card(study, i, guard, page);
    }
    page.raw("</div>\n<div class=\"wide\">").table(segment_table(study)).raw("</div>\n<div class=\"figures\">\n");
    write_size_figure(study, page);
    write_snake_figure(study, page);
    write_heat_map(study, page);
    page.raw("</div>\n</section>\n");
}

}  // namespace rfmeans::report
