// One-byte encodings beside ASCII, and which of them a text is in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfmeans::ingest {

enum class CodePage { windows1252, cp437 };

/// "windows-1252" or "CP437".
[[nodiscard]] const char* code_page_name(CodePage page);

/// The code page under which the bytes at these places look more like text by their neighbours; windows-1252 where
/// neither does. The rules are in README.md.
[[nodiscard]] CodePage find_code_page(std::string_view bytes, const std::vector<std::size_t>& places);

/// Appends a byte from 0x80 on as UTF-8; U+FFFD where the page has no character for it.
void append_from_page(std::string& out, unsigned byte, CodePage page);

/// Appends a code point below 0x110000 as UTF-8.
void append_utf8(std::string& out, char32_t point);

}  // namespace rfmeans::ingest
