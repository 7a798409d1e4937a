// Masks of little-endian words.
#pragma once

#include <array>
#include <cstdint>

namespace rfmeans {

/// The first 0 to 8 bytes of a word.
inline constexpr std::array<std::uint64_t, 9> kFirstBytes = {
    0, 0xFF, 0xFFFF, 0xFF'FFFF, 0xFFFF'FFFF, 0xFF'FFFF'FFFF, 0xFFFF'FFFF'FFFF, 0xFF'FFFF'FFFF'FFFF, ~std::uint64_t{0}};

}  // namespace rfmeans
