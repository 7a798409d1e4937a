// What every tool must find, before its time counts.
#pragma once

#include <nlohmann/json.hpp>

#include "rfmeans/rfm_table.hpp"

namespace rfmeans::bench {

/// Customers, orders, revenue in cents, day of the last row, and three sums over the customers modulo 2^31 − 1 of
/// id × (last day, orders, cents), as bench/peers/rfm_from_csv.py makes them.
[[nodiscard]] nlohmann::json answer_of(const RfmTable& table);

}  // namespace rfmeans::bench
