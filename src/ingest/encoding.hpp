// Bytes → UTF-8 text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/code_pages.hpp"

namespace rfmeans::ingest {

enum class UnicodeForm { utf8, utf16_little, utf16_big };

struct Encoding {
    UnicodeForm form = UnicodeForm::utf8;
    bool bom = false;
    std::int64_t foreign_bytes = 0;  ///< UTF-8: bytes that were none; UTF-16: surrogates and bytes without another half
    CodePage page = CodePage::windows1252;  ///< that foreign bytes beside UTF-8 were read in
};

struct DecodedText {
    std::string text;  ///< valid UTF-8, without byte order mark
    Encoding encoding;
};

/// UTF-16 is known by its byte order mark. Other bytes that are no UTF-8 are read in one code page, windows-1252 or
/// CP437, one by one, so that a file in any of these encodings, or with a few broken bytes, gives valid text. The first
/// 256 KiB choose the page if they hold such bytes, so that a head and its whole file agree. Errors: Error{content}
/// another kind of file, binary, UTF-32, or mostly no text in these encodings.
[[nodiscard]] DecodedText decode_text(std::string bytes, const std::string& path);

/// Of the byte order mark at the start of the file.
[[nodiscard]] std::size_t mark_bytes(const Encoding& encoding);

/// What tells text from other bytes, counted piece by piece.
struct TextCounts {
    std::size_t bytes = 0, controls = 0;              ///< control characters that no text holds
    std::size_t first_zero = std::string_view::npos;  ///< NUL

    void append(const TextCounts& later);
};
[[nodiscard]] TextCounts count_text(std::string_view text);

/// Errors: Error{content} NUL, too many control characters.
void check_is_text(const TextCounts& counts, const std::string& path);

/// Of the head of a file: the last line may have been cut in its middle, and is left out.
void drop_cut_line(std::string& bytes);

/// "UTF-8 with BOM", "UTF-8 (3 bytes read as CP437)", "UTF-16 LE (1 broken character replaced)".
[[nodiscard]] std::string describe_encoding(const Encoding& encoding);

}  // namespace rfmeans::ingest
