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

class PlainRows {
public:
    /// Before the rows of another chunk.
    void begin_chunk();

    /// The values of a row as parse_row gives them, and what it and MarkUsage::note count, in `notes`. False: the row
    /// is not plain (a value is missing or odd, fields are too few, too many, or hold doubled quotes); nothing is
    /// counted.
    [[nodiscard]] bool read(const PlainRow& row, const FileLayout& layout, ParsedRow& values, ChunkNotes& notes);

    /// The field unquoted and trimmed; nullopt where it holds doubled quotes.
    [[nodiscard]] static std::optional<std::string_view> field(const PlainRow& row, std::size_t place);

private:
    [[nodiscard]] static bool is_blank(const PlainRow& row);

    struct Number {
        Decimal value;  ///< its trailing zeros may be there
        PlainNumber plain;
        std::string_view text;
    };

    [[nodiscard]] static bool read_number(const PlainRow& row, const RoleField& field, Number& number);
    [[nodiscard]] static bool read_amount(const RowLayout& layout, const Number (&numbers)[3], ParsedRow& values);
    [[nodiscard]] bool read_date(const PlainRow& row, const RowLayout& layout, std::int64_t& time);
    void count_date(DateFormat format, std::int64_t line, DateTally& dates);

    MonthTable months_;
    DateMemo memo_;
    std::string_view date_;                  // of the last row, in its chunk
    const KnownDate* known_date_ = nullptr;  // null: in ISO
    std::int64_t time_ = 0;
};

}  // namespace rfmeans::ingest
