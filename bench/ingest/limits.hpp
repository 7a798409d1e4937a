// How fast a file can be read at all, and looked through for the bytes that structure it.
#pragma once

#include <cstdint>
#include <string>

namespace rfmeans::bench {

enum class Limit { read, scan };

/// Reads the file in pieces of 1 MiB on several threads, as read_rows does, and, for `scan`, finds its commas, quotes
/// and line ends. The number of those bytes; 0 where they are not looked for. Error{resource} unreadable.
[[nodiscard]] std::int64_t run_limit(const std::string& path, int threads, Limit limit);

}  // namespace rfmeans::bench
