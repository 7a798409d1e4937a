// The packed rows of one partition and one thread: blocks in memory, runs in the spill file.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ingest/spill_file.hpp"
#include "rfmeans/packed_entry.hpp"

namespace rfmeans::ingest {

/// The memory of all packed rows together.
struct PackMemory {
    std::int64_t limit = 0;  ///< 0: none
    std::atomic<std::int64_t> used = 0;
};

/// Where the next entry of a buffer goes. Those of all partitions lie side by side, so that they stay in the first
/// cache.
struct PackCursor {
    char* at = nullptr;
    char* end = nullptr;  ///< of the block

    [[nodiscard]] bool has_room(std::size_t bytes) const { return static_cast<std::size_t>(end - at) >= bytes; }
};

class PackedBuffer {
public:
    /// Blocks double up to here, so that small partitions stay small and large ones seldom ask for memory.
    static constexpr std::size_t kMostBlock = std::size_t{16} << 10U;

    /// The cursor is the buffer's as long as it lives.
    PackedBuffer(PackMemory& memory, PackCursor& cursor) : memory_(&memory), cursor_(&cursor) {}
    PackedBuffer(PackedBuffer&& other) noexcept;
    PackedBuffer& operator=(PackedBuffer&&) = delete;
    ~PackedBuffer() { release(); }

    /// Moves the cursor to a new block with room for that many bytes.
    void add_block(std::size_t bytes);

    [[nodiscard]] std::int64_t memory() const { return in_blocks_; }  ///< bytes of its blocks
    [[nodiscard]] std::int64_t size() const;                          ///< bytes taken, spilled ones included

    void spill(SpillFile& file);
    void release();

    /// Runs of whole entries, kSlack bytes behind each.
    template <class Take>
    void read(const SpillFile& file, const Take& take) const;

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0, capacity = 0;
    };
    struct Run {
        std::int64_t offset = 0, size = 0;
    };

    void close_block();

    PackMemory* memory_;
    PackCursor* cursor_;
    std::vector<Block> blocks_;  // the last one is being filled
    std::vector<Run> runs_;
    std::int64_t in_blocks_ = 0;
};

template <class Take>
void PackedBuffer::read(const SpillFile& file, const Take& take) const {
    std::vector<char> bytes;
    for (const Run& run : runs_) {
        bytes.resize(static_cast<std::size_t>(run.size) + packed::kSlack);
        file.read(run.offset, {bytes.data(), static_cast<std::size_t>(run.size)});
        take(std::span<const char>(bytes.data(), static_cast<std::size_t>(run.size)));
    }
    for (const Block& block : blocks_) {
        const std::size_t size =
            &block == &blocks_.back() ? static_cast<std::size_t>(cursor_->at - block.bytes.get()) : block.size;
        take(std::span<const char>(block.bytes.get(), size));
    }
}

}  // namespace rfmeans::ingest
