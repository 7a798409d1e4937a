// 128-bit hashes: what tells values and rows apart.
#pragma once

#include <compare>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rfmeans::ingest {

/// Two different texts of n, one of which at least is longer than 15 bytes, are taken for the same with a chance of
/// about n^2 / 2^129: 10^-23 for 10^8 texts. Texts of up to 15 bytes are never taken for one another.
struct Hash128 {
    std::uint64_t high = 0, low = 0;

    auto operator<=>(const Hash128&) const = default;
};

inline constexpr std::size_t kLongestShortText = 15;

/// XXH3 in 128 bits, as the xxHash library defines it.
[[nodiscard]] Hash128 hash_long_text(std::string_view text);

/// The text and its length as 16 bytes, mixed. Each step can be undone, so no two texts have the same hash. A step is a
/// round of a Feistel network (Luby and Rackoff 1988) whose function folds a 64 x 64 bit product, as wyhash does (Wang
/// Yi).
[[nodiscard]] inline Hash128 hash_short_text(std::string_view text) {
    const auto load = [&]<class Word>(Word, std::size_t from) {
        Word word;
        std::memcpy(&word, text.data() + from, sizeof word);
        return std::uint64_t{word};
    };
    const auto fold = [](std::uint64_t x, std::uint64_t factor) {
        __extension__ using UInt128 = unsigned __int128;
        const UInt128 product = static_cast<UInt128>(x ^ 0xA0761D6478BD642FU) * factor;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    };
    const std::size_t size = text.size();
    std::uint64_t a = 0, b = std::uint64_t{size} << 56U;
    if (size >= 8) {
        a = load(std::uint64_t{}, 0);
        b |= load(std::uint64_t{}, size - 8) >> (8 * (15 - size)) >> 8U;  // what stands behind the first 8
    } else if (size >= 4) {
        a = load(std::uint32_t{}, 0) | load(std::uint32_t{}, size - 4) << (8 * (size - 4));
    } else if (size >= 2) {
        a = load(std::uint16_t{}, 0) | load(std::uint16_t{}, size - 2) << (8 * (size - 2));
    } else if (size == 1) {
        a = static_cast<unsigned char>(text[0]);
    }
    b ^= fold(a, 0xE7037ED1A0B428DBU);
    a ^= fold(b, 0x8EBC6AF09C88C6E3U);
    b ^= fold(a, 0x589965CC75374CC3U);
    a ^= fold(b, 0x1D8E4E27C47D124FU);
    return {.high = a, .low = b};
}

[[nodiscard]] inline Hash128 hash_text128(std::string_view text) {
    return text.size() <= kLongestShortText ? hash_short_text(text) : hash_long_text(text);
}

}  // namespace rfmeans::ingest
