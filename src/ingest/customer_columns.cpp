#include "ingest/customer_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ingest/date_texts.hpp"
#include "ingest/plain_id.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

// One rounding while the mantissa is below 2^53: powers of ten up to 10^18 are exact.
double to_double(const Decimal& value) {
    return static_cast<double>(value.mantissa) / std::pow(10.0, value.scale);
}

}  // namespace

CustomerColumns::CustomerColumns(const RoleMap& roles) : roles_(roles) {
    for (const ColumnRole& column : roles.columns) {
        if (is_kept(column.role)) {
            attributes_.emplace_back().name = column.column;
        }
    }
}

void CustomerColumns::begin_file(const Source& source) {
    layout_ = lay_out_customers(source, roles_);
    file_ = source.file.path;
    dates_.begin_file(file_);
    all_semicolons_ = all_semicolons_ && source.dialect.delimiter == ';';
    attribute_places_.clear();
    for (const RawColumn& attribute : attributes_) {
        const auto found = std::find(source.header.begin(), source.header.end(), attribute.name);
        attribute_places_.push_back(static_cast<std::size_t>(found - source.header.begin()));
    }
}

std::optional<RowProblem> CustomerColumns::add(const Record& record) {
    ++row_;
    auto parsed = parse_customer(record, layout_, dates_);
    if (auto* problem = std::get_if<RowProblem>(&parsed)) {
        return std::move(*problem);
    }
    const auto& customer = std::get<ParsedCustomer>(parsed);
    const std::string id = layout_.customer ? std::string(customer.id) : std::to_string(row_);
    const auto [place, is_new] = places_.emplace(id, fmt::format("line {} of '{}'", record.line, file_));
    if (!is_new) {
        return RowProblem{layout_.header[*layout_.customer],
                          fmt::format("'{}' is there before, on {} (a table of customers has one row each)",
                                      shorten(id), place->second)};
    }
    rows_.push_back({id, customer.last_time, customer.recency, customer.frequency, customer.monetary});
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        attributes_[i].add(record.fields[attribute_places_[i]]);
    }
    return std::nullopt;
}

CustomerTable CustomerColumns::finish() {
    std::vector<std::size_t> order(rows_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool numeric = std::all_of(rows_.begin(), rows_.end(), [](const Row& row) { return read_plain_id(row.id); });
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const std::string &left = rows_[a].id, &right = rows_[b].id;
        // Plain numbers have no leading zeros, so the shorter is the smaller.
        return numeric && left.size() != right.size() ? left.size() < right.size() : left < right;
    });
    CustomerTable table;
    finish_ids(order, table);
    finish_measures(order, table);
    const CommaNumbers commas = all_semicolons_ ? CommaNumbers::read : CommaNumbers::refused;
    std::deque<RawColumn> attributes;
    for (const RawColumn& attribute : attributes_) {
        append_with_plain_dates(attribute, attributes);
    }
    for (const Column& column : finish_attributes(std::move(attributes), commas, roles_)) {
        table.attributes.push_back(take_rows(column, order));
    }
    table.roles = roles_.columns;
    return table;
}

void CustomerColumns::finish_ids(const std::vector<std::size_t>& order, CustomerTable& table) const {
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    for (const std::size_t row : order) {
        if (const auto number = read_plain_id(rows_[row].id)) {
            numbers.push_back(*number);
        }
        texts.push_back(rows_[row].id);
    }
    if (numbers.size() == order.size()) {
        table.ids.values = std::move(numbers);
    } else {
        table.ids.values = std::move(texts);
    }
}

void CustomerColumns::finish_measures(const std::vector<std::size_t>& order, CustomerTable& table) const {
    for (const Row& row : rows_) {
        table.decimals = std::max(table.decimals, row.monetary.scale);
    }
    for (const std::size_t i : order) {
        const Row& row = rows_[i];
        if (roles_.recency_is_date) {
            table.last_time.push_back(row.last_time);
        } else {
            table.recency.push_back(to_double(row.recency));
        }
        table.frequency.push_back(to_double(row.frequency));
        if (!roles_.find(Role::monetary)) {
            continue;
        }
        const auto units = rescale(row.monetary, table.decimals);
        if (!units) {
            throw Error(
                Failure::content,
                fmt::format("the monetary values need {} decimal places, at which {} of customer '{}' is beyond "
                            "64-bit integers. Round the column to fewer places",
                            table.decimals, format_decimal(row.monetary.mantissa, row.monetary.scale), row.id));
        }
        table.monetary.push_back(*units);
    }
}

}  // namespace rfmeans::ingest
