// Scores and rule segments of a table whose tensor is filled.
#pragma once

#include "rfmeans/rfm_table.hpp"

namespace rfmeans::rfm {

/// Fills scores, rule_names and rule_segment of the first window.
void score_customers(RfmTable& table);

}  // namespace rfmeans::rfm
