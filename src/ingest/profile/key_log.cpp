#include "ingest/profile/key_log.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

namespace rfmeans::ingest {
namespace {

constexpr unsigned kMostBits = 8;
constexpr std::size_t kLeast = std::size_t{1} << 18U;  // bytes of a part in memory, whatever the limit

unsigned part_bits(std::size_t memory_bytes) {
    // Begun blocks are to take an eighth of the memory at most.
    const std::size_t parts = memory_bytes / (8 * PackedBuffer::kMostBlock);
    return std::min(kMostBits, parts == 0 ? 0U : static_cast<unsigned>(std::bit_width(parts)) - 1);
}

Hash128 key_of(const char* entry) {
    Hash128 key;
    std::memcpy(&key, entry, sizeof key);
    return key;
}

std::string_view text_of(const char* entry) {
    return {entry + sizeof(Hash128) + 1, static_cast<std::size_t>(entry[sizeof(Hash128)])};
}

std::size_t size_of(const char* entry) {
    return sizeof(Hash128) + 1 + static_cast<std::size_t>(entry[sizeof(Hash128)]);
}

/// The first entries of all keys of a part, and a table of them.
class Part {
public:
    /// `bytes`: of about as many entries as there will be.
    void begin(std::size_t bytes) {
        entries_.clear();
        entries_.reserve(bytes);
        keys_ = 0;
        const std::size_t keys = bytes / (sizeof(Hash128) + 2);
        slots_.assign(std::bit_ceil(keys + keys / 2 + 2), {});
    }

    /// Takes the entries of a piece whose lower bits say so.
    void take(std::span<const char> piece, std::uint64_t mask, std::uint64_t which, const KeyLog::Visitor& visitor) {
        const char* const end = piece.data() + piece.size();
        for (const char* entry = piece.data(); entry != end; entry += size_of(entry)) {
            const Hash128 key = key_of(entry);
            if ((key.low & mask) == which) {
                enter(key, entry, visitor);
            }
        }
    }

    void visit_first(const KeyLog::Visitor& visitor) const {
        for (const Slot& slot : slots_) {
            if (slot.entry != 0) {
                visitor.first(text_of(entry_of(slot)));
            }
        }
    }

private:
    struct Slot {
        std::uint32_t entry = 0;  // 1 + where it begins; 0: empty
        std::uint32_t bits = 0;   // of the key
    };

    [[nodiscard]] const char* entry_of(const Slot& slot) const { return entries_.data() + slot.entry - 1; }

    Slot& find(const Hash128& key) {
        const auto bits = static_cast<std::uint32_t>(key.low >> 32U);
        std::size_t at = static_cast<std::size_t>(key.high) & (slots_.size() - 1);
        while (slots_[at].entry != 0 && (slots_[at].bits != bits || key_of(entry_of(slots_[at])) != key)) {
            at = (at + 1) & (slots_.size() - 1);
        }
        return slots_[at];
    }

    void point_to_copy(Slot& slot, const Hash128& key, const char* entry) {
        slot = {static_cast<std::uint32_t>(entries_.size() + 1), static_cast<std::uint32_t>(key.low >> 32U)};
        entries_.insert(entries_.end(), entry, entry + size_of(entry));
    }

    // The least text of a key stays, so that it does not matter who comes first.
    void enter(const Hash128& key, const char* entry, const KeyLog::Visitor& visitor) {
        Slot& slot = find(key);
        if (slot.entry == 0) {
            point_to_copy(slot, key, entry);
            grow_if_full();
        } else if (const std::string_view known = text_of(entry_of(slot)); text_of(entry) >= known) {
            visitor.repeat(text_of(entry));
        } else {
            visitor.repeat(known);
            point_to_copy(slot, key, entry);
        }
    }

    void grow_if_full() {
        if (3 * ++keys_ <= 2 * slots_.size()) {
            return;
        }
        const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (const Slot& slot : old) {
            if (slot.entry != 0) {
                find(key_of(entry_of(slot))) = slot;
            }
        }
    }

    std::vector<char> entries_;
    std::size_t keys_ = 0;
    std::vector<Slot> slots_;  // a power of two of them
};

}  // namespace

KeyLog::KeyLog(std::size_t memory_bytes, std::shared_ptr<SpillFile> file)
    : bits_(part_bits(memory_bytes)), cursors_(std::size_t{1} << bits_), file_(std::move(file)) {
    parts_.reserve(cursors_.size());
    for (PackCursor& cursor : cursors_) {
        parts_.emplace_back(memory_, cursor);
    }
}

void KeyLog::spill() {
    for (PackedBuffer& part : parts_) {
        part.spill(*file_);
    }
}

void KeyLog::visit(const std::vector<KeyLog*>& logs, std::size_t memory_bytes, const Visitor& visitor) {
    if (logs.empty()) {
        return;
    }
    const std::size_t most =
        std::clamp<std::size_t>(memory_bytes / 4, kLeast, std::numeric_limits<std::uint32_t>::max() / 4);
    Part part;
    for (std::size_t p = 0; p < logs.front()->parts_.size(); ++p) {
        std::size_t bytes = 0;
        for (const KeyLog* log : logs) {
            bytes += static_cast<std::size_t>(log->parts_[p].size());
        }
        const std::size_t passes = std::bit_ceil((bytes + most - 1) / most);
        for (std::size_t pass = 0; pass < passes && bytes > 0; ++pass) {
            part.begin(bytes / passes);
            for (const KeyLog* log : logs) {
                log->parts_[p].read(*log->file_,
                                    [&](std::span<const char> piece) { part.take(piece, passes - 1, pass, visitor); });
            }
            part.visit_first(visitor);
        }
        for (KeyLog* log : logs) {
            log->parts_[p].release();
        }
    }
}

}  // namespace rfmeans::ingest
