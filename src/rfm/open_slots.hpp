// The memory of tables with open addressing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace rfmeans::rfm {

/// A power of two of slots, at most half of them in use, none ever freed alone. Slot{} is free.
template <class Slot>
class OpenSlots {
public:
    [[nodiscard]] Slot& operator[](std::size_t at) { return slots_[at]; }
    [[nodiscard]] std::size_t place(std::size_t hash) const { return hash & last_; }
    [[nodiscard]] std::size_t behind(std::size_t at) const { return (at + 1) & last_; }

    /// Whether one more needs grow().
    [[nodiscard]] bool is_full() const { return room_ == 0; }
    /// One slot more is in use, or none.
    void count(bool is_new) { room_ -= is_new ? 1 : 0; }

    /// Doubles. `place_of` finds the slot of what was in another, as in a search.
    template <class PlaceOf>
    [[gnu::noinline, gnu::cold]] void grow(const PlaceOf& place_of) {
        constexpr std::size_t kFirstSlots = 64;
        const std::vector<Slot> old = std::exchange(slots_, {});
        resize(std::max(kFirstSlots, 2 * old.size()));
        for (const Slot& slot : old) {
            if (!(slot == Slot{})) {
                slots_[place_of(slot)] = slot;
                --room_;
            }
        }
    }

    /// Keeps its memory, unless that was far too much for what it held.
    void clear() {
        constexpr std::size_t kMostSlotsEach = 64;
        const std::size_t used = slots_.size() / 2 - room_;
        resize(slots_.size() <= kMostSlotsEach * (used + 1) ? slots_.size() : 0);
    }

private:
    // Free ones.
    void resize(std::size_t slots) {
        if (slots != slots_.size()) {
            slots_ = std::vector<Slot>(slots);
        } else {
            std::fill(slots_.begin(), slots_.end(), Slot{});
        }
        last_ = slots - 1;
        room_ = slots / 2;
    }

    std::vector<Slot> slots_;
    std::size_t last_ = 0, room_ = 0;
};

}  // namespace rfmeans::rfm
