// Packed files, known by their first bytes and never by their names.
#pragma once

#include <string>
#include <string_view>

#include "ingest/byte_source.hpp"

namespace rfmeans::ingest {

/// What the first bytes say: gzip, zstd (or a skippable frame of it), Parquet, or none.
[[nodiscard]] Packing find_packing(std::string_view bytes);

struct PackedInput {
    std::string path;  ///< for messages; a Parquet file is read from it
    Extent extent = Extent::whole;
    bool cut = false;  ///< the packed bytes are only the head of the file
};

struct Unpacked {
    std::string content;
    bool cut = false;  ///< there is more in the file
};

/// Errors: Error{resource} damaged or truncated; Error{content} Parquet that this build or no table can hold.
[[nodiscard]] Unpacked unpack(Packing packing, std::string_view packed, const PackedInput& input);

}  // namespace rfmeans::ingest
