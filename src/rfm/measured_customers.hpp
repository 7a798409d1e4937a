// Customers with what was measured of them, and the table that is made of it.
#pragma once

#include <cstdint>
#include <vector>

#include "rfm/policies.hpp"
#include "rfm/shop_facts.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans::rfm {

struct MeasuredCustomers {
    CustomerIds ids;                             ///< [customers] with a purchase, ascending
    std::vector<Day> last_day;                   ///< [customers] of the last purchase
    std::vector<std::int64_t> frequency;         ///< [customers]
    std::vector<numerics::Int128> amount;        ///< [customers] in 10^-decimals; empty: no amounts
    std::vector<Column> attributes;              ///< each [customers]
    UseCounts uses;                              ///< of all rows
    std::int64_t customers_seen = 0;             ///< those without a purchase too
    std::int64_t first_time = 0, last_time = 0;  ///< of the rows used
};

/// Tensor, exact amounts, scores, rule segments, definitions and counts. `frequency` is the rule in force.
/// Errors: Error{content} where a customer's amounts leave int64.
[[nodiscard]] RfmTable make_table(MeasuredCustomers&& measured, const ShopFacts& shop, const RfmSpec& spec,
                                  FrequencyRule frequency);

}  // namespace rfmeans::rfm
