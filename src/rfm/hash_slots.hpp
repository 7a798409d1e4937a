// Open addressing over things that are kept, and numbered, elsewhere.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace rfmeans::rfm {

/// 8 bytes a slot, at most half of them in use, none ever removed alone.
class HashSlots {
public:
    struct Found {
        std::uint32_t number;
        bool is_new;
    };
    /// The number of that hash for which is(number); else `next`, which is its number from now on.
    template <class Is>
    [[nodiscard]] Found find_or_add(std::uint64_t hash, std::uint32_t next, const Is& is) {
        if (2 * size_ >= slots_.size()) {
            grow();
        }
        const auto low = static_cast<std::uint32_t>(hash);
        const std::size_t last = slots_.size() - 1;
        std::size_t at = low & last;
        for (; slots_[at].number != 0; at = (at + 1) & last) {
            if (slots_[at].hash == low && is(slots_[at].number - 1)) {
                return {slots_[at].number - 1, false};
            }
        }
        slots_[at] = {low, next + 1};
        ++size_;
        return {next, true};
    }

    /// Keeps its memory, unless it was far too large for what it held.
    void clear() {
        constexpr std::size_t kMostSlotsEach = 64;
        const bool keeps = slots_.size() <= kMostSlotsEach * (size_ + 1);
        slots_.assign(keeps ? slots_.size() : 0, {});
        if (!keeps) {
            slots_.shrink_to_fit();
        }
        size_ = 0;
    }

private:
    struct Slot {
        std::uint32_t hash = 0;    // its low half, the place too
        std::uint32_t number = 0;  // + 1; 0 is free
    };

    [[gnu::noinline, gnu::cold]] void grow() {
        constexpr std::size_t kFirstSlots = 64;
        const std::vector<Slot> old =
            std::exchange(slots_, std::vector<Slot>(slots_.empty() ? kFirstSlots : 2 * slots_.size()));
        for (const Slot& slot : old) {
            if (slot.number != 0) {
                std::size_t at = slot.hash & (slots_.size() - 1);
                while (slots_[at].number != 0) {
                    at = (at + 1) & (slots_.size() - 1);
                }
                slots_[at] = slot;
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace rfmeans::rfm
