// Rows of plain spelling → values, without a Record. Whatever is not plain is left to parse_row.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ingest/chunk_notes.hpp"
#include "ingest/chunk_source.hpp"
#include "ingest/date_memo.hpp"
#include "ingest/plain_values.hpp"
#include "ingest/row_batch.hpp"
#include "ingest/row_windows.hpp"

namespace rfmeans::ingest {

/// Where a field of the row lies, as written. The carriage return of its line end is not part of the last one.
inline std::string_view raw_field(const PlainRow& row, std::size_t place) {
    const std::size_t from = place == 0 ? row.start : row.separators[place - 1] + std::size_t{1};
    std::size_t to = row.separators[place];
    to -= place + 1 == row.fields && to > from && row.text[to - 1] == '\r' ? 1 : 0;
    return {row.text + from, to - from};
}

/// A field as written without its quotes; doubled ones and blanks stay. In well-formed text they are its first and its
/// last character where there are any.
inline std::string_view strip_quotes(std::string_view field) {
    return field.size() >= 2 && field.front() == '"' ? field.substr(1, field.size() - 2) : field;
}

/// Takes quotes and blanks off a field as written. False: it holds doubled quotes.
[[nodiscard]] bool unquote_plain(std::string_view& field);

/// The field unquoted and trimmed. False: it holds doubled quotes.
[[nodiscard]] inline bool plain_field(const PlainRow& row, std::size_t place, std::string_view& field) {
    const auto is_dark = [](char c) { return static_cast<unsigned char>(c) > ' '; };
    const std::string_view raw = raw_field(row, place);
    field = strip_quotes(raw);
    const bool quoted = field.size() != raw.size();
    if (field.empty() ||
        (is_dark(field.front()) && is_dark(field.back()) && !(quoted && field.find('"') != std::string_view::npos))) {
        return true;
    }
    field = raw;
    return unquote_plain(field);
}

class PlainRows {
public:
    /// Before the rows of a chunk.
    void begin_chunk();

    /// The values of a row as parse_row gives them, and what it and MarkUsage::note count, in `notes`. False: the row
    /// is not plain (a value is missing or odd, fields are too few, too many, or hold doubled quotes); nothing is
    /// counted.
    [[nodiscard]] bool read(const PlainRow& row, const FileLayout& layout, ParsedRow& values, ChunkNotes& notes);

    /// Behind the rows of a chunk: the rest of what was counted.
    void end_chunk(ChunkNotes& notes);

private:
    [[nodiscard]] bool read_date(const PlainRow& row, const RowLayout& layout, std::int64_t& time);
    [[nodiscard]] bool read_new_date(std::string_view text, DateFormat format);
    void count_date(std::int64_t line, DateTally& dates);

    MonthTable months_;
    DateMemo memo_;
    std::string_view date_, date_text_;      // of the last row, as written in its chunk; unquoted and trimmed
    const KnownDate* known_date_ = nullptr;  // null: in ISO
    std::int64_t time_ = 0;
    std::int64_t iso_rows_ = 0;  // that are to be counted
};

}  // namespace rfmeans::ingest
