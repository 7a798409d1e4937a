// Hashes for tables that live as long as one command: never stored, never compared between machines.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rfmeans {

/// Both halves of the 128-bit product, folded: the step of wyhash (Wang Yi). Every bit of both hashes depends on all
/// bits of x and y.
[[nodiscard]] inline std::uint64_t mix_hash(std::uint64_t x, std::uint64_t y) {
    __extension__ using UInt128 = unsigned __int128;
    const UInt128 product = static_cast<UInt128>(x ^ 0xA0761D6478BD642FULL) * (y ^ 0xE7037ED1A0B428DBULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

[[nodiscard]] inline std::uint64_t hash_text(std::string_view text) {
    const auto load = [](const char* from, std::size_t bytes) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, bytes);
        return word;
    };
    std::uint64_t hash = text.size();
    while (text.size() > 8) {
        hash = mix_hash(hash, load(text.data(), 8));
        text.remove_prefix(8);
    }
    return mix_hash(hash, load(text.data(), text.size()));
}

}  // namespace rfmeans
