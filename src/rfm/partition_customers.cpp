#include "rfm/partition_customers.hpp"

#include <algorithm>

#include "rfmeans/hash.hpp"

namespace rfmeans::rfm {
namespace {

// Bits other than those that chose the partition and those that choose a slot.
std::uint64_t pass_of(PackedId customer, PackedId order, std::int64_t time, const RfmSpec& spec, std::uint64_t passes) {
    std::uint64_t hash = 0;
    if (customer.kind != IdKind::none) {
        hash = hash_id(customer);
    } else if (spec.guests == GuestsRule::order) {
        hash = order.kind == IdKind::none ? static_cast<std::uint64_t>(time) : hash_id(order);
    }
    return (mix_hash(hash, 2) >> 32) % passes;
}

void read_entries(const PartitionPlan& plan, std::size_t partition, const Pass& pass, PartitionTables& tables) {
    std::vector<PackedText> texts;
    plan.packed.store->read(partition, [&](std::size_t sink, std::span<const char> entries) {
        const bool has_values = plan.packed.values_per_entry > 0, in_one_pass = pass.of == 1;
        PartitionSums& sums = tables.sums;
        EntryReader reader = plan.packed.reader(entries);
        PackedEntry entry;
        while (reader.next(entry)) {
            if (has_values) {
                reader.read_attributes(texts);
            }
            if (!in_one_pass &&
                pass_of(entry.customer, entry.order, entry.time, plan.rules.spec, pass.of) != pass.number) {
                continue;
            }
            const std::uint32_t customer = sums.add(entry);
            if (customer != PartitionSums::kNone && has_values) {
                tables.values.add(sink, texts, customer, entry.rows);
            }
        }
    });
}

// Those with a purchase, the named ones first; the rows of the others fall out. Returns the places.
std::vector<std::int32_t> put_measures(const PartitionSums& sums, PartitionCustomers& result) {
    const auto& customers = sums.customers();
    std::vector<std::int32_t> place(customers.size(), kNoCustomer);
    for (const bool guests : {false, true}) {
        for (std::uint32_t i = 0; i < customers.size(); ++i) {
            const CustomerSums& own = customers[i];
            if (sums.is_guest(i) != guests) {
                continue;
            }
            if (!own.has_purchase()) {
                result.uses.add(RowUse::amount_only, -own.rows);
                result.uses.add(RowUse::no_purchase, own.rows);
                continue;
            }
            place[i] = static_cast<std::int32_t>(result.measures.size());
            result.measures.push_back(measures_of(own.key, own.frequency, own.amount, day_of(own.last_purchase)));
            result.first_time = std::min(result.first_time, own.first_time);
            result.last_time = std::max(result.last_time, own.last_time());
        }
        result.named = guests ? result.named : result.measures.size();
    }
    return place;
}

void put_ids(const PartitionSums& sums, const std::vector<std::int32_t>& place, bool numeric_ids,
             PartitionCustomers& result) {
    for (std::uint32_t i = 0; i < place.size(); ++i) {
        if (sums.is_guest(i)) {
            const CustomerSums& own = sums.customers()[i];
            result.guests.push_back(
                {{own.first_time, own.last_time(), own.rows, own.amount}, sums.id_text(i), place[i]});
        } else if (place[i] != kNoCustomer && !numeric_ids) {
            result.texts.push_back(sums.id_text(i));
        }
    }
}

}  // namespace

PartitionCustomers measure_partition(const PartitionPlan& plan, std::size_t partition, const Pass& pass,
                                     PartitionTables& tables) {
    PartitionCustomers result;
    const PartitionSums& sums = tables.sums;
    tables.sums.clear();
    tables.values.clear();
    read_entries(plan, partition, pass, tables);
    if (pass.number + 1 == pass.of) {
        plan.packed.store->release(partition);
    }
    result.uses = sums.uses();
    result.seen = static_cast<std::int64_t>(sums.customers().size());
    if (!plan.packed.numeric_ids && plan.rules.spec.guests != GuestsRule::drop) {
        for (std::uint32_t i = 0; i < sums.customers().size(); ++i) {
            if (std::string id = sums.is_guest(i) ? "" : sums.id_text(i); id.starts_with(kGuest)) {
                result.guest_names.push_back(std::move(id));
            }
        }
    }
    const std::vector<std::int32_t> place = put_measures(sums, result);
    if (pass.of > 1) {
        result.measures.trim();
    }
    put_ids(sums, place, plan.packed.numeric_ids, result);
    result.attributes = tables.values.summarise(place, result.measures.size());
    return result;
}

}  // namespace rfmeans::rfm
