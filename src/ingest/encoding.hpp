// Bytes → UTF-8 text.
#pragma once

#include <cstdint>
#include <string>

namespace rfmeans::ingest {

struct DecodedText {
    std::string text;  ///< valid UTF-8, without byte order mark
    bool bom = false;
    std::int64_t foreign_bytes = 0;  ///< bytes that were no UTF-8 and were read as windows-1252
};

/// Bytes that are no UTF-8 are read as windows-1252, one by one, so that a file in either encoding, or with a few
/// broken bytes, gives valid text. Errors: Error{content} UTF-16, binary, or mostly neither encoding.
[[nodiscard]] DecodedText decode_text(std::string bytes, const std::string& path);

}  // namespace rfmeans::ingest
