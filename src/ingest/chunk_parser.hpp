// One chunk → batches of parsed rows for a sink, and what is counted on the way.
#pragma once

#include "ingest/batch_writer.hpp"
#include "ingest/chunk_notes.hpp"
#include "ingest/chunk_source.hpp"
#include "ingest/plain_columns.hpp"
#include "ingest/plain_rows.hpp"
#include "ingest/row_windows.hpp"

namespace rfmeans::ingest {

/// Of one thread.
class ChunkParser {
public:
    explicit ChunkParser(RowSink& sink) : sink_(sink), batch_(sink) {}

    [[nodiscard]] ChunkNotes parse(const Chunk& chunk);

private:
    TextPosition read_plain(const Chunk& chunk, TextPosition from, ChunkNotes& notes);
    void read_columns(const Chunk& chunk, ChunkNotes& notes);
    void read_row(const PlainRow& row, ChunkNotes& notes);
    TextPosition read_records(TextPosition from, std::size_t until, ChunkNotes& notes);
    void read_record(const Record& record, const FileLayout& layout, ChunkNotes& notes);

    RowSink& sink_;
    BatchWriter batch_;
    RowWindows windows_;
    RecordReader reader_{"", ','};  // of the chunk
    Record record_;
    const FileLayout* layout_ = nullptr;
    PlainColumns columns_;
    PlainRows plain_;
};

}  // namespace rfmeans::ingest
