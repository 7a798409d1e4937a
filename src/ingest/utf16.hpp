// UTF-16 → UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rfmeans::ingest {

enum class ByteOrder { little, big };

/// Text behind its byte order mark as UTF-8. Surrogates without their other half and an odd byte at the end become
/// U+FFFD and are counted.
struct Utf16Text {
    std::string text;
    std::int64_t broken = 0;
};
[[nodiscard]] Utf16Text decode_utf16(std::string_view bytes, ByteOrder order);

/// The bytes up to the last line feed, which ends with them; all where there is none.
[[nodiscard]] std::string_view whole_lines_utf16(std::string_view bytes, ByteOrder order);

}  // namespace rfmeans::ingest
