// One partition of packed rows → its customers.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rfm/measured_customers.hpp"
#include "rfm/packed_values.hpp"
#include "rfm/partition_sums.hpp"

namespace rfmeans::rfm {

/// Partitions too large for the memory are read several times, each time for the customers whose hash says so.
struct Pass {
    std::uint64_t number = 0, of = 1;
};

/// Customers with a purchase: the named ones, then the guests.
struct PartitionCustomers {
    struct Guest {
        GuestOrder order;
        std::string order_id;              ///< empty: none
        std::int32_t place = kNoCustomer;  ///< among the customers with a purchase
    };

    MeasurePieces measures;          ///< of those with a purchase, the named ones first
    std::size_t named = 0;           ///< of them
    std::vector<std::string> texts;  ///< [named] ids; empty where all of the data are numbers
    std::vector<Guest> guests;       ///< those without a purchase too
    std::vector<Column> attributes;  ///< each [measures]

    UseCounts uses;
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();  ///< of the rows used
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    std::int64_t seen = 0;                 ///< customers without a purchase too
    std::vector<std::string> guest_names;  ///< ids of named customers that a guest could have
};

struct PartitionPlan {
    const PackedRows& packed;
    const PackedNumbers& numbers;
    const MeterRules& rules;
};

/// What a thread needs on the way, kept from one partition to the next.
struct PartitionTables {
    explicit PartitionTables(const PartitionPlan& plan) : sums(plan.rules), values(plan.packed, plan.numbers) {}

    PartitionSums sums;
    PackedValues values;
};

/// The last pass releases the partition.
[[nodiscard]] PartitionCustomers measure_partition(const PartitionPlan& plan, std::size_t partition, const Pass& pass,
                                                   PartitionTables& tables);

}  // namespace rfmeans::rfm
