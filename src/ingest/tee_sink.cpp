#include "ingest/tee_sink.hpp"

#include <numeric>

namespace rfmeans::ingest {
namespace {

// Whether a part takes the columns as they are.
bool is_whole(const TeePart& part, std::size_t columns) {
    std::vector<std::size_t> all(columns);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return part.columns == all;
}

}  // namespace

void TeeSink::take(const RowBatch& batch) {
    bool copied = false;
    for (const TeePart& part : parts_) {
        if (is_whole(part, columns_)) {
            part.sink->take(batch);
            continue;
        }
        if (!copied) {
            narrow_.file = batch.file;
            narrow_.chunk = batch.chunk;
            narrow_.rows = batch.rows;
            copied = true;
        }
        narrow_.fields.clear();
        for (std::size_t row = 0; row < batch.rows.size(); ++row) {
            for (const std::size_t column : part.columns) {
                narrow_.fields.push_back(batch.fields[row * columns_ + column]);
            }
        }
        part.sink->take(narrow_);
    }
}

}  // namespace rfmeans::ingest
