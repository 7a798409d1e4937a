// The rows of one thread, read once: packed, and counted for the profile where there is to be one.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ingest/profile/profile_sink.hpp"
#include "ingest/row_packer.hpp"

namespace rfmeans::ingest {

/// Gives the profile all columns of the batches and the packer its attributes among them.
class TeeSink final : public RowSink {
public:
    /// `attributes`: indices into RowsPlan::columns, one a PackPlan::attributes. `profile` may be null: then the
    /// batches have the attributes only.
    TeeSink(std::unique_ptr<RowPacker> packer, std::unique_ptr<ProfileSink> profile,
            std::vector<std::size_t> attributes)
        : packer_(std::move(packer)), profile_(std::move(profile)), attributes_(std::move(attributes)) {}

    void take(const RowBatch& batch) override;
    /// The profile wants all rows as they are.
    [[nodiscard]] bool takes_columns() const override { return !profile_; }
    void take_columns(const ColumnBatch& batch) override { packer_->take_columns(batch); }

    [[nodiscard]] std::unique_ptr<RowPacker> take_packer() { return std::move(packer_); }
    [[nodiscard]] std::unique_ptr<ProfileSink> take_profile() { return std::move(profile_); }

private:
    std::unique_ptr<RowPacker> packer_;
    std::unique_ptr<ProfileSink> profile_;
    std::vector<std::size_t> attributes_;
    std::vector<std::string_view> texts_;  // of the attributes of a batch; kept for its memory
};

}  // namespace rfmeans::ingest
