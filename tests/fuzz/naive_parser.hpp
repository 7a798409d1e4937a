// A parser of about sixty lines, one character after the other, by the rules of src/ingest/README.md: the second
// opinion.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rfmeans::test {

struct NaiveRecord {
    std::vector<std::string> fields;
    std::string text;  ///< as written, without its line end
    std::int64_t line = 0;
    bool blank = false, unclosed_quote = false;

    bool operator==(const NaiveRecord&) const = default;
};

/// ' ' as delimiter: runs of blanks and tabs.
[[nodiscard]] std::vector<NaiveRecord> split_naively(std::string_view text, char delimiter);

}  // namespace rfmeans::test
