// Tables of customers and kept rows, compared bit by bit.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/kept_transactions.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans::test {

/// So that NaN equals itself, and 0 and -0 differ.
[[nodiscard]] std::uint64_t bits(double x);
[[nodiscard]] std::vector<std::uint64_t> bits(const std::vector<double>& values);

void expect_same_columns(const std::vector<Column>& found, const std::vector<Column>& expected);
void expect_same_rfm(const RfmTable& found, const RfmTable& expected);
void expect_same_transactions(const KeptTransactions& found, const KeptTransactions& expected);

}  // namespace rfmeans::test
