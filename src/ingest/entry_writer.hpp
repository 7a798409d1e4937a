// Entries → packed bytes.
#pragma once

#include <cstddef>
#include <span>

#include "rfmeans/packed_entry.hpp"

namespace rfmeans::ingest {

/// Bytes that write_entry may need at most, kSlack included.
[[nodiscard]] std::size_t most_entry_bytes(const PackedEntry& entry, std::span<const PackedText> attributes);

/// Writes at `to` and returns the place behind; up to kSlack bytes behind it are overwritten. Flags may hold
/// packed::kCancelled.
[[nodiscard]] char* write_entry(const PackedEntry& entry, std::span<const PackedText> attributes, char* to);

}  // namespace rfmeans::ingest
