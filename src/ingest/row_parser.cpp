#include "ingest/row_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/amount.hpp"
#include "ingest/date_parser.hpp"
#include "ingest/number_marks.hpp"
#include "ingest/total_rows.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

std::string_view field_of(const Record& record, const RoleField& field) {
    return trim(record.fields[field.place]);
}

struct RowSource {
    const Record& record;
    const RowLayout& layout;
};

enum class Missing { refused, allowed };

// A number of the row: a value, nothing (where that is allowed), or a problem.
using ReadNumber = std::variant<std::optional<Decimal>, RowProblem>;

ReadNumber read_number(const RowSource& from, const RoleField& field, Missing missing, ParsedRow& row) {
    const std::string_view text = field_of(from.record, field);
    const ParsedDecimal parsed = parse_decimal(text, field.mark);
    if (parsed.value) {
        return parsed.value;
    }
    if (is_missing_number(text)) {
        if (missing == Missing::allowed) {
            return std::optional<Decimal>{};
        }
        return RowProblem{from.layout.header[field.place], "no value (a number was expected)"};
    }
    const ParsedAmount amount = parse_amount(text, field.mark);
    if (!amount.number.value) {
        return RowProblem{from.layout.header[field.place],
                          fmt::format("'{}' {}", shorten(text), amount.number.problem)};
    }
    row.currency = amount.currency.empty() ? row.currency : amount.currency;
    return amount.number.value;
}

RowProblem say_bad_date(const Record& record, const RowLayout& layout, const char* problem) {
    const std::string_view text = field_of(record, *layout.date);
    const char* expected = describe_format(layout.date_format);
    const std::string& column = layout.header[layout.date->place];
    if (text.empty()) {
        return RowProblem{column, fmt::format("no date (expected {})", expected)};
    }
    return RowProblem{column, fmt::format("'{}' {} (expected {})", shorten(text), problem, expected)};
}

// Numbers of the row and what follows from them: amount and flags.
std::optional<RowProblem> read_amount(const Record& record, const RowLayout& layout, ParsedRow& row) {
    const bool given = layout.total.has_value();
    const Missing missing = given || !layout.price ? Missing::allowed : Missing::refused;
    std::optional<Decimal> quantity, price, total;
    const std::tuple<const std::optional<RoleField>&, std::optional<Decimal>&, Missing> wanted[] = {
        {layout.total, total, Missing::refused}, {layout.quantity, quantity, missing}, {layout.price, price, missing}};
    for (const auto& [field, value, rule] : wanted) {
        if (!field) {
            continue;
        }
        ReadNumber number = read_number({record, layout}, *field, rule, row);
        if (auto* problem = std::get_if<RowProblem>(&number)) {
            return std::move(*problem);
        }
        value = std::get<std::optional<Decimal>>(number);
    }
    if (given) {
        row.amount = *total;
    } else if (price) {
        const auto product = quantity ? multiply(*quantity, *price) : price;
        if (!product) {
            return RowProblem{
                layout.header[layout.price->place],
                fmt::format("'{}' x '{}' is beyond 64-bit integers or 18 decimal places",
                            shorten(field_of(record, *layout.quantity)), shorten(field_of(record, *layout.price)))};
        }
        row.amount = *product;
    }
    set_flags(row, quantity ? quantity->mantissa : 0, price ? std::optional(price->mantissa) : std::nullopt);
    row.unequal_total = total && quantity && price && multiply(*quantity, *price) != total;
    return std::nullopt;
}

bool passes(const Record& record, const std::vector<FilterField>& filters) {
    return std::all_of(filters.begin(), filters.end(),
                       [&](const FilterField& filter) { return filter.takes(trim(record.fields[filter.place])); });
}

}  // namespace

std::vector<RoleField*> number_fields(RowLayout& layout) {
    std::vector<RoleField*> numbers;
    for (auto* number : {&layout.quantity, &layout.price, &layout.total}) {
        if (*number) {
            numbers.push_back(&**number);
        }
    }
    return numbers;
}

RowLayout lay_out_rows(const Source& source, const RoleMap& roles) {
    RowLayout layout{.header = source.header,
                     .date_format = roles.date_format,
                     .customer = {},
                     .date = {},
                     .order = {},
                     .quantity = {},
                     .price = {},
                     .total = {}};
    const auto place_of = [&](const std::string& column) -> std::optional<std::size_t> {
        const auto found = std::find(source.header.begin(), source.header.end(), column);
        return found == source.header.end() ? std::nullopt
                                            : std::optional(static_cast<std::size_t>(found - source.header.begin()));
    };
    const auto place = [&](Role role) -> std::optional<RoleField> {
        const auto column = roles.find(role);
        const auto found = column ? place_of(roles.columns[*column].column) : std::nullopt;
        return found ? std::optional(RoleField{*found}) : std::nullopt;
    };
    for (const ColumnFilter& filter : roles.filters) {
        const auto found = place_of(filter.column);
        RFMEANS_EXPECTS(found.has_value());  // find_roles has looked
        layout.filters.push_back({.place = *found, .values = filter.values});
    }
    layout.customer = place(Role::customer);
    layout.date = place(Role::date);
    layout.order = place(Role::order);
    layout.quantity = place(Role::quantity);
    layout.price = place(Role::price);
    layout.total = place(Role::total);
    const std::vector<RoleField*> numbers = number_fields(layout);
    std::vector<std::size_t> places;
    for (const RoleField* number : numbers) {
        places.push_back(number->place);
    }
    const std::vector<DecimalMark> marks = find_marks(source, places);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i]->mark = marks[i];
    }
    return layout;
}

std::optional<RowProblem> check_shape(const Record& record, std::size_t expected) {
    if (record.unclosed_quote) {
        return RowProblem{"", "a quote is opened and never closed (expected \" at the end of the field)"};
    }
    const std::size_t found = record.fields.size();
    const bool extra = found > expected && std::any_of(record.fields.begin() + static_cast<std::ptrdiff_t>(expected),
                                                       record.fields.end(), [](auto field) { return !field.empty(); });
    if (found < expected || extra) {
        return RowProblem{
            "", fmt::format("{} {} where the header has {}", found, found == 1 ? "field" : "fields", expected)};
    }
    return std::nullopt;
}

std::variant<ParsedRow, RowProblem> parse_row(const Record& record, const RowLayout& layout, DateTally& dates) {
    if (auto problem = check_shape(record, layout.header.size())) {
        auto total = record.unclosed_quote ? std::nullopt : find_total_row(record, layout);
        return std::move(total ? *total : *problem);
    }
    ParsedRow row;
    if (layout.date) {
        const ParsedTime time = dates.read(field_of(record, *layout.date), layout.date_format, record.line);
        if (!time.value) {
            auto total = find_total_row(record, layout);
            return total ? std::move(*total) : say_bad_date(record, layout, time.problem);
        }
        row.time = *time.value;
    }
    if (auto problem = read_amount(record, layout, row)) {
        return std::move(*problem);
    }
    if (!passes(record, layout.filters)) {
        row.flags = static_cast<std::uint8_t>(row.flags | row_flag::kFiltered);
    }
    row.customer = layout.customer ? field_of(record, *layout.customer) : std::string_view{};
    row.order = layout.order ? field_of(record, *layout.order) : std::string_view{};
    return row;
}

}  // namespace rfmeans::ingest
