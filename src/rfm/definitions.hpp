// Every definition in force, in words.
#pragma once

#include <vector>

#include "rfmeans/customer_table.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

/// `frequency` is the rule in force, never automatic.
[[nodiscard]] std::vector<NamedText> describe_definitions(const Transactions& transactions, const RfmSpec& spec,
                                                          FrequencyRule frequency, Day as_of);

/// The same for tables of customers.
[[nodiscard]] std::vector<NamedText> describe_given_measures(const CustomerTable& customers, const RfmSpec& spec,
                                                             const RfmTable& table);

}  // namespace rfmeans::rfm
