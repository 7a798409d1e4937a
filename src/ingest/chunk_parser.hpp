// One chunk → batches of parsed rows for a sink, and what is counted on the way.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "ingest/chunk_notes.hpp"
#include "ingest/chunk_source.hpp"
#include "ingest/plain_rows.hpp"
#include "ingest/row_batch.hpp"
#include "ingest/row_windows.hpp"

namespace rfmeans::ingest {

/// The rows of a batch while it grows.
class BatchWriter {
public:
    explicit BatchWriter(RowSink& sink) : sink_(sink) {}

    void begin(const Chunk& chunk);

    /// Adds the row of a record; `read` as in BatchRow.
    void add(const Record& record, const ParsedRow& values, bool read);

    /// Adds a plain row, whose values are views into the chunk. False: it is none, and nothing was added.
    [[nodiscard]] bool add_plain(const PlainRow& row, PlainRows& rows, ChunkNotes& notes);

    /// Hands over what there is.
    void flush();

private:
    [[nodiscard]] std::string_view keep(std::string_view view);

    RowSink& sink_;
    const Chunk* chunk_ = nullptr;
    RowBatch batch_;
    std::deque<std::string> copies_;  // of fields that are not as the chunk has them
};

/// Of one thread.
class ChunkParser {
public:
    explicit ChunkParser(RowSink& sink) : batch_(sink) {}

    [[nodiscard]] ChunkNotes parse(const Chunk& chunk);

private:
    TextPosition read_plain(const Chunk& chunk, TextPosition from, ChunkNotes& notes);
    TextPosition read_records(const Chunk& chunk, TextPosition from, std::size_t until, ChunkNotes& notes);
    void read_record(const Record& record, const FileLayout& layout, ChunkNotes& notes);

    BatchWriter batch_;
    RowWindows windows_;
    Record record_;
    PlainRows plain_;
};

}  // namespace rfmeans::ingest
