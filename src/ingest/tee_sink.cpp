#include "ingest/tee_sink.hpp"

namespace rfmeans::ingest {

void TeeSink::take(const RowBatch& batch) {
    if (!profile_) {
        packer_->take(batch);
        return;
    }
    texts_.clear();
    const std::size_t columns = batch.fields.size() / batch.rows.size();
    const std::string_view* row = batch.fields.data();
    for (std::size_t i = 0; i < batch.rows.size(); ++i, row += columns) {
        for (const std::size_t column : attributes_) {
            texts_.push_back(row[column]);
        }
    }
    packer_->pack(batch, texts_);
    profile_->take(batch);
}

}  // namespace rfmeans::ingest
