#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>

namespace rfmeans::store {

/// Makes `path` a file of these pieces, one after the other: the old file or the new one stands there at any moment,
/// also when the power fails. Writes "PATH.tmp", flushes it to the disk, renames it, flushes the folder. The caller
/// holds the FileLock. Throws StoreError; the old file is untouched then, and no temporary file is left.
void replace_file(const std::string& path, std::initializer_list<std::span<const std::byte>> pieces);

}  // namespace rfmeans::store
