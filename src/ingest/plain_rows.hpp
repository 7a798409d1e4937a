// Rows of plain spelling → values, without a Record. Whatever is not plain is left to parse_row.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ingest/batch_writer.hpp"
#include "ingest/chunk_notes.hpp"
#include "ingest/date_memo.hpp"
#include "ingest/plain_values.hpp"
#include "ingest/row_windows.hpp"

namespace rfmeans::ingest {

enum class RowsAdded { all, up_to_other };

class PlainRows {
public:
    /// Before the rows of a chunk.
    void begin_chunk(const Chunk& chunk);

    /// Adds the rows that end in what was scanned, with the values that parse_row gives, and what it and
    /// MarkUsage::note count, in `notes`; up to the first row that is not plain, if there is one: `other`. (A value is
    /// missing or odd, fields are too few, too many, or hold doubled quotes.)
    [[nodiscard]] RowsAdded add_rows(RowWindows& windows, BatchWriter& batch, ChunkNotes& notes, PlainRow& other);

    /// Adds one row, or nothing where it is not plain.
    [[nodiscard]] bool add_row(const PlainRow& row, BatchWriter& batch, ChunkNotes& notes);

    /// Other rows are added behind the last one: the next row repeats none.
    void forget_last() { keyed_ = nullptr; }

    /// Behind the rows of a chunk: the rest of what was counted.
    void end_chunk(ChunkNotes& notes);

private:
    /// A field of the row that was added last, whole as written, and its first eight characters.
    struct Key {
        std::size_t place = 0;
        std::uint64_t head = 0;
        std::string_view written;
    };

    [[nodiscard]] bool add_plain(const PlainRow& row, BatchWriter& batch, ChunkNotes& notes);
    [[nodiscard]] bool repeats(const PlainRow& row) const;
    [[nodiscard]] bool read_keys(const PlainRow& row, BatchRow& to, std::string_view* fields);
    [[nodiscard]] bool read_date(std::string_view text);
    [[nodiscard]] bool read_new_date(std::string_view text);
    void count_date(std::int64_t line, DateTally& dates);

    const FileLayout* layout_ = nullptr;
    std::size_t fields_ = 0;           // of a row
    std::vector<Key> keys_;            // all but the numbers and filters
    const BatchRow* keyed_ = nullptr;  // the row of the keys; nullptr: there is none
    MonthTable months_;
    DateMemo memo_;
    std::string_view date_, date_text_;  // of the last row, as written in its chunk; unquoted and trimmed
    std::optional<DateFits> fits_;       // of it; nullopt: it is in ISO
    std::int64_t time_ = 0;
    std::int64_t iso_rows_ = 0;  // that are to be counted
};

}  // namespace rfmeans::ingest
