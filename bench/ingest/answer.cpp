#include "bench/ingest/answer.hpp"

#include <fmt/format.h>

#include "rfmeans/error.hpp"

namespace rfmeans::bench {
namespace {

constexpr std::int64_t kModulus = 2'147'483'647;

std::int64_t cents_of(std::int64_t units, int decimals) {
    if (decimals > 2) {
        throw Error(Failure::content, fmt::format("amounts with {} decimals (the made rows have two). Give a file of "
                                                  "bench_made_rows",
                                                  decimals));
    }
    for (; decimals < 2; ++decimals) {
        units *= 10;
    }
    return units;
}

}  // namespace

nlohmann::json answer_of(const RfmTable& table) {
    const auto* ids = std::get_if<std::vector<std::int64_t>>(&table.ids.values);
    if (!ids || !table.has_monetary()) {
        throw Error(Failure::content,
                    "customers without numbers or rows without amounts. Give a file of "
                    "bench_made_rows");
    }
    std::int64_t orders = 0, total = 0, last = 0, days = 0, counts = 0, sums = 0;
    for (std::size_t customer = 0; customer < ids->size(); ++customer) {
        const double* row = table.row(0, customer);
        const std::int64_t id = (*ids)[customer];
        const auto day = static_cast<std::int64_t>(table.as_of.front()) - static_cast<std::int64_t>(row[0]);
        const auto count = static_cast<std::int64_t>(row[1]);
        const std::int64_t cents = cents_of(table.monetary_units[customer], table.decimals);
        orders += count;
        total += cents;
        last = std::max(last, day);
        days += id * day % kModulus;
        counts += id * count % kModulus;
        sums += id * (cents % kModulus) % kModulus;
    }
    return {{"customers", ids->size()},
            {"orders", orders},
            {"cents", total},
            {"last_day", last},
            {"checks", {days % kModulus, counts % kModulus, sums % kModulus}}};
}

}  // namespace rfmeans::bench
