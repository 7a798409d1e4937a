#include <fmt/format.h>

#include <ostream>

#include "report/html_sections.hpp"
#include "report/plain_text.hpp"
#include "report/study_facts.hpp"
#include "report/tables.hpp"

namespace rfmeans {
namespace report {
namespace {

void write_named_texts(const std::vector<NamedText>& texts, Html& page) {
    HtmlTable table{.head = {"Name", "Value"}, .align = "ll", .rows = {}};
    for (const NamedText& text : texts) {
        table.rows.push_back({text.name, text.text});
    }
    page.table(table);
}

void write_tile(const std::string& value, const std::string& what, Html& page) {
    page.raw("<div class=\"tile\"><b>").text(value).raw("</b><span>").text(what).raw("</span></div>\n");
}

void write_warnings(const Study& study, Html& page) {
    std::vector<std::string> warnings;
    if (study.features) {
        warnings = study.features->warnings;
    }
    if (study.sweep) {
        warnings.insert(warnings.end(), study.sweep->warnings.begin(), study.sweep->warnings.end());
    }
    for (const std::string& warning : warnings) {
        page.raw("<p><b>Note:</b> ").text(warning).raw("</p>\n");
    }
}

}  // namespace

void write_key_figures(const Study& study, Html& page) {
    const RfmTable& table = *study.rfm;
    page.raw("<div class=\"tiles\">\n");
    write_tile(count_text(static_cast<std::int64_t>(table.customers())), "customers", page);
    if (table.has_monetary()) {
        write_tile(money_text(total_units(table), table.decimals), "revenue [currency of the files]", page);
    }
    if (table.is_dated()) {
        write_tile(fmt::format("{} – {}", format_day(day_of(table.first_time)), format_day(day_of(table.last_time))),
                   table.as_of.empty()
                       ? "first and last purchase"
                       : fmt::format("first and last purchase, as of {}", format_day(table.as_of.back())),
                   page);
    }
    if (study.segmentation) {
        write_tile(fmt::format("{}", study.segmentation->k), "segments", page);
    }
    page.raw("</div>\n");
}

void write_definitions(const Study& study, Html& page) {
    if (study.rfm && !study.rfm->definitions.empty()) {
        page.raw("<section id=\"definitions\">\n").element("h2", "Definitions in force");
        write_named_texts(study.rfm->definitions, page);
        page.raw("</section>\n");
    }
}

void write_provenance(const Study& study, Html& page) {
    const Provenance& provenance = study.provenance;
    page.raw("<section id=\"provenance\">\n").element("h2", "Provenance");
    std::vector<NamedText> lines = {
        {"rfmeans", provenance.tool_version}, {"made", provenance.created}, {"command", provenance.command}};
    for (const InputFile& file : provenance.inputs) {
        lines.push_back({"SHA-256 of " + file.path, file.sha256});
    }
    write_named_texts(lines, page);
    if (!provenance.options.empty()) {
        page.element("h3", "Options");
        write_named_texts(provenance.options, page);
    }
    page.raw("</section>\n");
}

}  // namespace report

void write_html_report(const Study& study, const ReportSpec& spec, std::ostream& out) {
    (void)report::need_rfm(study);
    report::Html page;
    // The policy lets the page load nothing at all, should a text of the data ever get past the escaping.
    page.raw(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.element("title", spec.title).raw("<style>").raw(report::page_style()).raw("</style>\n</head>\n<body>\n");
    page.raw("<header>\n").element("h1", spec.title);
    report::write_key_figures(study, page);
    report::write_warnings(study, page);
    page.raw("</header>\n<main>\n");
    report::write_segment_section(study, spec.ids, page);
    report::write_model_section(study, page);
    report::write_quality_section(study, spec.ids, page);
    report::write_rfm_section(study, page);
    report::write_rule_section(study, page);
    if (spec.ids == CustomerIdsShown::yes) {
        report::write_top_customers(study, page);
    }
    report::write_definitions(study, page);
    report::write_provenance(study, page);
    page.raw("</main>\n<footer><p>Made by rfmeans ").text(study.provenance.tool_version);
    page.raw(". Amounts are in the currency of the files.</p></footer>\n</body>\n</html>\n");
    out << page.str();
}

}  // namespace rfmeans
