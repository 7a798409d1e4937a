#include "ingest/customer_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/amount.hpp"
#include "ingest/date_parser.hpp"
#include "ingest/number_marks.hpp"
#include "ingest/total_rows.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

using Fields = std::vector<RoleField>;

std::string_view field_of(const Record& record, std::size_t place) {
    return trim(record.fields[place]);
}

// The number of one field, or what is wrong with it.
std::variant<Decimal, RowProblem> read_number(const Record& record, const CustomerLayout& layout,
                                              const RoleField& field) {
    const std::string_view text = field_of(record, field.place);
    if (is_missing_number(text)) {
        return RowProblem{layout.header[field.place], "no value (a number was expected)"};
    }
    const ParsedDecimal number = parse_amount(text, field.mark).number;
    if (!number.value) {
        return RowProblem{layout.header[field.place], fmt::format("'{}' {}", shorten(text), number.problem)};
    }
    return *number.value;
}

// The sum of the fields; of recency, the first less the second.
std::optional<RowProblem> read_measure(const Record& record, const CustomerLayout& layout, const Fields& fields,
                                       Decimal& measure) {
    measure = {};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto number = read_number(record, layout, fields[i]);
        if (auto* problem = std::get_if<RowProblem>(&number)) {
            return std::move(*problem);
        }
        Decimal part = std::get<Decimal>(number);
        if (i > 0 && &fields == &layout.recency) {
            part.mantissa = -part.mantissa;
        }
        const auto sum = add(measure, part);
        if (!sum) {
            return RowProblem{layout.header[fields[i].place], "makes a sum beyond 64-bit integers"};
        }
        measure = *sum;
    }
    if (&fields != &layout.monetary && measure.mantissa < 0) {
        return RowProblem{layout.header[fields.front().place], "is below zero"};
    }
    return std::nullopt;
}

std::optional<RowProblem> read_last_time(const Record& record, const CustomerLayout& layout, DateTally& dates,
                                         ParsedCustomer& customer) {
    const std::size_t place = layout.recency.front().place;
    const std::string_view text = field_of(record, place);
    const ParsedTime time = dates.read(text, layout.date_format, record.line);
    if (!time.value) {
        const std::string found = text.empty() ? "no date" : fmt::format("'{}' {}", shorten(text), time.problem);
        return RowProblem{layout.header[place],
                          fmt::format("{} (expected {})", found, describe_format(layout.date_format))};
    }
    customer.last_time = *time.value;
    return std::nullopt;
}

std::optional<RowProblem> read_measures(const Record& record, const CustomerLayout& layout, DateTally& dates,
                                        ParsedCustomer& customer) {
    auto problem = layout.recency_is_date ? read_last_time(record, layout, dates, customer)
                                          : read_measure(record, layout, layout.recency, customer.recency);
    if (!problem) {
        problem = read_measure(record, layout, layout.frequency, customer.frequency);
    }
    if (!problem) {
        problem = read_measure(record, layout, layout.monetary, customer.monetary);
    }
    return problem;
}

// A row of sums has no recency, and a total word.
std::optional<RowProblem> find_total(const Record& record) {
    const auto word = std::find_if(record.fields.begin(), record.fields.end(), is_total_word);
    if (word == record.fields.end()) {
        return std::nullopt;
    }
    return RowProblem{"", fmt::format("'{}': a row of sums, not a customer", shorten(trim(*word)))};
}

}  // namespace

CustomerLayout lay_out_customers(const Source& source, const RoleMap& roles) {
    CustomerLayout layout{.header = source.header,
                          .date_format = roles.date_format,
                          .recency_is_date = roles.recency_is_date,
                          .customer = {},
                          .recency = {},
                          .frequency = {},
                          .monetary = {}};
    const auto place = [&](std::size_t column) {
        const auto found = std::find(source.header.begin(), source.header.end(), roles.columns[column].column);
        RFMEANS_EXPECTS(found != source.header.end());
        return static_cast<std::size_t>(found - source.header.begin());
    };
    if (const auto customer = roles.find(Role::customer)) {
        layout.customer = place(*customer);
    }
    for (auto [role, fields] :
         {std::pair(Role::recency, &layout.recency), std::pair(Role::frequency, &layout.frequency),
          std::pair(Role::monetary, &layout.monetary)}) {
        std::vector<std::size_t> places;
        for (const std::size_t column : roles.find_all(role)) {
            places.push_back(place(column));
        }
        const std::vector<DecimalMark> marks = find_marks(source, places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            fields->push_back({places[i], marks[i]});
        }
    }
    if (layout.recency.size() == 2 && source.header[layout.recency[1].place] == "T") {
        std::swap(layout.recency[0], layout.recency[1]);
    }
    return layout;
}

std::variant<ParsedCustomer, RowProblem> parse_customer(const Record& record, const CustomerLayout& layout,
                                                        DateTally& dates) {
    if (auto problem = check_shape(record, layout.header.size())) {
        return std::move(*problem);
    }
    ParsedCustomer customer;
    if (layout.customer) {
        customer.id = field_of(record, *layout.customer);
    }
    auto problem = read_measures(record, layout, dates, customer);
    if (problem) {
        auto total = find_total(record);
        return std::move(total ? *total : *problem);
    }
    if (layout.customer && customer.id.empty()) {
        return RowProblem{layout.header[*layout.customer], "no customer id (a row of a table of customers needs one)"};
    }
    return customer;
}

}  // namespace rfmeans::ingest
