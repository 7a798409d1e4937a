// Times of day.
#pragma once

#include <string_view>

namespace rfmeans::ingest {

/// "8:26", "08:26:05.5 PM", "082605Z": the whole text, in seconds; -1 where it is none. Offsets are ignored.
[[nodiscard]] int read_clock(std::string_view text);

}  // namespace rfmeans::ingest
