// The rows of a well-formed text, a window at a time: where their separators stand.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/simd_structure.hpp"

namespace rfmeans::ingest {

/// A row in a well-formed text.
struct PlainRow {
    const char* text = nullptr;                 ///< of the chunk; kBlockBytes behind it are readable
    const std::uint32_t* separators = nullptr;  ///< [fields] where the fields end; the last one is the line feed
    std::size_t start = 0;
    std::size_t fields = 0;
    std::int64_t line = 0;  ///< from 0 at the start of the chunk
};

class RowWindows {
public:
    /// From a record's start on. `line` is its line, from 0.
    void begin(std::string_view text, char delimiter, std::size_t from, std::int64_t line);

    /// Scans on; false where that is not possible: at the end, or where the text is not well-formed.
    [[nodiscard]] bool advance();

    /// The next row that ends in what was scanned; false where advance() is needed.
    [[nodiscard]] bool next(PlainRow& row) {
        if (row_ == found_.rows) {
            return false;
        }
        const std::uint32_t last = row_ends_[row_++];
        row = {.text = text_.data(),
               .separators = places_.data() + separator_,
               .start = start_,
               .fields = last + 1 - separator_,
               .line = line_};
        start_ = places_[last] + std::size_t{1};
        separator_ = last + std::size_t{1};
        ++line_;
        while (inner_ < found_.inner && inner_lines_[inner_] < start_) {
            ++inner_;
            ++line_;
        }
        return true;
    }

    /// Where the next row starts, and its line.
    [[nodiscard]] std::size_t start() const { return start_; }
    [[nodiscard]] std::int64_t line() const { return line_; }

    /// Behind what was scanned and is not well-formed.
    [[nodiscard]] std::size_t behind_trouble() const { return scanned_ + kBlockBytes; }

private:
    std::string_view text_;
    char delimiter_ = ',';
    BlockState state_;
    bool well_formed_ = true;
    std::size_t scanned_ = 0, start_ = 0;
    std::int64_t line_ = 0;
    Separators found_{};
    std::size_t row_ = 0, separator_ = 0, inner_ = 0;  // next ones
    std::vector<std::uint32_t> places_, row_ends_, inner_lines_;
};

}  // namespace rfmeans::ingest
