// Rule 5: the integers of greedy k-means++.
// D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; greedy: section 5 there.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

/// (a − b)² of two coordinates, exact: below 2^48.
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::uint64_t exact_square(float a, float b) {
    const std::int64_t difference = static_cast<std::int32_t>(a) - static_cast<std::int32_t>(b);
    return static_cast<std::uint64_t>(difference * difference);
}

/// Exact squared distance of two grid points, steps²; below dims · 2^48.
[[nodiscard]] inline std::uint64_t exact_squared_distance(const float* a, const float* b, int dims) {
    std::uint64_t total = 0;
    for (int d = 0; d < dims; ++d) {
        total += exact_square(a[d], b[d]);
    }
    return total;
}

/// The smallest s for which total_weight · diagonal² · 2^−s < 2^63, so that no sum of weights w·⌊D²·2^−s⌋ leaves int64.
[[nodiscard]] inline int seeding_shift(std::int64_t total_weight, std::uint64_t squared_diagonal) {
    const UInt128 most = static_cast<UInt128>(total_weight) * squared_diagonal;
    int shift = 0;
    while ((most >> shift) >> 63 != 0) {
        ++shift;
    }
    return shift;
}

/// Candidates for centre i >= 1: 2 + ⌊ln i⌋, whatever k_max. The table holds ⌈e^m⌉, so that no logarithm is taken.
[[nodiscard]] inline std::uint32_t seeding_candidates(std::uint32_t centre) {
    constexpr std::uint32_t kFirstOfLog[] = {3,     8,     21,     55,     149,     404,    1'097,
                                             2'981, 8'104, 22'027, 59'875, 162'755, 442'414};
    std::uint32_t candidates = 2;
    for (const std::uint32_t first : kFirstOfLog) {
        candidates += centre >= first ? 1 : 0;
    }
    return candidates;
}

/// Attempts at a centre of a random start before the first unused point is taken.
inline constexpr std::uint32_t kRandomAttempts = 1'000;

/// A centre of a random start: the first of the attempts' points that equals no earlier centre, else the first such
/// point in canonical order. point_of(attempt) is asked for ascending attempts, until is_new(point).
template <class PointOf, class IsNew, class FirstNew>
[[nodiscard]] auto random_centre(PointOf point_of, IsNew is_new, FirstNew first_new) {
    for (std::uint32_t attempt = 0; attempt < kRandomAttempts; ++attempt) {
        const auto point = point_of(attempt);
        if (is_new(point)) {
            return point;
        }
    }
    return first_new();
}

}  // namespace rfmeans::numerics
