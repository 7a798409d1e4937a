// One record of a table of customers → its id and measures, or why not.
#pragma once

#include <variant>

#include "ingest/date_tally.hpp"
#include "ingest/row_parser.hpp"

namespace rfmeans::ingest {

/// Where the measures stand in the records of one file.
struct CustomerLayout {
    std::vector<std::string> header;
    DateFormat date_format = DateFormat::ymd;
    bool recency_is_date = false;
    std::optional<std::size_t> customer;                  ///< none: rows are numbered
    std::vector<RoleField> recency, frequency, monetary;  ///< sums; recency of two is the second taken from the first
};

[[nodiscard]] CustomerLayout lay_out_customers(const Source& source, const RoleMap& roles);

struct ParsedCustomer {
    std::string_view id;         ///< empty where there is no such column
    std::int64_t last_time = 0;  ///< where recency is a date
    Decimal recency, frequency, monetary;
};

/// The date is counted in `dates`, whether it can be read or not.
[[nodiscard]] std::variant<ParsedCustomer, RowProblem> parse_customer(const Record& record,
                                                                      const CustomerLayout& layout, DateTally& dates);

}  // namespace rfmeans::ingest
