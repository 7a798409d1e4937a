#include "rfm/measures.hpp"

#include <algorithm>
#include <limits>

#include "rfmeans/error.hpp"

namespace rfmeans::rfm {

FrequencyRule resolve_frequency(const ShopFacts& shop, FrequencyRule rule) {
    if (rule == FrequencyRule::automatic) {
        return shop.has_orders ? FrequencyRule::orders : FrequencyRule::rows;
    }
    if (rule == FrequencyRule::orders && !shop.has_orders) {
        throw Error(Failure::option,
                    "--frequency orders needs an order column, which the files do not have. Name it with "
                    "--columns order=NAME, or use --frequency rows");
    }
    return rule;
}

Day CustomerMeter::last_day(std::span<const std::int64_t> rows) const {
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (const std::int64_t row : rows) {
        if (is_purchase(row)) {
            last = std::max(last, transactions_.time[static_cast<std::size_t>(row)]);
        }
    }
    return day_of(last);
}

std::int64_t CustomerMeter::frequency(std::span<const std::int64_t> rows) {
    std::int64_t units_of_their_own = 0;
    seen_.clear();
    for (const std::int64_t row : rows) {
        if (!is_purchase(row)) {
            continue;
        }
        const auto i = static_cast<std::size_t>(row);
        if (rule_ == FrequencyRule::rows || (rule_ == FrequencyRule::orders && transactions_.order[i] == kNoOrder)) {
            ++units_of_their_own;
        } else {
            seen_.push_back(rule_ == FrequencyRule::orders       ? transactions_.order[i]
                            : rule_ == FrequencyRule::timestamps ? transactions_.time[i]
                                                                 : day_of(transactions_.time[i]));
        }
    }
    std::sort(seen_.begin(), seen_.end());
    return units_of_their_own + (std::unique(seen_.begin(), seen_.end()) - seen_.begin());
}

numerics::Int128 CustomerMeter::amount(std::span<const std::int64_t> rows) const {
    numerics::Int128 sum = 0;
    for (const std::int64_t row : rows) {
        sum += transactions_.amount[static_cast<std::size_t>(row)];
    }
    return sum;
}

}  // namespace rfmeans::rfm
