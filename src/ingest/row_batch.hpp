// Rows on their way from the chunks of the files to what is made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "ingest/row_parser.hpp"

namespace rfmeans::ingest {

/// Where a row stands. Places ascend in the order of the files and their rows, however they were cut into chunks.
struct RowPlace {
    std::size_t file = 0;   ///< index in the list of files
    std::size_t chunk = 0;  ///< index in the file
    std::int64_t line = 0;  ///< from the start of the chunk, from 0; RowsRead::line_of makes it a line of the file

    auto operator<=>(const RowPlace&) const = default;
};

struct BatchRow {
    ParsedRow values;       ///< views into the chunk; meaningful where `read`
    std::int64_t line = 0;  ///< as in RowPlace
    bool read = false;      ///< false: rejected, for a value (rows without the shape of their header are in no batch)
    bool repeats = false;   ///< customer, order, time and fields are those of the row before it in the batch
};

/// Consecutive rows of one chunk. All views are valid until RowSink::take returns.
struct RowBatch {
    std::size_t file = 0, chunk = 0;
    std::span<const BatchRow> rows;            ///< at least one
    std::span<const std::string_view> fields;  ///< [rows x RowsPlan::columns] unquoted, trimmed; empty: no such column
};

struct ColumnBatch;

/// Takes batches of one thread, in any order of chunks; what it makes of them must not depend on that order.
class RowSink {
public:
    RowSink() = default;
    RowSink(const RowSink&) = delete;
    RowSink& operator=(const RowSink&) = delete;
    virtual ~RowSink() = default;

    virtual void take(const RowBatch& batch) = 0;

    /// Whether take_columns may be called instead of take, for rows that are all read.
    [[nodiscard]] virtual bool takes_columns() const { return false; }
    virtual void take_columns(const ColumnBatch& /*batch*/) {}
};

}  // namespace rfmeans::ingest
