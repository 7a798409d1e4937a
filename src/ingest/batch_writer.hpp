// The rows of a chunk on their way into batches.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "ingest/chunk_source.hpp"
#include "ingest/record_reader.hpp"
#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

/// The rows of a batch while it grows.
class BatchWriter {
public:
    explicit BatchWriter(RowSink& sink) : sink_(sink) {}

    void begin(const Chunk& chunk);

    /// Adds the row of a record; `read` as in BatchRow.
    void add(const Record& record, const ParsedRow& values, bool read);

    /// Room for a row whose values are views into the chunk, and for its fields: [columns]. All of it is to be filled;
    /// it is a row of the batch from close() on.
    [[nodiscard]] BatchRow& open() { return rows_[count_]; }
    [[nodiscard]] std::string_view* open_fields() { return fields_.data() + count_ * columns_; }
    void close() {
        if (++count_ == kRows) {
            flush();
        }
    }

    /// The row added last and its fields; nullptr: it was handed over.
    [[nodiscard]] const BatchRow* last() const { return count_ == 0 ? nullptr : &rows_[count_ - 1]; }
    [[nodiscard]] const std::string_view* last_fields() const { return fields_.data() + (count_ - 1) * columns_; }

    /// Hands over what there is.
    void flush();

private:
    /// Few enough to stay in the first cache.
    static constexpr std::size_t kRows = 128;

    [[nodiscard]] std::string_view keep(std::string_view view);

    RowSink& sink_;
    const Chunk* chunk_ = nullptr;
    std::unique_ptr<BatchRow[]> rows_ = std::make_unique<BatchRow[]>(kRows);
    std::vector<std::string_view> fields_;  // [kRows x columns]
    std::size_t count_ = 0, columns_ = 0;
    std::deque<std::string> copies_;  // of fields that are not as the chunk has them
};

}  // namespace rfmeans::ingest
