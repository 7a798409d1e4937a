// Powers of ten that int64 holds, for decimals in scaled integers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace rfmeans {

/// 10^0 to 10^18.
inline constexpr auto kPowersOfTen = [] {
    std::array<std::int64_t, 19> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) {
        powers[i] = 10 * powers[i - 1];
    }
    return powers;
}();

}  // namespace rfmeans
