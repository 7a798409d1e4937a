// When a fit ends, and how far centroids moved.
#pragma once

#include <cmath>
#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// Σ|Δc|² in steps²: the chain t = double(new) − double(old); acc = fma(t, t, acc), over `size` coordinates, clusters
/// then dimensions ascending.
[[nodiscard]] RFMEANS_HOST_DEVICE inline double squared_shift(const float* before, const float* after,
                                                              std::int64_t size) {
    double acc = 0;
    for (std::int64_t i = 0; i < size; ++i) {
        const double t = static_cast<double>(after[i]) - static_cast<double>(before[i]);
        acc = fma(t, t, acc);
    }
    return acc;
}

/// Whether round r (from 1) is one whose centroids are kept to find cycles: r = 1, 2, 4, 8, … (R. Brent, BIT 20, 1980).
[[nodiscard]] RFMEANS_HOST_DEVICE inline bool keeps_round(std::int64_t round) {
    return (round & (round - 1)) == 0;
}

struct EndRules {
    std::int64_t max_iterations = 10'000;
    double squared_tolerance = 0;  ///< tol · v, in steps²; only where `tolerant`
    bool tolerant = false;
};

/// As FitEnd, and none: the fit goes on.
enum class RoundEnd : std::uint8_t { converged, cycled, tolerance, limit, none };

/// Why the fit ends after this round, if it does. The order of the questions is part of the contract.
/// `repeats`: the centroids have the bits of those before; `repeats_kept`: of those kept, if any are; `shift` is asked
/// for where the rules are tolerant, and gives their squared_shift.
template <class Shift>
[[nodiscard]] RFMEANS_HOST_DEVICE inline RoundEnd decide_end(bool repeats, bool repeats_kept, std::int64_t round,
                                                             const EndRules& rules, const Shift& shift) {
    if (repeats) {
        return RoundEnd::converged;
    }
    if (repeats_kept) {
        return RoundEnd::cycled;
    }
    if (rules.tolerant && shift() <= rules.squared_tolerance) {
        return RoundEnd::tolerance;
    }
    return round >= rules.max_iterations ? RoundEnd::limit : RoundEnd::none;
}

}  // namespace rfmeans::numerics
