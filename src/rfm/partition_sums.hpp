// The customers of one partition of packed rows, and what their rows add up to.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rfm/guests.hpp"
#include "rfm/key_table.hpp"
#include "rfm/policies.hpp"
#include "rfm/text_index.hpp"
#include "rfmeans/packed_entry.hpp"

namespace rfmeans::rfm {

/// How rows are used and measured.
struct MeterRules {
    RfmSpec spec;
    FrequencyRule frequency = FrequencyRule::rows;  ///< in force
    int decimals = 0;
};

/// Of the rows used, one cache line.
struct CustomerSums {
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    std::int64_t last_purchase = std::numeric_limits<std::int64_t>::min();
    std::int64_t frequency = 0;
    numerics::Int128 amount = 0;
    std::int64_t rows = 0;
    std::int64_t key = 0;  ///< of the customer, or of a guest's order

    [[nodiscard]] bool has_purchase() const { return last_purchase != std::numeric_limits<std::int64_t>::min(); }
};

class PartitionSums {
public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    explicit PartitionSums(const MeterRules& rules);

    /// The index of the entry's customer; kNone where a policy leaves the rows out.
    std::uint32_t add(const PackedEntry& entry);

    [[nodiscard]] const std::vector<CustomerSums>& customers() const { return sums_; }
    [[nodiscard]] bool is_guest(std::uint32_t customer) const { return guests_[customer] != 0; }
    [[nodiscard]] const UseCounts& uses() const { return uses_; }

    /// The id of a named customer; of a guest the id of his order, "" for none.
    [[nodiscard]] std::string id_text(std::uint32_t customer) const;

private:
    [[nodiscard]] std::uint32_t index_of(const PackedEntry& entry);
    [[nodiscard]] std::uint32_t index_of_guest(const PackedEntry& entry);
    [[nodiscard]] std::uint32_t add_customer(std::int64_t key, char guest);
    [[nodiscard]] std::int64_t units_of(std::uint32_t customer, const PackedEntry& entry);

    const MeterRules& rules_;
    KeyTable named_, purchases_;
    TextIndex ids_, orders_;  // those that are no numbers
    std::vector<CustomerSums> sums_;
    std::vector<char> guests_;
    UseCounts uses_;
};

}  // namespace rfmeans::rfm
