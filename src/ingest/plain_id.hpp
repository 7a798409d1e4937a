// Ids that are numbers.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace rfmeans::ingest {

/// 1 to 8 bytes as a little-endian word, without reading beyond them.
[[nodiscard]] inline std::uint64_t load_bytes(const char* from, std::size_t bytes) {
    if (bytes >= 4) {
        std::uint32_t first = 0, last = 0;
        std::memcpy(&first, from, sizeof first);
        std::memcpy(&last, from + bytes - 4, sizeof last);
        return first | (std::uint64_t{last} << (8 * (bytes - 4)));
    }
    const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i); };
    return byte(0) | byte(bytes / 2) | byte(bytes - 1);
}

/// A plain decimal without leading zero that fits int64 ("0" itself is one); nullopt for other text.
[[nodiscard]] inline std::optional<std::int64_t> read_plain_id(std::string_view text) {
    constexpr std::size_t kMostDigits = 19;
    if (text.empty() || text.size() > kMostDigits || (text[0] == '0' && text.size() > 1)) {
        return std::nullopt;
    }
    std::uint64_t value = 0;  // 10^19 - 1 fits
    if (text.size() <= 8) {
        // Eight digits at a time (D. Lemire, "Quickly parsing eight digits"), behind zeros.
        constexpr std::uint64_t kZeros = 0x3030303030303030ULL;
        const auto missing = static_cast<unsigned>(8 * (8 - text.size()));
        std::uint64_t digits = load_bytes(text.data(), text.size()) << missing;
        digits |= missing == 0 ? 0 : kZeros >> (64 - missing);
        digits -= kZeros;
        if (((digits | (digits + 0x7676767676767676ULL)) & 0x8080808080808080ULL) != 0) {
            return std::nullopt;
        }
        digits = 10 * digits + (digits >> 8);
        digits = ((digits & 0x000000FF000000FFULL) * 0x000F424000000064ULL +
                  ((digits >> 16) & 0x000000FF000000FFULL) * 0x0000271000000001ULL) >>
                 32;
        return static_cast<std::int64_t>(digits);
    }
    for (const char c : text) {
        const auto digit = static_cast<std::uint64_t>(static_cast<unsigned char>(c)) - '0';
        if (digit > 9) {
            return std::nullopt;
        }
        value = 10 * value + digit;
    }
    return value >> 63 != 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(value));
}

}  // namespace rfmeans::ingest
