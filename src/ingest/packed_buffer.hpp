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

class PackedBuffer {
public:
    /// Blocks double up to here, so that small partitions stay small and large ones seldom ask for memory.
    static constexpr std::size_t kMostBlock = std::size_t{16} << 10U;

    explicit PackedBuffer(PackMemory& memory) : memory_(&memory) {}
    PackedBuffer(PackedBuffer&& other) noexcept;
    PackedBuffer& operator=(PackedBuffer&&) = delete;
    ~PackedBuffer() { release(); }

    /// Room for that many bytes, in one piece.
    [[nodiscard]] char* room(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) {
            add_block(bytes);
        }
        return at_;
    }
    /// The bytes from room() to `end` are taken.
    void take_up_to(char* end) { at_ = end; }

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

    void add_block(std::size_t bytes);
    void close_block();

    PackMemory* memory_;
    std::vector<Block> blocks_;  // the last one is being filled
    std::vector<Run> runs_;
    char* at_ = nullptr;
    char* end_ = nullptr;
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
            &block == &blocks_.back() ? static_cast<std::size_t>(at_ - block.bytes.get()) : block.size;
        take(std::span<const char>(block.bytes.get(), size));
    }
}

}  // namespace rfmeans::ingest
