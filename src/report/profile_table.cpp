#include <fmt/format.h>

#include "report/csv_writer.hpp"
#include "report/profile_reader.hpp"
#include "report/tables.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::report {

void write_profile(const Study& study, std::ostream& out) {
    if (study.profile_json.empty()) {
        throw Error(Failure::content, "the study holds no profile ('rfmeans ingest' makes it). Ingest the files again");
    }
    CsvWriter csv(out);
    for (const char* name :
         {"column", "type",      "role", "count", "missing", "distinct", "min", "max", "mean", "deviation",
          "zeros",  "negatives", "q01",  "q05",   "q25",     "median",   "q75", "q95", "q99",  "top"}) {
        csv.text(name);
    }
    csv.end_row();
    for (const ColumnProfile& column : read_profile(study.profile_json).columns) {
        std::string top;
        for (const auto& [value, count] : column.top) {
            top += fmt::format("{}{} ({})", top.empty() ? "" : "; ", value, count);
        }
        csv.text(column.name).text(column.type).text(role_name(column.role));
        csv.integer(column.count).integer(column.missing).integer(column.distinct);
        csv.text(column.min).text(column.max).number(column.mean).number(column.deviation);
        for (const std::int64_t count : {column.zeros, column.negatives}) {
            count < 0 ? csv.blank() : csv.integer(count);
        }
        const NumberQuantiles& quantiles = column.quantiles;
        for (const double value : {quantiles.q01, quantiles.q05, quantiles.q25, quantiles.median, quantiles.q75,
                                   quantiles.q95, quantiles.q99}) {
            csv.number(value);
        }
        csv.text(top).end_row();
    }
}

}  // namespace rfmeans::report
