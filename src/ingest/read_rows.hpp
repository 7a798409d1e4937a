// All rows of all files: chunk by chunk, on several threads, into one sink a thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ingest/assembly.hpp"
#include "ingest/currencies.hpp"
#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

struct RowsPlan {
    std::vector<std::string> files;
    RoleMap roles;
    std::vector<std::string> columns;        ///< that the batches carry as text
    std::span<const KeptFile> earlier = {};  ///< before the files; they count among them
    bool dates_found = false;                ///< these as in AssemblyPlan
    bool dates_given = false;
    RejectLimit date_rejects = 0;
    DateDoubt date_doubt = DateDoubt::refused;
    RejectLimit max_rejects = 1;
    bool fingerprint = true;                               ///< SHA-256 of the files
    int threads = 0;                                       ///< 0: as many as oneTBB may use
    std::int64_t reject_bytes = 0;                         ///< of rejected rows in memory; 0: no limit
    std::string spill_folder = "/tmp";                     ///< where those beyond it lie
    std::size_t chunk_bytes = std::size_t{1} << 20;        ///< the result does not depend on it
    std::function<void(std::int64_t, std::int64_t)> told;  ///< bytes of the files done, rows; may be empty
};

/// Of the memory for a reading, what its rejected rows may take.
[[nodiscard]] constexpr std::int64_t share_for_rejects(std::int64_t memory_bytes) {
    return memory_bytes == 0 ? 0 : std::max<std::int64_t>(memory_bytes / 64, 1);
}

/// Makes the sink of a thread. Called again, for new sinks, where all rows decide otherwise than the heads (date
/// format, decimal marks) and the files are read anew; the earlier sinks are dropped.
using MakeSink = std::function<std::unique_ptr<RowSink>()>;

struct RowsRead {
    std::vector<std::unique_ptr<RowSink>> sinks;
    RoleMap roles;  ///< with the date format in force
    DateReading dates;
    std::vector<InputFile> files;
    RejectedRows rejects;
    CurrencyCounts currencies;  ///< written beside amounts

    std::function<std::int64_t(const RowPlace&)> line_of;  ///< 1-based line of the file
};

/// The same rows, values, rejects and errors as assemble_transactions, for any chunk size and number of threads.
[[nodiscard]] RowsRead read_rows(const RowsPlan& plan, const MakeSink& make_sink);

}  // namespace rfmeans::ingest
