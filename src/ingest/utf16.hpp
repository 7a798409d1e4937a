// UTF-16 → UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/text_end.hpp"

namespace rfmeans::ingest {

enum class ByteOrder { little, big };

struct Utf16Step {
    std::size_t taken = 0;    ///< bytes; the others wait for those that follow
    std::int64_t broken = 0;  ///< surrogates without their other half, an odd byte at the end: U+FFFD
};

/// Appends text behind its byte order mark as UTF-8.
Utf16Step decode_utf16(std::string_view bytes, ByteOrder order, TextEnd end, std::string& text);

/// The bytes up to the last line feed, which ends with them; all where there is none.
[[nodiscard]] std::string_view whole_lines_utf16(std::string_view bytes, ByteOrder order);

}  // namespace rfmeans::ingest
