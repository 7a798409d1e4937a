// Open addressing over things that are kept, and numbered, elsewhere.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace rfmeans::rfm {

/// 8 bytes a slot, at most half of them in use, none ever removed alone.
class HashSlots {
public:
    /// The number of that hash for which is(number); else `next`, which is its number from now on.
    template <class Is>
    [[nodiscard]] std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t next, const Is& is) {
        if (room_ == 0) {
            grow();
        }
        const auto low = static_cast<std::uint32_t>(hash);
        std::size_t at = low & last_;
        for (; slots_[at].number != 0; at = (at + 1) & last_) {
            if (slots_[at].hash == low && is(slots_[at].number - 1)) {
                return slots_[at].number - 1;
            }
        }
        slots_[at] = {low, next + 1};
        --room_;
        return next;
    }

    /// Keeps its memory, unless that was far too much for what it held.
    void clear() {
        constexpr std::size_t kMostSlotsEach = 64;
        const std::size_t used = slots_.size() / 2 - room_;
        resize(slots_.size() <= kMostSlotsEach * (used + 1) ? slots_.size() : 0);
    }

private:
    struct Slot {
        std::uint32_t hash = 0;    // its low half, the place too
        std::uint32_t number = 0;  // + 1; 0 is free
    };

    // Empty ones.
    void resize(std::size_t slots) {
        if (slots != slots_.size()) {
            slots_ = std::vector<Slot>(slots);
        } else {
            std::fill(slots_.begin(), slots_.end(), Slot{});
        }
        last_ = slots - 1;
        room_ = slots / 2;
    }
    [[gnu::noinline, gnu::cold]] void grow() {
        constexpr std::size_t kFirstSlots = 64;
        const std::vector<Slot> old = std::exchange(slots_, {});
        resize(std::max(kFirstSlots, 2 * old.size()));
        for (const Slot& slot : old) {
            if (slot.number != 0) {
                std::size_t at = slot.hash & last_;
                while (slots_[at].number != 0) {
                    at = (at + 1) & last_;
                }
                slots_[at] = slot;
                --room_;
            }
        }
    }

    std::vector<Slot> slots_;  // a power of two, or none
    std::size_t last_ = 0, room_ = 0;
};

}  // namespace rfmeans::rfm
