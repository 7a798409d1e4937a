// Files → customers × RFM in bounded memory, on all threads: the same bits as build_rfm(read_transactions(files)).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmeans/packed_rows.hpp"
#include "rfmeans/profile.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans {

enum class WithProfile { no, yes };

struct AggregateSpec {
    IngestSpec ingest = {};
    RfmSpec rfm = {};
    int threads = 0;                    ///< 0: all of the machine
    std::int64_t memory_bytes = 0;      ///< for rows on their way and the profile, the table not counted; 0: no limit
    std::string spill_folder = "/tmp";  ///< where what of them does not fit lies
    WithProfile profile = WithProfile::no;
};

struct Aggregated {
    RfmTable rfm;
    Transactions read;               ///< files, roles, rejects, dates, warnings, amount_source, decimals; no rows
    std::optional<Profile> profile;  ///< where it is asked for: that of profile_files, of the same reading of the files
};

/// Errors: as read_transactions and build_rfm; Error{resource} no room for spilled rows.
[[nodiscard]] Aggregated aggregate_rfm(const std::vector<std::string>& files, const AggregateSpec& spec);

/// build_rfm of packed rows, whose partitions are released on the way. `memory_bytes` as above.
[[nodiscard]] RfmTable build_rfm_of(PackedRows& packed, const RfmSpec& spec, std::int64_t memory_bytes);

}  // namespace rfmeans
