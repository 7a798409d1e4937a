#include "rfmeans/aggregate.hpp"

#include <tbb/task_arena.h>

namespace rfmeans {

Aggregated aggregate_rfm(const std::vector<std::string>& files, const AggregateSpec& spec) {
    PackedRows packed =
        pack_rows(files, spec.ingest,
                  {.threads = spec.threads,
                   .memory_bytes = spec.memory_bytes,
                   .spill_folder = spec.spill_folder,
                   .guests = spec.rfm.guests == GuestsRule::one ? GuestRows::together : GuestRows::by_order});
    Aggregated result;
    const auto build = [&] { return build_rfm_of(packed, spec.rfm, spec.memory_bytes); };
    result.rfm = spec.threads > 0 ? tbb::task_arena(spec.threads).execute(build) : build();
    result.read = std::move(packed.facts);
    return result;
}

}  // namespace rfmeans
