// Bytes of a known encoding → UTF-8 text, piece by piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/encoding.hpp"
#include "ingest/text_end.hpp"

namespace rfmeans::ingest {

class TextDecoder {
public:
    /// Form and page of the text; pieces begin behind its byte order mark.
    explicit TextDecoder(const Encoding& encoding);

    /// Appends the text of the next bytes; some of the last ones may wait for the next piece. Any pieces give the text
    /// of the whole.
    void decode(std::string_view piece, TextEnd end, std::string& text);

    /// Behind the last piece: Encoding::foreign_bytes. Errors: Error{content} binary, or mostly no text in this
    /// encoding.
    [[nodiscard]] std::int64_t check(const std::string& path) const;

private:
    [[nodiscard]] std::size_t decode_narrow(std::string_view bytes, TextEnd end, std::string& text);
    [[nodiscard]] std::size_t decode_wide(std::string_view bytes, TextEnd end, std::string& text);

    Encoding encoding_;  // its foreign_bytes are those so far
    std::string waiting_;
    TextCounts counts_;  // UTF-8: of the bytes with their mark; UTF-16: of the text
    std::size_t bytes_ = 0;
};

}  // namespace rfmeans::ingest
