// One partition of packed rows → its customers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

    std::vector<std::int64_t> numbers;        ///< ids of named customers where all of the data are numbers
    std::vector<std::string> texts;           ///< else
    std::vector<Guest> guests;                ///< those without a purchase too
    std::vector<std::int64_t> last_purchase;  ///< [customers]
    std::vector<std::int64_t> frequency;      ///< [customers]
    std::vector<numerics::Int128> amount;     ///< [customers]
    std::vector<Column> attributes;           ///< each [customers]

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
[[nodiscard]] PartitionCustomers measure_partition(const PartitionPlan& plan, std::size_t partition, const Pass& pass);

}  // namespace rfmeans::rfm
