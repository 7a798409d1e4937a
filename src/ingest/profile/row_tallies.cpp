#include "ingest/profile/row_tallies.hpp"

#include <algorithm>

namespace rfmeans::ingest {

void RowTallies::note_left_out(const ParsedRow& row, const UsedDays& used) {
    const Day day = day_of(row.time);
    if ((row.flags & row_flag::kFiltered) != 0) {
        filtered.add(row.amount);
    } else if (used.period.from && day < *used.period.from) {
        before_period.add(row.amount);
    } else if (used.period.to && day > *used.period.to) {
        after_period.add(row.amount);
    } else if (used.as_of && day > *used.as_of) {
        after_as_of.add(row.amount);
    }
}

void RowTallies::add(const ParsedRow& row, const UsedDays& used) {
    note_left_out(row, used);
    DayTally& day = days.at(day_of(row.time));
    ++day.rows;
    day.amount.add(row.amount);
    first_time = std::min(first_time, row.time);
    last_time = std::max(last_time, row.time);
    decimals = std::max(decimals, row.amount.scale);
    if (row.customer.empty()) {
        guests.add(row.amount);
    }
    const bool returned = (row.flags & row_flag::kReturn) != 0;
    if (returned) {
        returns.add(row.amount);
    }
    if ((row.flags & row_flag::kFree) != 0) {
        free.add(row.amount);
    }
    if (row.negative_price) {
        negative_price.add(row.amount);
    }
    if (row.unequal_total) {
        unequal_total.add(row.amount);
    }
    orders.all += row.order.empty() ? 0 : 1;
    if (is_all_digits(row.order)) {
        ++orders.plain;
    } else if (looks_cancelled(row.order)) {
        cancelled.add(row.amount);
        if (!returned) {
            cancelled_only.add(row.amount);
        }
    }
    if (!row.currency.empty()) {
        add_currency(currencies, row.currency, 1);
    }
}

void RowTallies::add(const RowTallies& other) {
    filtered.add(other.filtered);
    before_period.add(other.before_period);
    after_period.add(other.after_period);
    after_as_of.add(other.after_as_of);
    guests.add(other.guests);
    returns.add(other.returns);
    free.add(other.free);
    negative_price.add(other.negative_price);
    unequal_total.add(other.unequal_total);
    cancelled.add(other.cancelled);
    cancelled_only.add(other.cancelled_only);
    days.add(other.days);
    decimals = std::max(decimals, other.decimals);
    first_time = std::min(first_time, other.first_time);
    last_time = std::max(last_time, other.last_time);
    orders.all += other.orders.all;
    orders.plain += other.orders.plain;
    for (const auto& [name, rows] : other.currencies) {
        currencies[name] += rows;
    }
}

}  // namespace rfmeans::ingest
