#include "rfm/partition_sums.hpp"

#include <algorithm>

#include "rfmeans/powers_of_ten.hpp"

namespace rfmeans::rfm {
namespace {

// Owners in the table of customers.
constexpr std::uint32_t kNamed = 0;
constexpr std::uint32_t kGuests = 1;
// The key of what has no id: numbers that are ids are never negative, texts are -1, -2, …
constexpr std::int64_t kNoKey = std::numeric_limits<std::int64_t>::min();

std::int64_t key_of(const PackedId& id, TextIndex& texts) {
    if (id.kind == IdKind::number) {
        return id.number;
    }
    return id.kind == IdKind::text ? -1 - std::int64_t{texts.find_or_add(id.text)} : kNoKey;
}

}  // namespace

PartitionSums::PartitionSums(const MeterRules& rules) : rules_(rules) {}

std::uint32_t PartitionSums::add_customer(std::int64_t key, char guest) {
    sums_.emplace_back().key = key;
    guests_.push_back(guest);
    return static_cast<std::uint32_t>(sums_.size() - 1);
}

std::uint32_t PartitionSums::index_of(const PackedEntry& entry) {
    const std::int64_t key = key_of(entry.customer, ids_);
    const auto next = static_cast<std::uint32_t>(sums_.size());
    const auto found = named_.find_or_add(kNamed, key, next);
    return found.is_new ? add_customer(key, 0) : found.value;
}

std::uint32_t PartitionSums::index_of_guest(const PackedEntry& entry) {
    const bool by_order = rules_.spec.guests == GuestsRule::order;
    const std::int64_t key = by_order ? key_of(entry.order, orders_) : kNoKey;
    if (by_order && key == kNoKey) {
        return add_customer(key, 1);
    }
    const auto found = named_.find_or_add(kGuests, key, static_cast<std::uint32_t>(sums_.size()));
    return found.is_new ? add_customer(key, 1) : found.value;
}

std::uint32_t PartitionSums::add(const PackedEntry& entry) {
    const bool named = entry.customer.kind != IdKind::none;
    // Customers are seen though all of their rows be left out.
    std::uint32_t customer = named ? index_of(entry) : kNone;
    const RowUse use = use_row({.time = entry.time, .flags = entry.flags, .named = named}, rules_.spec);
    uses_.add(use, entry.rows);
    if (!is_used(use)) {
        return kNone;
    }
    customer = named ? customer : index_of_guest(entry);
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

std::int64_t PartitionSums::units_of(std::uint32_t customer, const PackedEntry& entry) {
    std::int64_t key = entry.time;
    if (rules_.frequency == FrequencyRule::rows) {
        return entry.rows;
    }
    if (rules_.frequency == FrequencyRule::orders) {
        key = key_of(entry.order, orders_);
        if (key == kNoKey) {
            return entry.rows;
        }
    } else if (rules_.frequency == FrequencyRule::days) {
        key = day_of(entry.time);
    }
    return purchases_.find_or_add(customer, key, 0).is_new ? 1 : 0;
}

std::string PartitionSums::id_text(std::uint32_t customer) const {
    const std::int64_t key = sums_[customer].key;
    if (key >= 0) {
        return std::to_string(key);
    }
    const TextIndex& texts = is_guest(customer) ? orders_ : ids_;
    return key == kNoKey ? std::string() : std::string(texts.text(static_cast<std::uint32_t>(-1 - key)));
}

}  // namespace rfmeans::rfm
