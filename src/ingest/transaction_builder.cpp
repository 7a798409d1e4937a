#include "ingest/transaction_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ingest/customer_ids.hpp"
#include "ingest/order_ids.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

// For comparing amounts in a message only, so double is enough.
double magnitude(const Decimal& value) {
    constexpr double kTenths[] = {1e0,   1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,  1e-7,  1e-8, 1e-9,
                                  1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17, 1e-18};
    return std::fabs(static_cast<double>(value.mantissa)) * kTenths[value.scale];
}

}  // namespace

TransactionBuilder::TransactionBuilder(const RoleMap& roles) : roles_(roles) {
    for (const ColumnRole& column : roles.columns) {
        if (is_kept(column.role)) {
            attributes_.emplace_back().name = column.column;
        }
    }
}

void TransactionBuilder::begin_file(const Source& source) {
    layout_ = lay_out_rows(source, roles_);
    file_ = source.file.path;
    dates_.begin_file(file_);
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
        note_amount(row.amount, record.line);
        if (!row.currency.empty()) {
            const auto known = currencies_.find(row.currency);
            ++(known == currencies_.end() ? currencies_[std::string(row.currency)] : known->second);
        }
    }
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        const auto& place = attribute_places_[i];
        attributes_[i].add(place ? record.fields[*place] : std::string_view{});
    }
    return std::nullopt;
}

void TransactionBuilder::note_amount(const Decimal& amount, std::int64_t line) {
    if (finest_.line == 0 || amount.scale > finest_.amount.scale) {
        finest_ = {amount, file_, line};
    }
    if (largest_.line == 0 || magnitude(amount) > magnitude(largest_.amount)) {
        largest_ = {amount, file_, line};
    }
}

Transactions TransactionBuilder::finish() {
    finish_customers();
    finish_orders();
    finish_amounts();
    finish_currencies();
    finish_attributes();
    result_.roles = roles_.columns;
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
    const std::vector<CancellationMark> marks = find_cancellations(orders_);
    for (std::size_t row = 0; row < result_.order.size(); ++row) {
        const std::int32_t order = result_.order[row];
        if (order >= 0 && marks[static_cast<std::size_t>(order)] == CancellationMark::cancelled) {
            result_.flags[row] = static_cast<std::uint8_t>(result_.flags[row] | row_flag::kReturn);
        }
    }
}

void TransactionBuilder::finish_amounts() {
    for (const std::uint8_t scale : scales_) {
        result_.decimals = std::max(result_.decimals, static_cast<int>(scale));
    }
    for (std::size_t row = 0; row < scales_.size(); ++row) {
        const auto units = rescale({result_.amount[row], scales_[row]}, result_.decimals);
        if (!units) {
            throw Error(Failure::content,
                        fmt::format("the amounts need {} decimal places (line {} of '{}': {}), at which {} (line {} of "
                                    "'{}') is beyond 64-bit integers. Round the column of the amounts to fewer places",
                                    result_.decimals, finest_.line, finest_.file,
                                    format_decimal(finest_.amount.mantissa, finest_.amount.scale),
                                    format_decimal(largest_.amount.mantissa, largest_.amount.scale), largest_.line,
                                    largest_.file));
        }
        result_.amount[row] = *units;
    }
}

void TransactionBuilder::finish_currencies() {
    if (result_.amount.empty()) {
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
    result_.attributes = ingest::finish_attributes(std::move(attributes_), commas, roles_.columns);
}

}  // namespace rfmeans::ingest
