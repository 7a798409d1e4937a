#include "rfm/partition_sums.hpp"

namespace rfmeans::rfm {

PartitionSums::PartitionSums(const MeterRules& rules) : rules_(rules), use_of_(rules.spec) {}

std::uint32_t PartitionSums::add_customer(std::int64_t key, char guest) {
    sums_.emplace_back().key = key;
    guests_.push_back(guest);
    return static_cast<std::uint32_t>(sums_.size() - 1);
}

std::int64_t PartitionSums::key_of_text(std::string_view text, TextIndex& texts) {
    return -1 - std::int64_t{texts.find_or_add(text)};
}

std::uint32_t PartitionSums::index_of_guest(PackedId order) {
    const bool by_order = rules_.spec.guests == GuestsRule::order;
    const std::int64_t key = by_order ? key_of(order, orders_) : kNoKey;
    return by_order && key == kNoKey ? add_customer(key, 1) : index_of(key, orders_of_guests_, 1);
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
