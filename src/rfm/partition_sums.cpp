#include "rfm/partition_sums.hpp"

namespace rfmeans::rfm {

PartitionSums::PartitionSums(const MeterRules& rules) : rules_(rules), use_of_(rules.spec) {
    for (std::size_t scale = 0; scale <= static_cast<std::size_t>(rules.decimals); ++scale) {
        factors_[scale] = kPowersOfTen[static_cast<std::size_t>(rules.decimals) - scale];
    }
}

std::int64_t PartitionSums::key_of(const PackedId& id, TextIndex& texts) {
    if (id.kind == IdKind::number) {
        return id.number;
    }
    return id.kind == IdKind::text ? -1 - std::int64_t{texts.find_or_add(id.text)} : kNoKey;
}

std::uint32_t PartitionSums::add_customer(std::int64_t key, char guest) {
    sums_.emplace_back().key = key;
    guests_.push_back(guest);
    return static_cast<std::uint32_t>(sums_.size() - 1);
}

std::uint32_t PartitionSums::index_of_text(std::string_view id) {
    return index_of(-1 - std::int64_t{ids_.find_or_add(id)}, named_, 0);
}

std::uint32_t PartitionSums::index_of_guest(PackedId order) {
    const bool by_order = rules_.spec.guests == GuestsRule::order;
    const std::int64_t key = by_order ? key_of(order, orders_) : kNoKey;
    return by_order && key == kNoKey ? add_customer(key, 1) : index_of(key, orders_of_guests_, 1);
}

std::int64_t PartitionSums::units_of(std::uint32_t customer, PackedId order, std::int64_t time, std::int64_t rows) {
    std::int64_t key = time;
    if (rules_.frequency == FrequencyRule::rows) {
        return rows;
    }
    if (rules_.frequency == FrequencyRule::orders) {
        key = key_of(order, orders_);
        if (key == kNoKey) {
            return rows;
        }
    } else if (rules_.frequency == FrequencyRule::days) {
        key = day_of(time);
    }
    return purchases_.add(customer, key) ? 1 : 0;
}

void PartitionSums::clear() {
    named_.clear();
    orders_of_guests_.clear();
    purchases_.clear();
    ids_.clear();
    orders_.clear();
    sums_.clear();
    guests_.clear();
    uses_ = {};
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
