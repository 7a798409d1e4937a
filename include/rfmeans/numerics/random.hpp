// Counter-based random numbers (rule 5): a draw never depends on who asks, or when.
#pragma once

#include <array>
#include <cstdint>

#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/numerics/philox.hpp"

namespace rfmeans::numerics {

/// First word of the counter: what a draw is for.
enum class Purpose : std::uint32_t {
    kmeanspp = 1,      ///< step = centre, trial = candidate
    random_start = 2,  ///< step = centre, trial = attempt
    made_shop = 3,     ///< step = customer, trial = field
    made_points = 4,   ///< step = point, trial = field
};

/// A draw's address: the counter is (purpose, step, trial, block).
struct Draw {
    Purpose purpose;
    std::uint32_t step = 0;
    std::uint32_t trial = 0;
    std::uint32_t block = 0;
};

/// 128 random bits.
[[nodiscard]] inline std::array<std::uint32_t, 4> random_words(std::uint64_t seed, const Draw& draw) {
    return philox4x32({static_cast<std::uint32_t>(draw.purpose), draw.step, draw.trial, draw.block},
                      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
}

/// 64 random bits: the first word is the low half, the second the high half.
[[nodiscard]] inline std::uint64_t random_bits(std::uint64_t seed, const Draw& draw) {
    const auto words = random_words(seed, draw);
    return words[0] | (std::uint64_t{words[1]} << 32);
}

/// A number below `total`, for total > 0: the high 64 bits of (64 random bits × total).
[[nodiscard]] inline std::uint64_t random_below(std::uint64_t seed, const Draw& draw, std::uint64_t total) {
    return static_cast<std::uint64_t>((UInt128{random_bits(seed, draw)} * total) >> 64);
}

}  // namespace rfmeans::numerics
