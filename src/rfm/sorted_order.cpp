#include "rfm/sorted_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <utility>

#include "parallel/loops.hpp"

namespace rfmeans::rfm {

namespace {

constexpr unsigned kMostDigitBits = 11;

/// The digits of a key of some bits: as few turns as digits of kMostDigitBits need, all of one width.
struct Digits {
    unsigned turns, bits;

    explicit Digits(unsigned key_bits)
        : turns((key_bits + kMostDigitBits - 1) / kMostDigitBits),
          bits(turns == 0 ? 0 : (key_bits + turns - 1) / turns) {}
};

// By the digits of the keys, the lowest first; each turn is stable.
template <class Value, class KeyOf>
void sort_by_digits(std::vector<Value>& values, const Digits& digits, const KeyOf& key_of) {
    std::vector<Value> next(digits.turns == 0 ? 0 : values.size());
    for (unsigned turn = 0; turn < digits.turns; ++turn) {
        const auto digit = [&](const Value& value) {
            return (key_of(value) >> (turn * digits.bits)) & ((std::uint64_t{1} << digits.bits) - 1);
        };
        std::array<std::uint32_t, (std::size_t{1} << kMostDigitBits) + 1> starts{};
        for (const Value& value : values) {
            ++starts[digit(value) + 1];
        }
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        for (const Value& value : values) {
            next[starts[digit(value)]++] = value;
        }
        values.swap(next);
    }
}

// Numbers below 2^31: number and place in the word of the number.
void sort_words(std::vector<std::int64_t>& numbers, std::vector<std::uint32_t>& places, const Digits& digits) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = (numbers[i] << 32) | places[i];
    }
    sort_by_digits(numbers, digits, [](std::int64_t word) { return static_cast<std::uint64_t>(word) >> 32; });
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        places[i] = static_cast<std::uint32_t>(numbers[i]);
        numbers[i] >>= 32;
    }
}

void sort_pairs(std::vector<std::int64_t>& numbers, std::vector<std::uint32_t>& places, const Digits& digits) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs;
    pairs.reserve(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        pairs.emplace_back(static_cast<std::uint64_t>(numbers[i]), places[i]);
    }
    sort_by_digits(pairs, digits, [](const auto& pair) { return pair.first; });
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = static_cast<std::int64_t>(pairs[i].first);
        places[i] = pairs[i].second;
    }
}

}  // namespace

void sort_by_number(std::vector<std::int64_t>& numbers, std::vector<std::uint32_t>& places) {
    const std::int64_t most = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    const Digits digits(static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(most))));
    if (most <= std::numeric_limits<std::int32_t>::max()) {
        sort_words(numbers, places, digits);
    } else {
        sort_pairs(numbers, places, digits);
    }
}

void sort_by_text(const std::vector<std::string>& texts, std::vector<std::uint32_t>& places) {
    loops::parallel_sort(places.begin(), places.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
}

}  // namespace rfmeans::rfm
