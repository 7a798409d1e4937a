#include "ingest/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/decimal.hpp"
#include "ingest/order_ids.hpp"

namespace rfmeans::ingest {
namespace {

/// Counts rows and adds up their amounts.
class Tally {
public:
    explicit Tally(const Transactions& transactions) : transactions_(transactions) {}

    void add(std::int64_t transaction) {
        ++rows_;
        if (transaction >= 0 && !transactions_.amount.empty()) {
            units_ += transactions_.amount[static_cast<std::size_t>(transaction)];
        }
    }

    void put(const std::string& what, std::vector<Finding>& findings) const {
        if (rows_ > 0) {
            const bool valued = !transactions_.amount.empty();
            findings.push_back({what, rows_, valued ? format_decimal(units_, transactions_.decimals) : ""});
        }
    }

private:
    const Transactions& transactions_;
    std::int64_t rows_ = 0;
    Int128 units_ = 0;
};

const RawColumn* column_of(Role role, const Transactions& transactions, const RawTable& table) {
    for (std::size_t i = 0; i < transactions.roles.size(); ++i) {
        if (transactions.roles[i].role == role) {
            return &table.columns()[i];
        }
    }
    return nullptr;
}

// One decimal a distinct value; a comma is tried where points don't do and the dialect allows it.
std::vector<std::optional<Decimal>> read_decimals(const RawColumn& column, CommaNumbers commas) {
    std::vector<std::optional<Decimal>> numbers;
    for (const std::string& text : column.values.entries()) {
        numbers.push_back(parse_decimal(text, DecimalMark::point).value);
        if (!numbers.back() && commas == CommaNumbers::read) {
            numbers.back() = parse_decimal(text, DecimalMark::comma).value;
        }
    }
    return numbers;
}

std::optional<Decimal> value_at(const RawColumn& column, const std::vector<std::optional<Decimal>>& numbers,
                                std::size_t row) {
    const std::int32_t code = column.codes[row];
    return code < 0 ? std::nullopt : numbers[static_cast<std::size_t>(code)];
}

void find_flagged(const Transactions& transactions, std::vector<Finding>& findings) {
    Tally guests(transactions), returns(transactions), free(transactions);
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        const auto index = static_cast<std::int64_t>(row);
        if (transactions.customer[row] == kNoCustomer) {
            guests.add(index);
        }
        if ((transactions.flags[row] & row_flag::kReturn) != 0) {
            returns.add(index);
        }
        if ((transactions.flags[row] & row_flag::kFree) != 0) {
            free.add(index);
        }
    }
    const auto& roles = transactions.roles;
    if (std::any_of(roles.begin(), roles.end(), [](const ColumnRole& role) { return role.role == Role::customer; })) {
        guests.put("rows without a customer id", findings);
    }
    returns.put("returns (negative quantity or amount, or a cancelled order)", findings);
    free.put("free rows (unit price of 0 or less)", findings);
}

// Filters in their order: a row is the first one's. Rows after the as-of date are those that pass them.
void find_left_out(const Transactions& transactions, const ProfileSpec& days, std::vector<Finding>& findings) {
    Tally filtered(transactions), before(transactions), after(transactions), late(transactions);
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        const auto index = static_cast<std::int64_t>(row);
        const Day day = day_of(transactions.time[row]);
        if ((transactions.flags[row] & row_flag::kFiltered) != 0) {
            filtered.add(index);
        } else if (days.period.from && day < *days.period.from) {
            before.add(index);
        } else if (days.period.to && day > *days.period.to) {
            after.add(index);
        } else if (days.as_of && day > *days.as_of) {
            late.add(index);
        }
    }
    filtered.put("rows left out by --where", findings);
    before.put("rows before --from", findings);
    after.put("rows after --to", findings);
    late.put("rows after the as-of date", findings);
}

void find_cancelled(const Transactions& transactions, const RawTable& table, std::vector<Finding>& findings) {
    const RawColumn* orders = column_of(Role::order, transactions, table);
    if (!orders) {
        return;
    }
    const auto marks = find_cancellations(orders->values, orders->codes);
    Tally cancelled(transactions);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::int32_t code = orders->codes[row];
        if (code >= 0 && marks[static_cast<std::size_t>(code)] == CancellationMark::cancelled) {
            cancelled.add(table.transactions()[row]);
        }
    }
    cancelled.put("rows of cancelled orders (order ids 'C...')", findings);
}

