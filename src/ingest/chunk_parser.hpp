// One chunk → batches of parsed rows for a sink, and what is counted on the way.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "ingest/chunk_source.hpp"
#include "ingest/currencies.hpp"
#include "ingest/number_marks.hpp"
#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

/// What is to be added up over the chunks in their order.
struct ChunkNotes {
    std::size_t file = 0, chunk = 0;
    std::int64_t lines = 0;
    std::int64_t rows = 0, blank_rows = 0;
    bool quotes = false;
    bool foreign = false;  ///< bytes that are no UTF-8
    TextCounts text;
    DateTally dates;
    std::vector<MarkUsage> marks;  ///< of number_fields()
    CurrencyCounts currencies;
    std::vector<RejectedRow> rejects;  ///< lines count from 1 at the start of the chunk
};

/// The rows of a batch while it grows.
class BatchWriter {
public:
    explicit BatchWriter(RowSink& sink) : sink_(sink) {}

    void begin(const Chunk& chunk);

    /// Adds the row of a record. `problem`: it was rejected for a value.
    void add(const Record& record, const ParsedRow& values, bool read);

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
    void read_records(const Chunk& chunk, ChunkNotes& notes);
    void read_record(const Record& record, const FileLayout& layout, ChunkNotes& notes);

    BatchWriter batch_;
};

}  // namespace rfmeans::ingest
