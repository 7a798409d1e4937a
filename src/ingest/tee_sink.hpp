// Several things made of the same rows in one reading.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

/// Gives each batch to every one of its sinks.
class TeeSink final : public RowSink {
public:
    explicit TeeSink(std::vector<std::unique_ptr<RowSink>> sinks) : sinks_(std::move(sinks)) {}

    void take(const RowBatch& batch) override {
        for (const auto& sink : sinks_) {
            sink->take(batch);
        }
    }

    [[nodiscard]] RowSink& sink(std::size_t index) const { return *sinks_[index]; }

private:
    std::vector<std::unique_ptr<RowSink>> sinks_;
};

}  // namespace rfmeans::ingest
