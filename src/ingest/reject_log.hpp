// The rejected rows of all chunks: in memory, and beyond a share of it on disk.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ingest/spill_file.hpp"
#include "rfmeans/rejected_rows.hpp"

namespace rfmeans::ingest {

/// Those of one chunk.
struct LoggedRejects {
    std::size_t rows = 0;
    std::string bytes;           ///< in memory
    std::int64_t offset = 0;     ///< or where they begin on disk, and
    std::size_t disk_bytes = 0;  ///< how long they are
};

class RejectLog {
public:
    /// `memory_bytes` 0: no limit.
    RejectLog(const std::string& folder, std::int64_t memory_bytes) : limit_(memory_bytes), file_(folder) {}

    /// From any thread. Errors: Error{resource} no room on disk.
    [[nodiscard]] LoggedRejects add(const std::vector<RejectedRow>& rows);

    /// Errors: Error{resource} they cannot be read back.
    [[nodiscard]] std::vector<RejectedRow> read(const LoggedRejects& logged) const;

private:
    std::int64_t limit_;
    std::atomic<std::int64_t> kept_ = 0;  // bytes in memory
    SpillFile file_;
};

/// Rejects of a chunk, and what makes their lines those of the file.
struct RejectPart {
    LoggedRejects logged;
    std::string path;
    std::int64_t lines_before = 0;
};

/// The rejects of the parts, one behind the other.
[[nodiscard]] RejectedRows join_rejects(std::shared_ptr<const RejectLog> log, std::vector<RejectPart> parts);

}  // namespace rfmeans::ingest
