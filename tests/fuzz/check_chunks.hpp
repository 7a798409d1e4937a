// Reading in chunks on several threads gives what reading row by row gives.
#pragma once

#include <string>
#include <string_view>

namespace rfmeans::test {

/// Compares read_rows with the reference on a file. Chunk size and threads are drawn from `bytes`, its content. What
/// differs, in words; empty: nothing.
[[nodiscard]] std::string check_chunks(const std::string& file, std::string_view bytes);

}  // namespace rfmeans::test