void find_odd_prices(const Transactions& transactions, const RawTable& table, std::vector<Finding>& findings) {
    const RawColumn* price = column_of(Role::price, transactions, table);
    const RawColumn* quantity = column_of(Role::quantity, transactions, table);
    const RawColumn* total = column_of(Role::total, transactions, table);
    if (!price) {
        return;
    }
    const auto prices = read_decimals(*price, table.commas());
    Tally negative(transactions), unequal(transactions);
    const bool comparable = quantity && total;
    const auto quantities = comparable ? read_decimals(*quantity, table.commas()) : prices;
    const auto totals = comparable ? read_decimals(*total, table.commas()) : prices;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto value = value_at(*price, prices, row);
        if (value && value->mantissa < 0) {
            negative.add(table.transactions()[row]);
        }
        if (comparable && value) {
            const auto count = value_at(*quantity, quantities, row), given = value_at(*total, totals, row);
            if (count && given && multiply(*count, *value) != given) {
                unequal.add(table.transactions()[row]);
            }
        }
    }
    negative.put("rows with a negative unit price", findings);
    unequal.put("rows whose total is not price x quantity (the total stands as given)", findings);
}

void find_odd_columns(const RawTable& table, std::vector<Finding>& findings) {
    const auto rows = static_cast<std::int64_t>(table.rows());
    const auto& columns = table.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const RawColumn& column = columns[i];
        if (column.values.size() == 0) {
            findings.push_back({fmt::format("column '{}' has no values", column.name), rows, ""});
            continue;
        }
        const bool full = std::find(column.codes.begin(), column.codes.end(), -1) == column.codes.end();
        if (column.values.size() == 1 && full && rows > 1) {
            findings.push_back(
                {fmt::format("column '{}' is constant ('{}')", column.name, column.values.entries().front()), rows,
                 ""});
        }
        for (std::size_t j = 0; j < i && column.values.size() > 1; ++j) {
            if (are_copies(columns[j], column)) {
                findings.push_back(
                    {fmt::format("column '{}' is an exact copy of '{}'", column.name, columns[j].name), rows, ""});
                break;
            }
        }
    }
}

void find_date_doubts(const DateReading& dates, std::vector<Finding>& findings) {
    if (dates.fit_both == 0) {
        return;
    }
    if (!dates.format) {
        findings.push_back(
            {fmt::format("dates of column '{}' fit D/M and M/D, and nothing decides: it is not read as the "
                         "date (give --date-format dmy or mdy)",
                         dates.column),
             dates.fit_both, ""});
        return;
    }
    const double share = 100 * static_cast<double>(dates.fit_both) / static_cast<double>(dates.values);
    findings.push_back({fmt::format("dates of column '{}' fit D/M and M/D ({:.1f} %); the rest decide {}", dates.column,
                                    share, *dates.format == DateFormat::mdy ? "M/D" : "D/M"),
                        dates.fit_both, ""});
}

}  // namespace

std::vector<Finding> find_oddities(const Transactions& transactions, const RawTable& table, const ProfileSpec& days) {
    std::vector<Finding> findings;
    std::int64_t blank = 0, rejected = 0;
    for (const InputFile& file : transactions.files) {
        blank += file.blank_rows;
        rejected += file.rejected_rows;
    }
    if (blank > 0) {
        findings.push_back({"blank rows", blank, ""});
    }
    if (rejected > 0) {
        findings.push_back({"rejected rows (they cannot be read)", rejected, ""});
    }
    find_date_doubts(transactions.dates, findings);
    find_left_out(transactions, days, findings);
    find_flagged(transactions, findings);
    find_cancelled(transactions, table, findings);
    find_odd_prices(transactions, table, findings);
    Tally duplicates(transactions);
    for (const std::size_t row : table.find_duplicates()) {
        duplicates.add(table.transactions()[row]);
    }
    duplicates.put("exact duplicate rows (beyond the first of each)", findings);
    find_odd_columns(table, findings);
    return findings;
}

}  // namespace rfmeans::ingest
