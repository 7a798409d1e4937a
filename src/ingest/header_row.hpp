// Where the rows of a file begin: title lines, the header, or none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {

struct HeaderRow {
    bool found = true;                ///< false: the first record holds values, and columns are "column 1", …
    std::vector<std::string> names;   ///< [columns] unique, none empty; empty: no record that is not blank
    std::vector<std::string> titles;  ///< lines above the header that belong to no row, shortened; blank ones left out
    TextPosition first_row;           ///< behind the header; the first record where there is none
};

/// Looks at the first 256 KiB and 300 records, so a head and the whole of a file give the same. README.md has the
/// rules.
[[nodiscard]] HeaderRow find_header(std::string_view text, char delimiter);

}  // namespace rfmeans::ingest
