#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "report/plain_text.hpp"
#include "report/profile_reader.hpp"
#include "report/study_facts.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans {
namespace {

using report::printable;

constexpr std::size_t kWidth = 100;
constexpr std::size_t kLabelWidth = 13;
constexpr std::size_t kMaxNameWidth = 38;

/// "Label        text that goes on\n             under itself".
void write_paragraph(const std::string& label, const std::string& text, std::ostream& out) {
    const std::string safe_label = printable(label);
    const bool fits = report::display_width(safe_label) < kLabelWidth;
    if (!fits) {
        for (const std::string& line : report::wrap(safe_label, kWidth)) {
            out << line << '\n';
        }
    }
    std::string head = fits ? safe_label : "";
    for (const std::string& line : report::wrap(printable(text), kWidth - kLabelWidth)) {
        out << head << std::string(kLabelWidth - report::display_width(head), ' ') << line << '\n';
        head.clear();
    }
}

using Row = std::vector<std::string>;

std::string align(const std::string& cell, std::size_t width, bool left) {
    const std::size_t used = report::display_width(cell);
    const std::string pad(width > used ? width - used : 0, ' ');
    return left ? cell + pad : pad + cell;
}

/// The first column is text and may take several lines, the others are numbers.
void write_table(const std::vector<Row>& rows, std::ostream& out) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            widths[c] = std::max(widths[c], report::display_width(row[c]));
        }
    }
    std::size_t numbers = 0;
    for (std::size_t c = 1; c < widths.size(); ++c) {
        numbers += widths[c] + 2;
    }
    const std::size_t room = numbers + 12 < kWidth ? kWidth - numbers : 12;
    widths[0] = std::min({widths[0], kMaxNameWidth, room});
    for (const Row& row : rows) {
        const auto name = report::wrap(row[0], widths[0]);
        std::string line = align(name[0], widths[0], true);
        for (std::size_t c = 1; c < row.size(); ++c) {
            line += "  " + align(row[c], widths[c], false);
        }
        out << line << '\n';
        for (std::size_t i = 1; i < name.size(); ++i) {
            out << name[i] << '\n';
        }
    }
}

void write_rfm(const Study& study, std::ostream& out) {
    const RfmTable& table = *study.rfm;
    write_paragraph("Customers", report::count_text(static_cast<std::int64_t>(table.customers())), out);
    write_paragraph("Period",
                    fmt::format("{} to {}, as of {}", format_day(day_of(table.first_time)),
                                format_day(day_of(table.last_time)), format_day(table.as_of.back())),
                    out);
    if (table.has_monetary()) {
        write_paragraph("Revenue", report::money_text(report::total_units(table), table.decimals), out);
    }
    std::string counts;
    for (const NamedCount& count : table.counts) {
        if (count.count == 0) {
            continue;  // the report lists what did not happen, too
        }
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", report::count_text(count.count), count.name);
    }
    if (!counts.empty()) {
        write_paragraph("Counts", counts, out);
    }
    std::int64_t rejected = 0;
    for (const NamedCount& count : study.reject_counts) {
        rejected += count.count;
    }
    if (rejected > 0) {
        write_paragraph("Rejected",
                        report::counted(rejected, "row that could not be parsed", "rows that could not be parsed"),
                        out);
    }
}

void write_choice(const Study& study, std::ostream& out) {
    const std::string models = fmt::format("{} on {}", report::sweep_extent(*study.sweep), study.sweep->device);
    if (!study.segmentation) {
        write_paragraph("Models", models, out);
        return;
    }
    write_paragraph("Chosen",
                    fmt::format("k = {} (seed {}) from {}", study.segmentation->k, study.segmentation->seed, models),
                    out);
    write_paragraph("", study.segmentation->explanation, out);
    std::string silhouettes;
    for (const std::size_t index : best_of_each_k(*study.sweep)) {
        const Model& model = study.sweep->models[index];
        if (!std::isnan(model.euclidean_silhouette)) {
            silhouettes +=
                fmt::format("{} k={} ({:.3f})", silhouettes.empty() ? "" : ",", model.k, model.euclidean_silhouette);
        }
    }
    if (!silhouettes.empty()) {
        write_paragraph("", "Euclidean silhouettes, of all pairs of points:" + silhouettes, out);
    }
}

void write_segment_table(const Study& study, std::ostream& out) {
    const auto names = report::rfm_names(study);
    const bool amounts = study.rfm->has_monetary();
    Row head = {"Segment", "Customers", "%"};
    Row units = {"", "", ""};
    if (amounts) {
        head.emplace_back("Revenue %");
        units.emplace_back("");
    }
    for (const auto& name : names) {
        head.push_back(name.name);
        units.push_back("[" + name.unit + "]");
    }
    std::vector<Row> rows = {head, units};
    for (const Segment& segment : study.segmentation->segments) {
        Row row = {printable(segment.name), report::count_text(segment.customers),
                   report::fixed_text(100 * segment.customer_share, 1)};
        if (amounts) {
            row.push_back(report::fixed_text(100 * segment.revenue_share, 1));
        }
        for (std::size_t feature = 0; feature < names.size(); ++feature) {
            row.push_back(report::fixed_text(segment.mean[feature], names[feature].places));
        }
        rows.push_back(std::move(row));
    }
    write_table(rows, out);
    out << "(means per customer)\n";
}

/// What the profile found in all rows that can be read, and what those rows are worth.
void write_findings(const Study& study, std::ostream& out) {
    const bool amounts = study.rfm && study.rfm->has_monetary();
    std::vector<Row> rows = {{"Worth a look", "Rows"}};
    if (amounts) {
        rows.front().emplace_back("Worth");
    }
    for (const Finding& finding : report::read_profile(study.profile_json).findings) {
        Row row = {printable(finding.what), report::count_text(finding.rows)};
        if (amounts) {
            row.push_back(report::grouped_text(finding.amount));
        }
        rows.push_back(std::move(row));
    }
    if (rows.size() > 1) {
        out << '\n';
        write_table(rows, out);
    }
}

}  // namespace

void write_text_summary(const Study& study, std::ostream& out) {
    if (study.rfm) {
        write_rfm(study, out);
    }
    if (study.sweep) {
        write_choice(study, out);
    }
    if (study.rfm && study.segmentation) {
        out << '\n';
        write_segment_table(study, out);
    }
    write_findings(study, out);
    if (study.rfm && !study.rfm->definitions.empty()) {
        out << "\nDefinitions in force\n";
        for (const NamedText& definition : study.rfm->definitions) {
            write_paragraph(definition.name, definition.text, out);
        }
    }
    const auto warn = [&](const std::vector<std::string>& warnings) {
        for (const std::string& warning : warnings) {
            write_paragraph("Warning", warning, out);
        }
    };
    if (study.features) {
        warn(study.features->warnings);
    }
    if (study.sweep) {
        warn(study.sweep->warnings);
    }
}

}  // namespace rfmeans
