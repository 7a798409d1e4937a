// Open addressing: (owner, key) → a small number.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "rfmeans/hash.hpp"

namespace rfmeans::rfm {

/// 16 bytes a slot, at most half of them in use, none ever removed.
class KeyTable {
public:
    struct Found {
        std::uint32_t value;
        bool is_new;
    };
    /// The value of the pair, `next` where it is new.
    Found find_or_add(std::uint32_t owner, std::int64_t key, std::uint32_t next) {
        if (2 * (size_ + 1) > slots_.size()) {
            grow();
        }
        Slot& slot = slot_of(owner, key);
        if (slot.value != 0) {
            return {slot.value - 1, false};
        }
        slot = {key, owner, next + 1};
        ++size_;
        return {next, true};
    }

private:
    struct Slot {
        std::int64_t key = 0;
        std::uint32_t owner = 0;
        std::uint32_t value = 0;  // + 1; 0 is free
    };

    Slot& slot_of(std::uint32_t owner, std::int64_t key) {
        std::size_t at = mix_hash(static_cast<std::uint64_t>(key), owner) & (slots_.size() - 1);
        while (slots_[at].value != 0 && (slots_[at].key != key || slots_[at].owner != owner)) {
            at = (at + 1) & (slots_.size() - 1);
        }
        return slots_[at];
    }
    void grow() {
        constexpr std::size_t kFirstSlots = 64;
        const std::vector<Slot> old =
            std::exchange(slots_, std::vector<Slot>(slots_.empty() ? kFirstSlots : 2 * slots_.size()));
        for (const Slot& slot : old) {
            if (slot.value != 0) {
                slot_of(slot.owner, slot.key) = slot;
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace rfmeans::rfm
