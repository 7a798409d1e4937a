// The customers of all partitions → one table's, ascending by id.
#pragma once

#include <vector>

#include "rfm/measured_customers.hpp"
#include "rfm/partition_customers.hpp"

namespace rfmeans::rfm {

struct JoinRules {
    GuestsRule guests = GuestsRule::drop;
    bool numeric_ids = false;
};

/// `parts` are given up on the way.
[[nodiscard]] MeasuredCustomers join_partitions(std::vector<PartitionCustomers>& parts, const JoinRules& rules);

}  // namespace rfmeans::rfm
