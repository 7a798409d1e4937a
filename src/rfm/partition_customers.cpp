#include "rfm/partition_customers.hpp"

#include <algorithm>

#include "rfmeans/hash.hpp"

namespace rfmeans::rfm {
namespace {

// Bits other than those that chose the partition and those that choose a slot.
std::uint64_t pass_of(const PackedEntry& entry, GuestsRule guests, std::uint64_t passes) {
    std::uint64_t hash = 0;
    if (entry.customer.kind != IdKind::none) {
        hash = hash_id(entry.customer);
    } else if (guests == GuestsRule::order) {
        hash = entry.order.kind == IdKind::none ? static_cast<std::uint64_t>(entry.time) : hash_id(entry.order);
    }
    return (mix_hash(hash, 2) >> 32) % passes;
}

void read_entries(const PartitionPlan& plan, std::size_t partition, const Pass& pass, PartitionSums& sums,
                  PackedValues& values) {
    std::vector<PackedText> texts;
    plan.packed.store->read(partition, [&](std::size_t sink, std::span<const char> entries) {
        EntryReader reader = plan.packed.reader(entries);
        PackedEntry entry;
        while (reader.next(entry)) {
            reader.read_attributes(texts);
            if (pass.of > 1 && pass_of(entry, plan.rules.spec.guests, pass.of) != pass.number) {
                continue;
            }
            const std::uint32_t customer = sums.add(entry);
            if (customer != PartitionSums::kNone && !plan.packed.attributes.empty()) {
                values.add(sink, texts, static_cast<std::int32_t>(customer), entry.rows);
            }
        }
    });
}

void put_customer(const CustomerSums& sums, PartitionCustomers& result) {
    result.last_purchase.push_back(sums.last_purchase);
    result.frequency.push_back(sums.frequency);
    result.amount.push_back(sums.amount);
    result.first_time = std::min(result.first_time, sums.first_time);
    result.last_time = std::max(result.last_time, sums.last_time);
}

// Those with a purchase are put; the rows of the others fall out. Returns their places.
std::vector<std::int32_t> put_customers(const PartitionSums& sums, bool numeric_ids, PartitionCustomers& result) {
    const auto& customers = sums.customers();
    std::vector<std::int32_t> place(customers.size(), kNoCustomer);
    for (const bool guests : {false, true}) {
        for (std::uint32_t i = 0; i < customers.size(); ++i) {
            if (sums.is_guest(i) != guests) {
                continue;
            }
            if (customers[i].has_purchase()) {
                place[i] = static_cast<std::int32_t>(result.frequency.size());
                put_customer(customers[i], result);
            } else {
                result.uses.add(RowUse::amount_only, -customers[i].rows);
                result.uses.add(RowUse::no_purchase, customers[i].rows);
            }
            if (guests) {
                const CustomerSums& own = customers[i];
                result.guests.push_back(
                    {{own.first_time, own.last_time, own.rows, own.amount}, sums.id_text(i), place[i]});
            } else if (place[i] != kNoCustomer && numeric_ids) {
                result.numbers.push_back(customers[i].key);
            } else if (place[i] != kNoCustomer) {
                result.texts.push_back(sums.id_text(i));
            }
        }
    }
    return place;
}

}  // namespace

PartitionCustomers measure_partition(const PartitionPlan& plan, std::size_t partition, const Pass& pass) {
    PartitionCustomers result;
    PartitionSums sums(plan.rules);
    PackedValues values(plan.packed, plan.numbers);
    read_entries(plan, partition, pass, sums, values);
    result.uses = sums.uses();
    result.seen = static_cast<std::int64_t>(sums.customers().size());
    if (!plan.packed.numeric_ids && plan.rules.spec.guests != GuestsRule::drop) {
        for (std::uint32_t i = 0; i < sums.customers().size(); ++i) {
            if (std::string id = sums.is_guest(i) ? "" : sums.id_text(i); id.starts_with(kGuest)) {
                result.guest_names.push_back(std::move(id));
            }
        }
    }
    const std::vector<std::int32_t> place = put_customers(sums, plan.packed.numeric_ids, result);
    result.attributes = values.summarise(place, result.frequency.size());
    return result;
}

}  // namespace rfmeans::rfm
