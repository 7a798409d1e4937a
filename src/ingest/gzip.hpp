// gzip files, known by their first bytes, of one or several members.
#pragma once

#include <string_view>

#include "ingest/packing.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_gzip(std::string_view bytes);

/// Errors: Error{resource} damaged or truncated.
[[nodiscard]] Unpacked unpack_gzip(std::string_view packed, const PackedInput& input);

}  // namespace rfmeans::ingest
