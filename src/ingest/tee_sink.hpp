// Several things made of the same rows in one reading.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

/// A sink and which columns of the batches it is made for, as indices into RowsPlan::columns.
struct TeePart {
    std::unique_ptr<RowSink> sink;
    std::vector<std::size_t> columns;
};

/// Gives the rows of each batch to every one of its sinks, each with its own columns.
class TeeSink final : public RowSink {
public:
    /// `columns`: as many as RowsPlan::columns.
    TeeSink(std::size_t columns, std::vector<TeePart> parts) : columns_(columns), parts_(std::move(parts)) {}

    void take(const RowBatch& batch) override;

    [[nodiscard]] RowSink& sink(std::size_t part) const { return *parts_[part].sink; }

private:
    std::size_t columns_;
    std::vector<TeePart> parts_;
    RowBatch narrow_;  // kept for its memory
};

}  // namespace rfmeans::ingest
