#include "rfmeans/aggregate.hpp"

#include <tbb/task_arena.h>

#include <algorithm>

namespace rfmeans {
namespace {

// The profile has the half of the memory that packed rows leave to the tables made of them later.
std::optional<ProfileSpec> profile_spec(const AggregateSpec& spec) {
    if (spec.profile == WithProfile::no) {
        return std::nullopt;
    }
    return ProfileSpec{.period = spec.rfm.period,
                       .as_of = spec.rfm.as_of,
                       .threads = spec.threads,
                       .memory_bytes = spec.memory_bytes == 0 ? 0 : std::max<std::int64_t>(spec.memory_bytes / 2, 1),
                       .spill_folder = spec.spill_folder};
}

}  // namespace

Aggregated aggregate_rfm(const std::vector<std::string>& files, const AggregateSpec& spec) {
    PackedRows packed =
        pack_rows(files, spec.ingest,
                  {.threads = spec.threads,
                   .memory_bytes = spec.memory_bytes,
                   .spill_folder = spec.spill_folder,
                   .guests = spec.rfm.guests == GuestsRule::one ? GuestRows::together : GuestRows::by_order,
                   .profile = profile_spec(spec)});
    Aggregated result;
    const auto build = [&] { return build_rfm_of(packed, spec.rfm, spec.memory_bytes); };
    result.rfm = spec.threads > 0 ? tbb::task_arena(spec.threads).execute(build) : build();
    result.read = std::move(packed.facts);
    result.profile = std::move(packed.profile);
    return result;
}

}  // namespace rfmeans
