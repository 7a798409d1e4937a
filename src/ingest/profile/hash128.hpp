// 128-bit hashes: what tells values and rows apart.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace rfmeans::ingest {

/// Two different texts of n are taken for the same with a chance of about n^2 / 2^129: 10^-23 for 10^8 texts.
struct Hash128 {
    std::uint64_t high = 0, low = 0;

    auto operator<=>(const Hash128&) const = default;
};

/// XXH3 in 128 bits, as the xxHash library defines it.
[[nodiscard]] Hash128 hash_text128(std::string_view text);

}  // namespace rfmeans::ingest
