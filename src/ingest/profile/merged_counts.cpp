#include "ingest/profile/merged_counts.hpp"

#include <map>

#include "ingest/profile/row_texts.hpp"
#include "parallel/loops.hpp"

namespace rfmeans::ingest {
namespace {

Duplicates find_duplicates(const std::vector<KeyLog*>& rows, std::size_t memory_bytes) {
    Duplicates duplicates;
    KeyLog::visit(rows, memory_bytes,
                  {.first = [](std::string_view) {},
                   .repeat =
                       [&](std::string_view text) {
                           ++duplicates.rows;
                           if (const auto amount = read_amount(text)) {
                               duplicates.amount.add(*amount);
                           }
                       }});
    return duplicates;
}

std::vector<std::pair<std::int32_t, std::int64_t>> count_orders(const std::vector<KeyLog*>& order_months,
                                                                std::size_t memory_bytes) {
    std::map<std::int32_t, std::int64_t> months;
    KeyLog::visit(
        order_months, memory_bytes,
        {.first = [&](std::string_view text) { ++months[read_month(text)]; }, .repeat = [](std::string_view) {}});
    return {months.begin(), months.end()};
}

}  // namespace

MergedCounts merge_counts(const std::vector<ProfileSink*>& sinks, std::size_t memory_bytes) {
    MergedCounts merged;
    std::vector<KeyLog*> rows, order_months;
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
    loops::parallel_invoke([&] { merged.duplicates = find_duplicates(rows, memory_bytes / 2); },
                           [&] { merged.month_orders = count_orders(order_months, memory_bytes / 2); });
    return merged;
}

}  // namespace rfmeans::ingest
