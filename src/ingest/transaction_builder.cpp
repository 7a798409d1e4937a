#include "ingest/transaction_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/order_ids.hpp"
#include "ingest/plain_id.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
TransactionBuilder::TransactionBuilder(const RoleMap& roles) : roles_(roles) {
    for (const ColumnRole& column : roles.columns) {
        if (is_kept(column.role)) {
            attributes_.emplace_back().name = column.column;
        }
    }
}

void TransactionBuilder::begin_file(const Source& source) {
    layout_ = lay_out_rows(source, roles_);
    files_.push_back(source.file.path);
    dates_.begin_file(files_.back());
    all_semicolons_ = all_semicolons_ && source.dialect.delimiter == ';';
    attribute_places_.clear();
    for (const RawColumn& attribute : attributes_) {
        const auto found = std::find(source.header.begin(), source.header.end(), attribute.name);
        attribute_places_.push_back(found == source.header.end()
                                        ? std::nullopt
                                        : std::optional(static_cast<std::size_t>(found - source.header.begin())));
    }
}

std::optional<RowProblem> TransactionBuilder::add(const Record& record) {
    auto parsed = parse_row(record, layout_, dates_);
    if (auto* problem = std::get_if<RowProblem>(&parsed)) {
        return std::move(*problem);
    }
    const ParsedRow& row = std::get<ParsedRow>(parsed);
    result_.customer.push_back(row.customer.empty() ? kNoCustomer : customers_.intern(row.customer));
    result_.time.push_back(row.time);
    result_.flags.push_back(row.flags);
    if (layout_.order) {
        result_.order.push_back(row.order.empty() ? kNoOrder : orders_.intern(row.order));
    }
    if (layout_.total || layout_.price) {
        result_.amount.push_back(row.amount.mantissa);
        scales_.push_back(static_cast<std::uint8_t>(row.amount.scale));
        range_.note(row.amount, {.file = files_.size() - 1, .line = record.line});
        if (!row.currency.empty()) {
            add_currency(currencies_, row.currency, 1);
        }
    }
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        const auto& place = attribute_places_[i];
        attributes_[i].add(place ? record.fields[*place] : std::string_view{});
    }
    return std::nullopt;
}

Transactions TransactionBuilder::finish() {
    finish_customers();
    finish_orders();
    finish_amounts();
    finish_warnings();
    finish_attributes();
    result_.roles = roles_.columns;
    result_.filters = roles_.filters;
    result_.amount_source = roles_.amount_source();
    return std::move(result_);
}

void TransactionBuilder::finish_customers() {
    std::vector<std::int64_t> numbers;
    for (const std::string& id : customers_.entries()) {
        const auto number = read_plain_id(id);
        if (!number) {
            break;
        }
        numbers.push_back(*number);
    }
    if (numbers.size() != customers_.size()) {
        TextValues sorted = sort_dictionary(customers_, std::move(result_.customer));
        result_.ids.values = std::move(sorted.dictionary);
        result_.customer = std::move(sorted.codes);
        return;
    }
    std::vector<std::int64_t> ascending = numbers;
    std::sort(ascending.begin(), ascending.end());
    std::vector<std::int32_t> rank;
    for (const std::int64_t number : numbers) {
        const auto found = std::lower_bound(ascending.begin(), ascending.end(), number);
        rank.push_back(static_cast<std::int32_t>(found - ascending.begin()));
    }
    for (std::int32_t& customer : result_.customer) {
        customer = customer < 0 ? customer : rank[static_cast<std::size_t>(customer)];
    }
    result_.ids.values = std::move(ascending);
}

void TransactionBuilder::finish_orders() {
    const std::vector<CancellationMark> marks = find_cancellations(orders_, result_.order);
    for (std::size_t row = 0; row < result_.order.size(); ++row) {
        const std::int32_t order = result_.order[row];
        if (order >= 0 && marks[static_cast<std::size_t>(order)] == CancellationMark::cancelled) {
            result_.flags[row] = static_cast<std::uint8_t>(result_.flags[row] | row_flag::kReturn);
        }
    }
    const auto& customers = result_.customer;
    if (std::find(customers.begin(), customers.end(), kNoCustomer) != customers.end()) {
        TextValues sorted = sort_dictionary(orders_, std::move(result_.order));
        result_.order = std::move(sorted.codes);
        result_.order_ids = std::move(sorted.dictionary);
    } else {
        result_.order_ids.assign(orders_.entries().begin(), orders_.entries().end());
    }
}

void TransactionBuilder::finish_amounts() {
    range_.check([&](const RowPlace& place) { return fmt::format("line {} of '{}'", place.line, files_[place.file]); });
    result_.decimals = range_.decimals();
    for (std::size_t row = 0; row < scales_.size(); ++row) {
        result_.amount[row] = *rescale({result_.amount[row], scales_[row]}, result_.decimals);
    }
}

void TransactionBuilder::finish_warnings() {
    if (result_.amount.empty()) {
        if (auto warning = roles_.warn_of_missing_price()) {
            result_.warnings.push_back(std::move(*warning));
        }
        return;
    }
    const auto warn = [&](const CurrencyCounts& counts, const std::string& where) {
        if (auto warning = warn_of_currencies(counts, where)) {
            result_.warnings.push_back(std::move(*warning));
        }
    };
    warn(currencies_, "the amounts are in");
    for (const RawColumn& attribute : attributes_) {
        if (const auto counts = count_currencies(attribute)) {
            warn(*counts, fmt::format("column '{}' names", attribute.name));
        }
    }
}

void TransactionBuilder::finish_attributes() {
    const CommaNumbers commas = all_semicolons_ ? CommaNumbers::read : CommaNumbers::refused;
    result_.attributes = ingest::finish_attributes(std::move(attributes_), commas, roles_);
}

}  // namespace rfmeans::ingest
