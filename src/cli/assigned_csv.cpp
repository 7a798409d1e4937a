#include "cli/assigned_csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <ostream>
#include <string>

namespace rfmeans::cli {
namespace {

std::string field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return quoted + '"';
}

std::string number(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

}  // namespace

void write_assigned_csv(const RfmTable& table, const Segmentation& segmentation,
                        const std::vector<std::uint16_t>& labels, std::ostream& out) {
    out << "id,recency,frequency,monetary,segment,segment_name\n";
    for (std::size_t customer = 0; customer < table.customers(); ++customer) {
        const double* rfm = table.row(table.windows() - 1, customer);
        out << field(table.ids.text(customer)) << ',' << number(rfm[0]) << ',' << number(rfm[1]) << ','
            << number(rfm[2]) << ',';
        if (labels[customer] != kNoSegment) {
            out << labels[customer] << ',' << field(segmentation.segments[labels[customer]].name);
        } else {
            out << ',';
        }
        out << '\n';
    }
}

}  // namespace rfmeans::cli
