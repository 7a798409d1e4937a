// How a delimited text file is written, found by evidence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.hpp"
#include "ingest/encoding.hpp"

namespace rfmeans::ingest {

enum class LineEnd { lf, crlf, cr };

struct Dialect {
    char delimiter = ',';
    bool header = true;
    std::vector<std::string> titles;  ///< lines above the header or the first row, skipped
    bool quotes = false;
    Encoding encoding;
    LineEnd line_end = LineEnd::lf;
    Packing packing = Packing::none;
};

/// The delimiter under which most records of the head have as many fields as the first one, quotes respected; among
/// equals the one that makes more fields. Where less than half of them do (title lines go before), as many as most do.
/// Runs of blanks are considered last, for dates and names hold blanks too. ',' where nothing separates.
[[nodiscard]] char find_delimiter(std::string_view head);

/// Of the first line.
[[nodiscard]] LineEnd find_line_end(std::string_view text);

/// "comma, header, quotes, UTF-8 with BOM, CRLF, gzip"; titles: "comma, header below 2 title lines ('Sales', …), …".
[[nodiscard]] std::string describe_dialect(const Dialect& dialect);

/// ", gzip", ", zstd" or "".
[[nodiscard]] const char* packing_suffix(Packing packing);

/// "comma", "semicolon", "tab", "vertical bar" or "blanks".
[[nodiscard]] const char* delimiter_name(char delimiter);

}  // namespace rfmeans::ingest
