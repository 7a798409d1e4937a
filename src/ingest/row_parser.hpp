// One record → the typed values of its roles, or why not.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ingest/date_tally.hpp"
#include "ingest/decimal.hpp"
#include "ingest/roles.hpp"
#include "ingest/source.hpp"

namespace rfmeans::ingest {

/// A column of one file that has a role.
struct RoleField {
    std::size_t place = 0;  ///< index of the field in the record
    DecimalMark mark = DecimalMark::point;
};

/// A column of one file that has a filter.
struct FilterField {
    std::size_t place = 0;
    std::vector<std::string> values;

    [[nodiscard]] bool takes(std::string_view field) const {
        return std::find(values.begin(), values.end(), field) != values.end();
    }
};

/// Where the roles stand in the records of one file.
struct RowLayout {
    std::vector<std::string> header;
    DateFormat date_format = DateFormat::ymd;
    std::optional<RoleField> customer, date, order, quantity, price, total;
    std::vector<FilterField> filters = {};  ///< a row passes all of them, or is flagged kFiltered
};

/// Those of quantity, price and total that there are, in this order.
[[nodiscard]] std::vector<RoleField*> number_fields(RowLayout& layout);

/// Finds the decimal marks of the columns of numbers over the whole file.
[[nodiscard]] RowLayout lay_out_rows(const Source& source, const RoleMap& roles);

struct ParsedRow {
    std::int64_t time = 0;  ///< 0 where there is no date column
    Decimal amount;         ///< 0 where there is no amount
    std::uint8_t flags = 0;
    std::string_view customer, order;  ///< empty: missing
    std::string_view currency;         ///< written beside its price or total, as currency_name; empty: none
    bool negative_price = false;
    bool unequal_total = false;  ///< quantity, price and total are there, and the total is not quantity x price
};

/// The flags that quantity, price (nullopt: there is none) and amount say.
inline void set_flags(ParsedRow& row, std::int64_t quantity, std::optional<std::int64_t> price) {
    const bool negative = row.amount.mantissa < 0 || quantity < 0;
    const bool free = price && *price <= 0;
    row.negative_price = price && *price < 0;
    row.flags = static_cast<std::uint8_t>((negative ? row_flag::kReturn : 0) | (free ? row_flag::kFree : 0));
}

struct RowProblem {
    std::string column;  ///< empty: the whole row
    std::string reason;
};

/// The date is counted in `dates`, whether it can be read or not.
[[nodiscard]] std::variant<ParsedRow, RowProblem> parse_row(const Record& record, const RowLayout& layout,
                                                            DateTally& dates);

/// Whether the record has the `expected` fields of the header (empty ones too many are tolerated).
[[nodiscard]] std::optional<RowProblem> check_shape(const Record& record, std::size_t expected);

}  // namespace rfmeans::ingest
