#include <tbb/enumerable_thread_specific.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <iterator>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "parallel/loops.hpp"
#include "rfm/join_partitions.hpp"
#include "rfm/measures.hpp"
#include "rfmeans/aggregate.hpp"

namespace rfmeans {
namespace {

// Tables and results for each packed byte; entries of some 17 bytes make at most a customer and a purchase each.
constexpr std::int64_t kTableBytes = 8;
constexpr std::int64_t kMostPasses = 4096;
constexpr std::size_t kTableRow = 64;  // bytes a customer

// As many passes over a partition as its tables need to stay in a thread's part of the memory.
std::uint64_t passes_for(std::int64_t bytes, std::int64_t memory_bytes) {
    if (memory_bytes == 0) {
        return 1;
    }
    const std::int64_t own = std::max<std::int64_t>(memory_bytes / 2 / tbb::this_task_arena::max_concurrency(), 1);
    return static_cast<std::uint64_t>(std::clamp<std::int64_t>((kTableBytes * bytes + own - 1) / own, 1, kMostPasses));
}

// What the packed rows leave is in pieces too small for the columns of a table: where it is more than these need it
// goes back to the system, so that the peak is not both together.
void give_memory_back(std::int64_t packed_bytes, const std::vector<rfm::PartitionCustomers>& parts) {
    std::size_t customers = 0;
    for (const rfm::PartitionCustomers& part : parts) {
        customers += part.measures.size();
    }
    if (static_cast<std::size_t>(packed_bytes) > kTableRow * customers) {
#ifdef __GLIBC__
        malloc_trim(0);
#endif
    }
}

std::vector<rfm::PartitionCustomers> measure_all(PackedRows& packed, const rfm::MeterRules& rules,
                                                 std::int64_t memory_bytes) {
    const rfm::PackedNumbers numbers(packed);
    const rfm::PartitionPlan plan{packed, numbers, rules};
    tbb::enumerable_thread_specific<rfm::PartitionTables> tables([&] { return rfm::PartitionTables(plan); });
    std::atomic<std::int64_t> packed_bytes = 0;
    std::vector<std::vector<rfm::PartitionCustomers>> passes(packed.store->partitions());
    loops::parallel_for(
        std::size_t{0}, passes.size(),
        [&](std::size_t partition) {
            const std::int64_t bytes = packed.store->bytes(partition);
            packed_bytes += bytes;
            const std::uint64_t count = passes_for(bytes, memory_bytes);
            for (std::uint64_t pass = 0; pass < count; ++pass) {
                passes[partition].push_back(rfm::measure_partition(plan, partition, {pass, count}, tables.local()));
            }
        },
        tbb::simple_partitioner());
    std::vector<rfm::PartitionCustomers> parts;
    for (auto& of_partition : passes) {
        std::move(of_partition.begin(), of_partition.end(), std::back_inserter(parts));
    }
    tables.clear();
    give_memory_back(packed_bytes, parts);
    return parts;
}

// Rows by their use before customers without a purchase fall out.
rfm::UseCounts uses_by_policies(const std::vector<rfm::PartitionCustomers>& parts) {
    rfm::UseCounts uses;
    for (const rfm::PartitionCustomers& part : parts) {
        uses.add(part.uses);
    }
    const std::int64_t fallen = uses.of(rfm::RowUse::no_purchase);
    uses.add(rfm::RowUse::no_purchase, -fallen);
    uses.add(rfm::RowUse::amount_only, fallen);
    return uses;
}

}  // namespace

RfmTable build_rfm_of(PackedRows& packed, const RfmSpec& spec, std::int64_t memory_bytes) {
    const rfm::ShopFacts shop{packed.facts, packed.has_orders, packed.has_amounts};
    const FrequencyRule frequency = rfm::resolve_frequency(shop, spec.frequency);
    const rfm::MeterRules rules{.spec = spec, .frequency = frequency, .decimals = packed.facts.decimals};
    std::vector<rfm::PartitionCustomers> parts = measure_all(packed, rules, memory_bytes);
    rfm::check_rows_left(uses_by_policies(parts), packed.first_time, spec);
    rfm::check_guests(shop, spec.guests);
    rfm::MeasuredCustomers measured =
        rfm::join_partitions(parts, {.guests = spec.guests, .numeric_ids = packed.numeric_ids});
    return rfm::make_table(std::move(measured), shop, spec, frequency);
}

}  // namespace rfmeans
