#include "ingest/profile/merged_counts.hpp"

#include <map>

namespace rfmeans::ingest {
namespace {

Duplicates find_duplicates(const std::vector<ValueCounter*>& rows) {
    Duplicates duplicates;
    ValueCounter::visit(rows, [&](const CountedValue& row) {
        if (row.count == 1) {
            return;
        }
        duplicates.rows += row.count - 1;
        if (const auto amount = read_amount(row.text)) {
            duplicates.amount.add_times(*amount, row.count - 1);
        }
    });
    return duplicates;
}

std::vector<std::pair<std::int32_t, std::int64_t>> count_orders(const std::vector<ValueCounter*>& order_months) {
    std::map<std::int32_t, std::int64_t> months;
    ValueCounter::visit(order_months, [&](const CountedValue& order) { ++months[read_month(order.text)]; });
    return {months.begin(), months.end()};
}

}  // namespace

MergedCounts merge_counts(const std::vector<ProfileSink*>& sinks) {
    MergedCounts merged;
    std::vector<ValueCounter*> rows, order_months;
    for (ProfileSink* sink : sinks) {
        merged.columns.resize(sink->columns.size());
        for (std::size_t i = 0; i < sink->columns.size(); ++i) {
            MergedColumn& column = merged.columns[i];
            column.values.push_back(&sink->columns[i].values);
            column.missing += sink->columns[i].missing;
            column.signature.high += sink->columns[i].signature.high;
            column.signature.low += sink->columns[i].signature.low;
        }
        rows.push_back(&sink->rows);
        order_months.push_back(&sink->order_months);
        merged.tallies.add(sink->tallies);
    }
    merged.duplicates = find_duplicates(rows);
    merged.month_orders = count_orders(order_months);
    return merged;
}

}  // namespace rfmeans::ingest
