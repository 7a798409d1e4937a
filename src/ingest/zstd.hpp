// zstd files (RFC 8878), known by their first bytes, of one or several frames, skippable ones among them.
#pragma once

#include <string_view>

#include "ingest/packing.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_zstd(std::string_view bytes);

/// Errors: Error{resource} damaged or truncated.
[[nodiscard]] Unpacked unpack_zstd(std::string_view packed, const PackedInput& input);

}  // namespace rfmeans::ingest
