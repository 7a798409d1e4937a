// Tables with a row a customer: customers, rfm, scores.
#include <cmath>
#include <set>

#include "report/csv_writer.hpp"
#include "report/plain_text.hpp"
#include "report/study_facts.hpp"
#include "report/tables.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::report {
namespace {

/// Monetary is exact where it is a sum; a mean per purchase is the double it was stored as.
void write_rfm_of(const RfmTable& table, MonetaryRule rule, std::size_t window, std::size_t customer, CsvWriter& csv) {
    const double monetary = table.row(window, customer)[2];
    csv.number(table.row(window, customer)[0]).number(table.row(window, customer)[1]);
    if (!table.has_monetary() || std::isnan(monetary)) {
        csv.blank();
    } else if (rule == MonetaryRule::sum) {
        csv.text(exact_decimal(table.monetary_units[window * table.customers() + customer], table.decimals));
    } else {
        csv.number(monetary);
    }
}

void write_scores_of(const RfmTable& table, std::size_t customer, CsvWriter& csv) {
    for (std::size_t feature = 0; feature < 3; ++feature) {
        const bool known = customer < table.scores.size() && table.scores[customer][feature] != 0;
        known ? csv.integer(table.scores[customer][feature]) : csv.blank();
    }
    const bool ruled = customer < table.rule_segment.size() && table.rule_segment[customer] < table.rule_names.size();
    ruled ? csv.text(table.rule_names[table.rule_segment[customer]]) : csv.blank();
}

void write_segment(const Segmentation& segmentation, std::uint16_t segment, CsvWriter& csv) {
    if (segment < segmentation.segments.size()) {
        csv.integer(segment).text(segmentation.segments[segment].name);
    } else {
        csv.blank().blank();
    }
}

void write_segment_of(const Study& study, std::size_t customer, CsvWriter& csv) {
    if (study.segmentation && customer < study.segmentation->label.size()) {
        write_segment(*study.segmentation, study.segmentation->label[customer], csv);
    } else {
        csv.blank().blank();
    }
}

void write_attribute(const Column& column, std::size_t customer, CsvWriter& csv) {
    if (const auto* numbers = std::get_if<std::vector<double>>(&column.values)) {
        csv.number((*numbers)[customer]);
        return;
    }
    const auto& text = std::get<TextValues>(column.values);
    const std::int32_t code = text.codes[customer];
    code < 0 ? csv.blank() : csv.text(text.dictionary[static_cast<std::size_t>(code)]);
}

}  // namespace

void write_customers(const Study& study, std::ostream& out) {
    const RfmTable& table = need_rfm(study);
    CsvWriter csv(out);
    std::set<std::string> taken;
    for (const char* name : {"id", "recency", "frequency", "monetary", "r_score", "f_score", "m_score", "rule_segment",
                             "segment", "segment_name"}) {
        csv.text(name);
        taken.insert(name);
    }
    for (const Column& column : table.attributes) {
        std::string name = column.name;
        while (!taken.insert(name).second) {
            name.insert(0, "attribute_");
        }
        csv.text(name);
    }
    csv.end_row();
    for (std::size_t customer = 0; customer < table.customers(); ++customer) {
        const std::size_t window = table.windows() - 1;
        csv.text(table.ids.text(customer));
        write_rfm_of(table, study.rfm_spec.monetary, window, customer, csv);
        write_scores_of(table, customer, csv);
        write_segment_of(study, customer, csv);
        for (const Column& column : table.attributes) {
            write_attribute(column, customer, csv);
        }
        csv.end_row();
    }
}

void write_rfm(const Study& study, std::ostream& out) {
    const RfmTable& table = need_rfm(study);
    CsvWriter csv(out);
    csv.text("window").text("as_of").text("id").text("recency").text("frequency").text("monetary").end_row();
    for (std::size_t window = 0; window < table.windows(); ++window) {
        for (std::size_t customer = 0; customer < table.customers(); ++customer) {
            csv.natural(window).text(table.is_dated() ? format_day(table.as_of[window]) : "");
            csv.text(table.ids.text(customer));
            write_rfm_of(table, study.rfm_spec.monetary, window, customer, csv);
            csv.end_row();
        }
    }
}

void write_scores(const Study& study, std::ostream& out) {
    const RfmTable& table = need_rfm(study);
    CsvWriter csv(out);
    csv.text("id").text("r_score").text("f_score").text("m_score").text("rule_segment").end_row();
    for (std::size_t customer = 0; customer < table.customers(); ++customer) {
        csv.text(table.ids.text(customer));
        write_scores_of(table, customer, csv);
        csv.end_row();
    }
}

}  // namespace rfmeans::report

namespace rfmeans {

void write_labels_csv(const Study& study, const RfmTable& table, const std::vector<std::uint16_t>& labels,
                      std::ostream& out) {
    RFMEANS_EXPECTS(study.segmentation && labels.size() == table.customers());
    report::CsvWriter csv(out);
    for (const char* name : {"id", "recency", "frequency", "monetary", "segment", "segment_name"}) {
        csv.text(name);
    }
    csv.end_row();
    for (std::size_t customer = 0; customer < table.customers(); ++customer) {
        csv.text(table.ids.text(customer));
        report::write_rfm_of(table, study.rfm_spec.monetary, table.windows() - 1, customer, csv);
        report::write_segment(*study.segmentation, labels[customer], csv);
        csv.end_row();
    }
}

}  // namespace rfmeans
