// Sizes of memory as options say them.
#pragma once

#include <cstdint>
#include <string>

namespace rfmeans::cli {

/// Bytes that this process may use: of the machine, or less where its control group has a limit.
[[nodiscard]] std::int64_t usable_memory();

/// "512MiB", "2GB", "1.5 GiB", "65536" (bytes), or "50%" of the usable memory. Errors: Error{option} naming --memory.
[[nodiscard]] std::int64_t parse_memory(const std::string& text);

}  // namespace rfmeans::cli
