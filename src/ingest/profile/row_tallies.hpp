// What single rows tell: counted and valued while they pass.
#pragma once

#include <limits>

#include "ingest/currencies.hpp"
#include "ingest/order_ids.hpp"
#include "ingest/profile/day_book.hpp"
#include "ingest/row_parser.hpp"

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

/// Of rows that could be read. Sums, so the order of rows changes nothing.
struct RowTallies {
    RowTally guests, returns, free, negative_price, unequal_total;
    RowTally cancelled;       ///< of order ids 'C' and digits, whether that means something or not
    RowTally cancelled_only;  ///< of those, rows that are no returns for another reason
    DayBook days;
    int decimals = 0;  ///< the most places of an amount
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    CurrencyCounts currencies;  ///< written beside amounts
    OrderRows orders;

    void add(const ParsedRow& row);
    void add(const RowTallies& other);
};

}  // namespace rfmeans::ingest
