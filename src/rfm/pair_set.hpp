// Pairs of a customer and what he bought by: an order, a time, a day.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "rfmeans/hash.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::rfm {

/// Words other than 0, by open addressing, at most half of the slots in use.
template <class Word>
class WordSet {
public:
    /// Whether it is new. Without a branch on that, as nothing foretells it.
    [[nodiscard]] bool add(Word word) {
        if (room_ == 0) {
            grow();
        }
        Word& slot = slot_of(word);
        const bool is_new = slot == 0;
        slot = word;
        room_ -= is_new ? 1 : 0;
        return is_new;
    }

    /// Keeps its memory, unless that was far too much for what it held.
    void clear() {
        constexpr std::size_t kMostSlotsEach = 64;
        const std::size_t used = slots_.size() / 2 - room_;
        resize(slots_.size() <= kMostSlotsEach * (used + 1) ? slots_.size() : 0);
    }

private:
    [[nodiscard]] Word& slot_of(Word word) {
        const auto low = static_cast<std::uint64_t>(word);
        const auto high = sizeof(Word) > sizeof low ? static_cast<std::uint64_t>(word >> (4 * sizeof(Word))) : 0;
        std::size_t at = mix_hash(low, high) & last_;
        while (slots_[at] != 0 && slots_[at] != word) {
            at = (at + 1) & last_;
        }
        return slots_[at];
    }
    // Empty ones.
    void resize(std::size_t slots) {
        if (slots != slots_.size()) {
            slots_ = std::vector<Word>(slots);
        } else {
            std::fill(slots_.begin(), slots_.end(), Word{0});
        }
        last_ = slots - 1;
        room_ = slots / 2;
    }
    [[gnu::noinline, gnu::cold]] void grow() {
        constexpr std::size_t kFirstSlots = 64;
        const std::vector<Word> old = std::exchange(slots_, {});
        resize(std::max(kFirstSlots, 2 * old.size()));
        for (const Word word : old) {
            if (word != 0) {
                slot_of(word) = word;
                --room_;
            }
        }
    }

    std::vector<Word> slots_;  // a power of two, or none
    std::size_t last_ = 0, room_ = 0;
};

/// 8 bytes a slot for keys of 32 bits, 16 for others.
class PairSet {
public:
    /// Whether the pair is new.
    [[nodiscard]] bool add(std::uint32_t customer, std::int64_t key) {
        const std::uint64_t owner = std::uint64_t{customer} + 1;
        if (const auto narrow = static_cast<std::int32_t>(key); narrow == key) {
            return narrow_.add((owner << 32) | static_cast<std::uint32_t>(narrow));
        }
        return wide_.add((numerics::UInt128{owner} << 64) | static_cast<std::uint64_t>(key));
    }
    void clear() {
        narrow_.clear();
        wide_.clear();
    }

private:
    WordSet<std::uint64_t> narrow_;
    WordSet<numerics::UInt128> wide_;
};

}  // namespace rfmeans::rfm
