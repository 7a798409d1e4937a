// A window of rows of plain spelling → columns of their values. Rows that are not so plain are left out.
#pragma once

#include <vector>

#include "ingest/chunk_notes.hpp"
#include "ingest/chunk_source.hpp"
#include "ingest/plain_values.hpp"
#include "ingest/row_columns.hpp"
#include "ingest/row_windows.hpp"

namespace rfmeans::ingest {

class PlainColumns {
public:
    /// Before the rows of a chunk.
    void begin_chunk(const Chunk& chunk);

    /// Asked once a window: whether read() is to be tried. Not for files that cannot be read by column, and for some
    /// windows behind those where many rows would have been left out.
    [[nodiscard]] bool wants_window();

    /// Reads all rows of the window, and counts in `notes` what PlainRows counts of those that are not left out. False:
    /// they are better read one by one, for there are too many for RowColumns, or many would be left out. Nothing is
    /// counted then.
    [[nodiscard]] bool read(const RowMatrix& matrix, ChunkNotes& notes);

    [[nodiscard]] const RowColumns& rows() const { return rows_; }
    /// Rows without values: a number is beside the rule of read_number_column, a date not in ISO, a field not plain.
    [[nodiscard]] const RowBits& left_out() const { return left_out_; }

private:
    [[nodiscard]] static FieldColumn column(const RowMatrix& matrix, std::size_t place);
    void read_numbers(const RowMatrix& matrix);
    void read_ids(const RowMatrix& matrix, const std::optional<RoleField>& field, IdColumn& ids);
    void read_dates(const RowMatrix& matrix);
    void read_fields(const RowMatrix& matrix);
    void leave_out(const RowBits& odd);
    [[nodiscard]] bool is_worth_it();
    void add_up_amounts();
    void compare_rows();
    void count(ChunkNotes& notes) const;

    const FileLayout* layout_ = nullptr;  // nullptr: its rows cannot be read by column
    MonthTable months_;
    RowColumns rows_;
    NumberColumn quantity_, price_, total_;
    RowBits left_out_;
    std::size_t skip_ = 0, skipped_ = 0;  // windows that are not tried after one that failed
};

}  // namespace rfmeans::ingest
