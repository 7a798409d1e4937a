// zstd files (RFC 8878), known by their first bytes, of one or several frames, skippable ones among them.
#pragma once

#include <string_view>

#include "ingest/packing.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_zstd(std::string_view bytes);

[[nodiscard]] std::unique_ptr<Unpacker> make_zstd_unpacker();

}  // namespace rfmeans::ingest
