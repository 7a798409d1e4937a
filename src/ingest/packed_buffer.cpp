#include "ingest/packed_buffer.hpp"

#include <algorithm>
#include <utility>

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kFirstBlock = 1024;

}  // namespace

PackedBuffer::PackedBuffer(PackedBuffer&& other) noexcept
    : memory_(other.memory_),
      cursor_(other.cursor_),
      blocks_(std::move(other.blocks_)),
      runs_(std::move(other.runs_)),
      in_blocks_(std::exchange(other.in_blocks_, 0)) {}

void PackedBuffer::close_block() {
    if (!blocks_.empty()) {
        blocks_.back().size = static_cast<std::size_t>(cursor_->at - blocks_.back().bytes.get());
    }
}

void PackedBuffer::add_block(std::size_t bytes) {
    close_block();
    const std::size_t doubled = blocks_.empty() ? kFirstBlock : std::min(2 * blocks_.back().capacity, kMostBlock);
    const std::size_t capacity = std::max(bytes, doubled);
    blocks_.push_back({std::make_unique_for_overwrite<char[]>(capacity), 0, capacity});
    char* const start = blocks_.back().bytes.get();
    *cursor_ = {start, start + capacity};
    in_blocks_ += static_cast<std::int64_t>(capacity);
    memory_->used += static_cast<std::int64_t>(capacity);
}

std::int64_t PackedBuffer::size() const {
    std::int64_t size = blocks_.empty() ? 0 : cursor_->at - blocks_.back().bytes.get();
    for (const Block& block : blocks_) {
        size += &block == &blocks_.back() ? 0 : static_cast<std::int64_t>(block.size);
    }
    for (const Run& run : runs_) {
        size += run.size;
    }
    return size;
}

void PackedBuffer::spill(SpillFile& file) {
    close_block();
    std::vector<std::span<const char>> parts;
    std::int64_t size = 0;
    for (const Block& block : blocks_) {
        parts.emplace_back(block.bytes.get(), block.size);
        size += static_cast<std::int64_t>(block.size);
    }
    if (size > 0) {
        runs_.push_back({file.write(parts), size});
    }
    release();
}

void PackedBuffer::release() {
    if (!blocks_.empty()) {
        *cursor_ = {};
    }
    blocks_.clear();
    memory_->used -= std::exchange(in_blocks_, 0);
}

}  // namespace rfmeans::ingest
