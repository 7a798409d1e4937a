#include "rfmeans/aggregate.hpp"

namespace rfmeans {

Aggregated aggregate_rfm(const std::vector<std::string>& files, const AggregateSpec& spec) {
    PackedRows packed =
        pack_rows(files, spec.ingest,
                  {.threads = spec.threads,
                   .memory_bytes = spec.memory_bytes,
                   .spill_folder = spec.spill_folder,
                   .guests = spec.rfm.guests == GuestsRule::order ? GuestRows::by_order : GuestRows::together});
    Aggregated result;
    result.rfm = build_rfm_of(packed, spec.rfm, spec.memory_bytes);
    result.read = std::move(packed.facts);
    return result;
}

}  // namespace rfmeans
