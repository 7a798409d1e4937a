#include "ingest/packed_partitions.hpp"

#include <utility>

namespace rfmeans::ingest {
namespace {

class Partitions final : public PackedPartitions {
public:
    Partitions(std::unique_ptr<PackPlan> plan, std::vector<std::unique_ptr<RowPacker>> packers)
        : plan_(std::move(plan)), packers_(std::move(packers)) {}

    [[nodiscard]] std::size_t partitions() const override { return kPartitions; }
    [[nodiscard]] std::int64_t bytes(std::size_t partition) const override {
        std::int64_t bytes = 0;
        for (const auto& packer : packers_) {
            bytes += packer->buffers()[partition].size();
        }
        return bytes;
    }
    void read(std::size_t partition, const TakePiece& take) const override {
        for (std::size_t sink = 0; sink < packers_.size(); ++sink) {
            packers_[sink]->buffers()[partition].read(plan_->file,
                                                      [&](std::span<const char> entries) { take(sink, entries); });
        }
    }
    void release(std::size_t partition) override {
        for (const auto& packer : packers_) {
            packer->buffers()[partition].release();
        }
    }
    [[nodiscard]] std::size_t sinks() const override { return packers_.size(); }
    [[nodiscard]] const std::vector<std::string>& dictionary(std::size_t sink, std::size_t attribute) const override {
        return packers_[sink]->codes()[attribute].texts();
    }

private:
    std::unique_ptr<PackPlan> plan_;  // before the packers, which use it to their end
    std::vector<std::unique_ptr<RowPacker>> packers_;
};

}  // namespace

std::unique_ptr<PackedPartitions> keep_packed(std::unique_ptr<PackPlan> plan,
                                              std::vector<std::unique_ptr<RowPacker>> packers) {
    return std::make_unique<Partitions>(std::move(plan), std::move(packers));
}

}  // namespace rfmeans::ingest
