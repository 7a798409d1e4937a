// The first records of a file, for finding out what it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {

/// Lines above the header that are taken for titles, at most.
inline constexpr std::size_t kMostTitles = 30;

struct SampleRecord {
    std::vector<std::string> cells;  ///< trimmed
    std::size_t span = 0;            ///< cells up to the last that is not empty
    std::size_t filled = 0;          ///< cells that are not empty
    std::string text;                ///< as written
    TextPosition start, end;
};

/// Records that are not blank, of the first 256 KiB and at most 300.
[[nodiscard]] std::vector<SampleRecord> sample_records(std::string_view text, char delimiter);

/// The first 256 KiB in whole lines.
[[nodiscard]] std::string_view sample_of(std::string_view text);

/// The span that most records have (the largest of several), and how many have it.
struct CommonSpan {
    std::size_t span = 0;
    std::size_t records = 0;
};
[[nodiscard]] CommonSpan find_common_span(const std::vector<SampleRecord>& records);

}  // namespace rfmeans::ingest
