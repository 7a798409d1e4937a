// The customers of one partition of packed rows, and what their rows add up to.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rfm/guests.hpp"
#include "rfm/hash_slots.hpp"
#include "rfm/pair_set.hpp"
#include "rfm/policies.hpp"
#include "rfm/text_index.hpp"
#include "rfmeans/packed_entry.hpp"
#include "rfmeans/powers_of_ten.hpp"

namespace rfmeans::rfm {

/// How rows are used and measured.
struct MeterRules {
    RfmSpec spec;
    FrequencyRule frequency = FrequencyRule::rows;  ///< in force
    int decimals = 0;
};

/// Of the rows used, one cache line.
struct alignas(64) CustomerSums {
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    std::int64_t last_purchase = std::numeric_limits<std::int64_t>::min();
    std::int64_t frequency = 0;
    numerics::Int128 amount = 0;
    std::int64_t rows = 0;
    std::int64_t key = 0;  ///< of the customer, or of a guest's order

    [[nodiscard]] bool has_purchase() const { return last_purchase != std::numeric_limits<std::int64_t>::min(); }
};

/// One for each thread, used for one partition after the other, so that its memory is asked for once.
class PartitionSums {
public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    explicit PartitionSums(const MeterRules& rules);

    /// The index of the entry's customer; kNone where a policy leaves the rows out.
    std::uint32_t add(const PackedEntry& entry);

    /// Forgets all customers.
    void clear();

    [[nodiscard]] const std::vector<CustomerSums>& customers() const { return sums_; }
    [[nodiscard]] bool is_guest(std::uint32_t customer) const { return guests_[customer] != 0; }
    [[nodiscard]] const UseCounts& uses() const { return uses_; }

    /// The id of a named customer; of a guest the id of his order, "" for none.
    [[nodiscard]] std::string id_text(std::uint32_t customer) const;

private:
    /// The key of what has no id: numbers that are ids are never negative, texts are -1, -2, …
    static constexpr std::int64_t kNoKey = std::numeric_limits<std::int64_t>::min();

    [[nodiscard]] static std::int64_t key_of(const PackedId& id, TextIndex& texts) {
        return id.kind == IdKind::number ? id.number : id.kind == IdKind::text ? key_of_text(id.text, texts) : kNoKey;
    }
    [[nodiscard]] static std::int64_t key_of_text(std::string_view text, TextIndex& texts);
    [[nodiscard]] std::uint32_t index_of(std::int64_t key, HashSlots& slots, char guest);
    [[nodiscard]] std::uint32_t index_of_guest(PackedId order);
    [[nodiscard]] std::uint32_t add_customer(std::int64_t key, char guest);
    [[nodiscard]] std::int64_t units_of(std::uint32_t customer, const PackedEntry& entry);

    const MeterRules& rules_;
    UseTable use_of_;
    HashSlots named_, orders_of_guests_;  // by key
    PairSet purchases_;
    TextIndex ids_, orders_;  // those that are no numbers
    std::vector<CustomerSums> sums_;
    std::vector<char> guests_;
    UseCounts uses_;
};

// Entries stay in registers as long as all that is done with each is inline.

inline std::uint32_t PartitionSums::index_of(std::int64_t key, HashSlots& slots, char guest) {
    const auto found =
        slots.find_or_add(mix_hash(static_cast<std::uint64_t>(key), 0), static_cast<std::uint32_t>(sums_.size()),
                          [&](std::uint32_t index) { return sums_[index].key == key; });
    return found.is_new ? add_customer(key, guest) : found.number;
}

[[gnu::always_inline]] inline std::int64_t PartitionSums::units_of(std::uint32_t customer, const PackedEntry& entry) {
    std::int64_t key = entry.time;
    if (rules_.frequency == FrequencyRule::orders) {
        key = key_of(entry.order, orders_);
        if (key == kNoKey) {
            return entry.rows;
        }
    } else if (rules_.frequency == FrequencyRule::rows) {
        return entry.rows;
    } else if (rules_.frequency == FrequencyRule::days) {
        key = day_of(entry.time);
    }
    return purchases_.add(customer, key) ? 1 : 0;
}

[[gnu::always_inline]] inline std::uint32_t PartitionSums::add(const PackedEntry& entry) {
    const bool named = entry.customer.kind != IdKind::none;
    // Customers are seen though all of their rows be left out.
    std::uint32_t customer = named ? index_of(key_of(entry.customer, ids_), named_, 0) : kNone;
    const RowUse use = use_of_({.time = entry.time, .flags = entry.flags, .named = named});
    uses_.add(use, entry.rows);
    if (!is_used(use)) {
        return kNone;
    }
    customer = named ? customer : index_of_guest(entry.order);
    CustomerSums& sums = sums_[customer];
    sums.first_time = std::min(sums.first_time, entry.time);
    sums.last_time = std::max(sums.last_time, entry.time);
    sums.rows += entry.rows;
    sums.amount +=
        numerics::Int128{entry.amount} * kPowersOfTen[static_cast<std::size_t>(rules_.decimals - entry.scale)];
    if (use == RowUse::purchase) {
        sums.last_purchase = std::max(sums.last_purchase, entry.time);
        sums.frequency += units_of(customer, entry);
    }
    return customer;
}

}  // namespace rfmeans::rfm
