// Ids that are numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rfmeans::ingest {

/// A plain decimal without leading zero that fits int64 ("0" itself is one); nullopt for other text.
[[nodiscard]] inline std::optional<std::int64_t> read_plain_id(std::string_view text) {
    constexpr std::size_t kMostDigits = 19;
    if (text.empty() || text.size() > kMostDigits || (text[0] == '0' && text.size() > 1)) {
        return std::nullopt;
    }
    std::uint64_t value = 0;  // 10^19 - 1 fits
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
