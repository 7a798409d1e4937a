// Open addressing over things that are kept, and numbered, elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>

#include "rfm/open_slots.hpp"

namespace rfmeans::rfm {

/// 8 bytes a slot.
class HashSlots {
public:
    /// The number of that hash for which is(number); else `next`, which is its number from now on.
    template <class Is>
    [[nodiscard]] std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t next, const Is& is) {
        const auto low = static_cast<std::uint32_t>(hash);
        if (slots_.is_full()) {
            slots_.grow([this](const Slot& slot) { return free_place(slot.hash); });
        }
        std::size_t at = slots_.place(low);
        for (; slots_[at].number != 0; at = slots_.behind(at)) {
            if (slots_[at].hash == low && is(slots_[at].number - 1)) {
                return slots_[at].number - 1;
            }
        }
        slots_[at] = {low, next + 1};
        slots_.count(true);
        return next;
    }

    void clear() { slots_.clear(); }

private:
    struct Slot {
        std::uint32_t hash = 0;    // its low half, the place too
        std::uint32_t number = 0;  // + 1; 0 is free

        bool operator==(const Slot&) const = default;
    };

    [[nodiscard]] std::size_t free_place(std::uint32_t hash) {
        std::size_t at = slots_.place(hash);
        while (slots_[at].number != 0) {
            at = slots_.behind(at);
        }
        return at;
    }

    OpenSlots<Slot> slots_;
};

}  // namespace rfmeans::rfm
