// Pairs of a customer and what he bought by: an order, a time, a day.
#pragma once

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
    bool add(Word word) {
        if (2 * size_ >= slots_.size()) {
            grow();
        }
        Word& slot = slot_of(word);
        const bool is_new = slot == 0;
        slot = word;
        size_ += is_new ? 1 : 0;
        return is_new;
    }

    /// Keeps its memory, unless it was far too large for what it held.
    void clear() {
        constexpr std::size_t kMostSlotsEach = 64;
        const bool keeps = slots_.size() <= kMostSlotsEach * (size_ + 1);
        slots_.assign(keeps ? slots_.size() : 0, 0);
        if (!keeps) {
            slots_.shrink_to_fit();
        }
        size_ = 0;
    }

private:
    Word& slot_of(Word word) {
        const auto low = static_cast<std::uint64_t>(word);
        const auto high = sizeof(Word) > sizeof low ? static_cast<std::uint64_t>(word >> (4 * sizeof(Word))) : 0;
        std::size_t at = mix_hash(low, high) & (slots_.size() - 1);
        while (slots_[at] != 0 && slots_[at] != word) {
            at = (at + 1) & (slots_.size() - 1);
        }
        return slots_[at];
    }
    [[gnu::noinline, gnu::cold]] void grow() {
        constexpr std::size_t kFirstSlots = 64;
        const std::vector<Word> old =
            std::exchange(slots_, std::vector<Word>(slots_.empty() ? kFirstSlots : 2 * slots_.size()));
        for (const Word word : old) {
            if (word != 0) {
                slot_of(word) = word;
            }
        }
    }

    std::vector<Word> slots_;
    std::size_t size_ = 0;
};

/// 8 bytes a slot for keys of 32 bits, 16 for others.
class PairSet {
public:
    /// Whether the pair is new.
    bool add(std::uint32_t customer, std::int64_t key) {
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
