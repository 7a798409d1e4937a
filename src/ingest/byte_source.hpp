// Files as bytes: read whole or by their head, hashed, unpacked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace rfmeans::ingest {

/// How much of a file is read: the head is enough to find dialect and roles.
enum class Extent { whole, head };

enum class Packing { none, gzip, zstd, parquet };

inline constexpr std::size_t kHeadBytes = std::size_t{1} << 20;

struct FileBytes {
    std::string path;
    std::int64_t bytes = 0;  ///< size on disk
    std::string sha256;      ///< of the bytes on disk, lower-case hex; empty for a head
    std::string content;     ///< unpacked
    Packing packing = Packing::none;
    bool cut = false;  ///< a head that is not the whole file
};

/// `path` as readable_path takes it: a file, a pipe, "-". Errors: as there; Error{resource} unreadable, broken gzip,
/// zstd or Parquet, out of memory; Error{content} Parquet that this build or no table can hold.
[[nodiscard]] FileBytes load_file(const std::string& path, Extent extent);

}  // namespace rfmeans::ingest
