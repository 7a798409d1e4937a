// Pairs of a customer and what he bought by: an order, a time, a day.
#pragma once

#include <cstddef>
#include <cstdint>

#include "rfm/open_slots.hpp"
#include "rfmeans/hash.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::rfm {

/// Words other than 0.
template <class Word>
class WordSet {
public:
    /// Whether it is new. Without a branch on that, as nothing foretells it.
    [[nodiscard]] bool add(Word word) {
        if (slots_.is_full()) {
            slots_.grow([this](Word old) { return place_of(old); });
        }
        Word& slot = slots_[place_of(word)];
        const bool is_new = slot == 0;
        slot = word;
        slots_.count(is_new);
        return is_new;
    }

    void clear() { slots_.clear(); }

private:
    [[nodiscard]] std::size_t place_of(Word word) {
        const auto low = static_cast<std::uint64_t>(word);
        const auto high = sizeof(Word) > sizeof low ? static_cast<std::uint64_t>(word >> (4 * sizeof(Word))) : 0;
        std::size_t at = slots_.place(mix_hash(low, high));
        while (slots_[at] != 0 && slots_[at] != word) {
            at = slots_.behind(at);
        }
        return at;
    }

    OpenSlots<Word> slots_;
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
