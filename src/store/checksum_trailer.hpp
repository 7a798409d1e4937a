// 24 bytes after the end of the HDF5 file, which HDF5 ignores: magic "RFMCRC32", the length of the file before them
// (8 bytes, little-endian), its CRC-32 (the same).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace rfmeans::store {

using Trailer = std::array<std::byte, 24>;

[[nodiscard]] Trailer make_trailer(std::span<const std::byte> bytes);

/// HDF5 drops the trailer when another program changes the file: a study without one is read, a journal is not.
enum class TrailerRule { checked_if_there, needed };

/// Throws StoreError where the file has a trailer that disagrees with it, or none although it is needed.
void require_intact(const std::string& path, TrailerRule rule);

}  // namespace rfmeans::store
