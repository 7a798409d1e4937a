// Eight characters as a number, the first one lowest.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

static_assert(std::endian::native == std::endian::little, "the first character is the lowest byte");

namespace rfmeans::ingest {

/// Bytes behind the text may be read, too.
inline std::uint64_t load_eight(std::string_view text, std::size_t at = 0) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    return eight;
}

inline constexpr std::uint64_t kEachByte = 0x0101010101010101U;

}  // namespace rfmeans::ingest
