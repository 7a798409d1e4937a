// What single rows tell: counted and valued while they pass.
#pragma once

#include <limits>
#include <optional>

#include "ingest/currencies.hpp"
#include "ingest/order_ids.hpp"
#include "ingest/profile/day_book.hpp"
#include "ingest/row_parser.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

struct RowTally {
    std::int64_t rows = 0;
    DecimalSum amount;

    void add(const Decimal& value) {
        ++rows;
        amount.add(value);
    }
    void add(const RowTally& other) {
        rows += other.rows;
        amount.add(other.amount);
    }
};

/// Rows of other days are left out of what is made of the files.
struct UsedDays {
    Period period = {};
    std::optional<Day> as_of = {};
};

/// Of rows that could be read. Sums, so the order of rows changes nothing.
struct RowTallies {
    RowTally guests, returns, free, negative_price, unequal_total;
    RowTally filtered, before_period, after_period, after_as_of;  ///< each row under the first that applies
    RowTally cancelled;       ///< of order ids 'C' and digits, whether that means something or not
    RowTally cancelled_only;  ///< of those, rows that are no returns for another reason
    DayBook days;
    int decimals = 0;  ///< the most places of an amount
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    CurrencyCounts currencies;  ///< written beside amounts
    OrderRows orders;

    void add(const ParsedRow& row, const UsedDays& used);
    void add(const RowTallies& other);

private:
    void note_left_out(const ParsedRow& row, const UsedDays& used);
};

}  // namespace rfmeans::ingest
