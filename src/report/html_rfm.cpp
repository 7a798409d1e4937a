#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/charts.hpp"
#include "report/histogram.hpp"
#include "report/html_sections.hpp"
#include "report/plain_text.hpp"
#include "report/study_facts.hpp"

namespace rfmeans::report {
namespace {

constexpr std::size_t kTopCustomers = 20;

void write_histogram(const RfmName& name, const std::vector<double>& values, Html& page) {
    const Histogram histogram = make_histogram(values);
    ColumnChart chart{.description = fmt::format("Customers by {}", name.name),
                      .heights = {},
                      .titles = {},
                      .labels = {},
                      .x_title = name.unit + (histogram.logarithmic ? " (bins grow with the value)" : "")};
    HtmlTable table{.head = {fmt::format("{} [{}]", name.name, name.unit), "Customers"}, .align = "lr", .rows = {}};
    const bool one_value_a_bin =
        histogram.whole && histogram.edges.size() > 1 &&
        histogram.edges.back() - histogram.edges.front() == static_cast<double>(histogram.counts.size());
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        chart.heights.push_back(static_cast<double>(histogram.counts[bin]));
        chart.titles.push_back(
            fmt::format("{}: {}", bin_text(histogram, bin), counted(histogram.counts[bin], "customer", "customers")));
        table.rows.push_back({bin_text(histogram, bin), count_text(histogram.counts[bin])});
        chart.labels.push_back(short_text(histogram.whole ? histogram.edges[bin] + 0.5 : histogram.edges[bin]));
    }
    if (!one_value_a_bin && !histogram.edges.empty()) {
        chart.labels.push_back(short_text(histogram.whole ? histogram.edges.back() - 0.5 : histogram.edges.back()));
    }
    page.figure(fmt::format("{} [{}]: customers", name.name, name.unit), draw_columns(chart), table);
}

}  // namespace

void write_rfm_section(const Study& study, Html& page) {
    if (!study.rfm || study.rfm->windows() == 0) {
        return;
    }
    page.raw("<section id=\"rfm\">\n").element("h2", "Recency, frequency, monetary");
    HtmlTable table{
        .head = {"", "Lowest", "Quarter", "Median", "Mean", "Three quarters", "Highest"}, .align = "l", .rows = {}};
    page.raw("<div class=\"figures\">\n");
    const auto names = rfm_names(study);
    for (std::size_t feature = 0; feature < names.size(); ++feature) {
        const auto values = last_window(*study.rfm, feature);
        const Summary summary = summarise(values);
        std::vector<std::string> row = {fmt::format("{} [{}]", names[feature].name, names[feature].unit)};
        for (const double value : {summary.min, summary.q25, summary.median, summary.mean, summary.q75, summary.max}) {
            row.push_back(fixed_text(value, names[feature].places));
        }
        table.rows.push_back(std::move(row));
        write_histogram(names[feature], values, page);
    }
    page.raw("</div>\n").table(table).raw("</section>\n");
}

void write_rule_section(const Study& study, Html& page) {
    if (!study.rfm) {
        return;
    }
    const auto rules = rule_segments(*study.rfm);
    if (rules.empty()) {
        return;
    }
    const bool amounts = study.rfm->has_monetary();
    const auto customers = static_cast<double>(study.rfm->customers());
    const auto revenue = static_cast<double>(total_units(*study.rfm));
    HtmlTable table{.head = {"Rule segment", "Customers", "% of customers"}, .align = "l", .rows = {}};
    if (amounts) {
        table.head.insert(table.head.end(), {"Revenue [currency]", "% of revenue"});
    }
    for (const RuleSegmentFacts& rule : rules) {
        std::vector<std::string> row = {
            rule.name, count_text(rule.customers),
            percent_text(customers > 0 ? static_cast<double>(rule.customers) / customers : kUndefined)};
        if (amounts) {
            row.push_back(money_text(rule.units, study.rfm->decimals));
            row.push_back(percent_text(revenue > 0 ? static_cast<double>(rule.units) / revenue : kUndefined));
        }
        table.rows.push_back(std::move(row));
    }
    page.raw("<section id=\"rules\">\n").element("h2", "Rule segments");
    page.raw("<p class=\"soft\">From RFM scores and a rule table, for comparison with the segments above.</p>\n");
    page.table(table).raw("</section>\n");
}

void write_top_customers(const Study& study, Html& page) {
    if (!study.rfm || !study.rfm->has_monetary() || study.rfm->customers() == 0) {
        return;
    }
    const RfmTable& rfm = *study.rfm;
    std::vector<std::size_t> order(rfm.customers());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t shown = std::min(kTopCustomers, order.size());
    // Equal amounts keep the order of the ids, so the page is the same each time.
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          const auto units_a = customer_units(rfm, a), units_b = customer_units(rfm, b);
                          return units_a != units_b ? units_a > units_b : a < b;
                      });
    HtmlTable table{.head = {"Customer", "Revenue [currency]", "Recency [days]",
                             fmt::format("Frequency [{}]", frequency_unit(study)), "Segment"},
                    .align = "lrrrl",
                    .rows = {}};
    for (std::size_t i = 0; i < shown; ++i) {
        const double* values = rfm.row(rfm.windows() - 1, order[i]);
        std::string segment = kNone;
        if (study.segmentation && study.segmentation->label.at(order[i]) < study.segmentation->segments.size()) {
            segment = study.segmentation->segments[study.segmentation->label[order[i]]].name;
        }
        table.rows.push_back({rfm.ids.text(order[i]), money_text(customer_units(rfm, order[i]), rfm.decimals),
                              short_text(values[0]), short_text(values[1]), segment});
    }
    page.raw("<section id=\"top\">\n")
        .element("h2",
                 fmt::format("Top {} by revenue", counted(static_cast<std::int64_t>(shown), "customer", "customers")));
    page.table(table).raw("</section>\n");
}

}  // namespace rfmeans::report
