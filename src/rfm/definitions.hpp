// Every definition in force, in words.
#pragma once

#include <vector>

#include "rfm/shop_facts.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans::rfm {

/// `frequency` is the rule in force, never automatic.
[[nodiscard]] std::vector<NamedText> describe_definitions(const ShopFacts& shop, const RfmSpec& spec,
                                                          FrequencyRule frequency, Day as_of);

}  // namespace rfmeans::rfm
