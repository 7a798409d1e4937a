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
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();

    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_purchase = kNever;
    std::int64_t last_return = kNever;  ///< of the netted ones
    std::int64_t frequency = 0;
    numerics::Int128 amount = 0;
    std::int64_t rows = 0;
    std::int64_t key = 0;  ///< of the customer, or of a guest's order

    [[nodiscard]] bool has_purchase() const { return last_purchase != kNever; }
    [[nodiscard]] std::int64_t last_time() const { return std::max(last_purchase, last_return); }
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

    [[nodiscard]] static std::int64_t key_of(const PackedId& id, TextIndex& texts);
    [[nodiscard]] std::uint32_t index_of(std::int64_t key, HashSlots& slots, char guest);
    [[nodiscard]] std::uint32_t index_of_text(std::string_view id);
    [[nodiscard]] std::uint32_t index_of_guest(PackedId order);
    [[nodiscard]] std::uint32_t add_customer(std::int64_t key, char guest);
    [[nodiscard]] std::int64_t units_of(std::uint32_t customer, PackedId order, std::int64_t time, std::int64_t rows);

    const MeterRules& rules_;
    UseTable use_of_;
    std::array<std::int64_t, kPowersOfTen.size()> factors_{};  // of amounts, by their scale
    HashSlots named_, orders_of_guests_;                       // by key
    PairSet purchases_;
    TextIndex ids_, orders_;  // those that are no numbers
    std::vector<CustomerSums> sums_;
    std::vector<char> guests_;
    UseCounts uses_;
};

inline std::uint32_t PartitionSums::index_of(std::int64_t key, HashSlots& slots, char guest) {
    const auto next = static_cast<std::uint32_t>(sums_.size());
    const std::uint32_t found = slots.find_or_add(mix_hash(static_cast<std::uint64_t>(key), 0), next,
                                                  [&](std::uint32_t index) { return sums_[index].key == key; });
    return found == next ? add_customer(key, guest) : found;
}

// Inline as far as the common case goes, and without a reference to the entry behind it: so it stays in registers.
[[gnu::always_inline]] inline std::uint32_t PartitionSums::add(const PackedEntry& entry) {
    const IdKind kind = entry.customer.kind;
    // Customers are seen though all of their rows be left out.
    std::uint32_t customer = kind == IdKind::number ? index_of(entry.customer.number, named_, 0)
                             : kind == IdKind::text ? index_of_text(entry.customer.text)
                                                    : kNone;
    const RowUse use = use_of_({.time = entry.time, .flags = entry.flags, .named = kind != IdKind::none});
    uses_.add(use, entry.rows);
    if (!is_used(use)) {
        return kNone;
    }
    if (kind == IdKind::none) {
        customer = index_of_guest(entry.order);
    }
    CustomerSums& sums = sums_[customer];
    sums.first_time = std::min(sums.first_time, entry.time);
    sums.rows += entry.rows;
    sums.amount += numerics::Int128{entry.amount} * factors_[static_cast<std::size_t>(entry.scale)];
    if (use != RowUse::purchase) {
        sums.last_return = std::max(sums.last_return, entry.time);
        return customer;
    }
    sums.last_purchase = std::max(sums.last_purchase, entry.time);
    if (rules_.frequency == FrequencyRule::orders && entry.order.kind == IdKind::number) {
        sums.frequency += purchases_.add(customer, entry.order.number) ? 1 : 0;
    } else {
        sums.frequency += units_of(customer, entry.order, entry.time, entry.rows);
    }
    return customer;
}

}  // namespace rfmeans::rfm
