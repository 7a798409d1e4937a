// Stage 2: transactions → customers × RFM tensor, scores and rule segments.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/kept_transactions.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans {

/// Errors: Error{content} where no row or no customer is left (says which policy took them) or a sum leaves int64;
/// Error{option} where a rule needs a column that is not there (`--frequency orders` without orders).
[[nodiscard]] RfmTable build_rfm(const Transactions& transactions, const RfmSpec& spec);

/// The rows as a study keeps them; `table` was made from them. Takes what it needs out of `transactions`.
[[nodiscard]] KeptTransactions keep_transactions(Transactions&& transactions, const RfmTable& table);

/// The filters in force in words: "--where Country = 'France' or 'Spain', --from 2011-01-01; other rows are left out".
[[nodiscard]] std::string describe_filters(const std::vector<ColumnFilter>& columns, const Period& period);

/// Scores 1–5 for one feature by the rule of R's package rfm 0.3.0: cut points are the type-7 quantiles at 20, 40, 60
/// and 80 % plus 1, intervals [lower, upper), so equal values always score alike. `reversed` for recency (low is good).
/// Values are [n], finite; returns [n].
enum class ScoreOrder { ascending, reversed };
[[nodiscard]] std::vector<std::uint8_t> score_quintiles(const std::vector<double>& values, ScoreOrder order);

}  // namespace rfmeans
