// Recency, frequency and monetary of one customer's rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rfm/policies.hpp"
#include "rfm/shop_facts.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

/// The rule in force: automatic becomes orders where there is an order column, else rows.
/// Errors: Error{option} orders asked for without an order column.
[[nodiscard]] FrequencyRule resolve_frequency(const ShopFacts& shop, FrequencyRule rule);

/// Reads the rows of one customer at a time; keeps its memory between customers.
class CustomerMeter {
public:
    CustomerMeter(const Transactions& transactions, const std::vector<RowUse>& uses, FrequencyRule rule)
        : transactions_(transactions), uses_(uses), rule_(rule) {}

    /// The day of the last purchase; the rows hold at least one.
    [[nodiscard]] Day last_day(std::span<const std::int64_t> rows) const;

    /// Units of the rule; only purchases count.
    [[nodiscard]] std::int64_t frequency(std::span<const std::int64_t> rows);

    /// Exact sum in 10^−decimals, netted returns included.
    [[nodiscard]] numerics::Int128 amount(std::span<const std::int64_t> rows) const;

private:
    [[nodiscard]] bool is_purchase(std::int64_t row) const {
        return uses_[static_cast<std::size_t>(row)] == RowUse::purchase;
    }

    const Transactions& transactions_;
    const std::vector<RowUse>& uses_;
    FrequencyRule rule_;
    std::vector<std::int64_t> seen_;
};

}  // namespace rfmeans::rfm
