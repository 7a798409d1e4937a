// The rows of a well-formed text, a window at a time: where their separators stand.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/simd_structure.hpp"

namespace rfmeans::ingest {

/// A row in a well-formed text.
struct PlainRow {
    std::string_view text;                      ///< of the chunk; kBlockBytes behind it are readable
    const std::uint32_t* separators = nullptr;  ///< [fields] where the fields end, the last one at its line end;
                                                ///< separators[-1] is what stands before the row
    std::size_t fields = 0;
    std::int64_t line = 0;  ///< from 0 at the start of the chunk

    /// Where a field starts.
    [[nodiscard]] std::uint32_t start_of(std::size_t place) const {
        return separators[static_cast<std::ptrdiff_t>(place) - 1] + 1U;  // behind 2^32 - 1: the start of the text
    }
    [[nodiscard]] std::uint32_t start() const { return start_of(0); }
};

/// Rows one behind the other, each with the same number of fields and on one line.
struct RowMatrix {
    std::string_view text;
    const std::uint32_t* ends = nullptr;  ///< [rows x stride] where the fields end; ends[-1] as PlainRow::separators
    std::size_t fields = 0, stride = 0;   ///< stride: one more where rows end in a carriage return
    std::size_t rows = 0;
    std::int64_t line = 0;  ///< of the first row

    [[nodiscard]] PlainRow row(std::size_t at) const {
        return {.text = text,
                .separators = ends + at * stride,
                .fields = fields,
                .line = line + static_cast<std::int64_t>(at)};
    }
};

struct DelimitedText {
    std::string_view text;  ///< kBlockBytes behind it are readable
    char delimiter = ',';
    const std::uint64_t* separators = nullptr;  ///< bits of all of them (TextMarks); nullptr: they are looked for
};

class RowWindows {
public:
    /// From a record's start on. `line` is its line, from 0.
    void begin(const DelimitedText& text, std::size_t from, std::int64_t line);

    /// Scans on; false where that is not possible: at the end, or where the text is not well-formed.
    [[nodiscard]] bool advance();

    /// The next row that ends in what was scanned; false where advance() is needed.
    [[nodiscard]] bool next(PlainRow& row) {
        if (row_ == found_.line_feeds) {
            return false;
        }
        if (row_ == 0) {
            list_row_ends();
        }
        const std::size_t last = row_ends_[row_++];
        const std::uint32_t feed = places()[last];
        const bool returns = found_.returns && feed > 0 && text_[feed - 1] == '\r' && last > separator_;
        row = {.text = text_,
               .separators = places() + separator_,
               .fields = last + (returns ? 0 : 1) - separator_,
               .line = line_};
        start_ = feed + std::size_t{1};
        separator_ = last + 1;
        ++line_;
        while (inner_ < found_.inner && inner_lines_[inner_] < start_) {
            ++inner_;
            ++line_;
        }
        return true;
    }

    /// Behind advance(): all rows that next() would give, where all have so many fields and there is at least one;
    /// nullopt: they differ.
    [[nodiscard]] std::optional<RowMatrix> rest(std::size_t fields);
    /// As next() for all of them.
    void skip(const RowMatrix& rows);

    /// Where the next row starts, and its line.
    [[nodiscard]] std::size_t start() const { return start_; }
    [[nodiscard]] std::int64_t line() const { return line_; }

    /// Behind what was scanned and is not well-formed.
    [[nodiscard]] std::size_t behind_trouble() const { return scanned_ + kBlockBytes; }

private:
    void list_row_ends();

    // Behind one that holds what stands before the first.
    [[nodiscard]] std::uint32_t* places() { return places_.data() + 1; }

    std::string_view text_;
    char delimiter_ = ',';
    const std::uint64_t* marked_ = nullptr;
    BlockState state_;
    bool well_formed_ = true;
    std::size_t scanned_ = 0, start_ = 0;
    std::int64_t line_ = 0;
    Separators found_{};
    std::size_t row_ = 0, separator_ = 0, inner_ = 0;  // next ones
    std::vector<std::uint32_t> places_ = std::vector<std::uint32_t>(1), inner_lines_;
    std::vector<std::uint32_t> row_ends_;  // indices of places: the line feeds, once next() was asked for the first row
};

}  // namespace rfmeans::ingest
