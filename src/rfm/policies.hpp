// Which rows count, and for what: filters, guests, returns, free rows, as-of date.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

/// What a row does for its customer. Each row that is left out has one reason: the first policy that takes it.
enum class RowUse : std::uint8_t {
    purchase,
    amount_only,
    no_customer,
    returned,
    free,
    after_as_of,
    no_purchase,
    filtered,
    before_period,
    after_period
};

/// How often each use occurs.
[[nodiscard]] std::int64_t count_rows(const std::vector<RowUse>& uses, RowUse use);

/// [rows] by the policies in their order: filters of columns, period, guests, returns, free rows, as-of date.
/// (no_purchase is found later, by customer.)
[[nodiscard]] std::vector<RowUse> apply_policies(const Transactions& transactions, const RfmSpec& spec);

/// Throws Error{content} saying which policies took the rows, where none is left.
void check_rows_left(const Transactions& transactions, const std::vector<RowUse>& uses, const RfmSpec& spec);

/// The rows read, used and left out, by reason.
[[nodiscard]] std::vector<NamedCount> count_uses(const std::vector<RowUse>& uses);

[[nodiscard]] inline bool is_used(RowUse use) {
    return use == RowUse::purchase || use == RowUse::amount_only;
}

}  // namespace rfmeans::rfm
