// Rule 4: inertia around the exact means, from exact totals.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

/// n·Σq² − (Σq)² = n·Σ(q − mean)², exact: with n < 2^40 and |q| < 2^23 it stays below 2^126.
[[nodiscard]] inline UInt128 scaled_scatter(std::int64_t weight, std::int64_t sum, UInt128 squares) {
    const UInt128 magnitude = static_cast<std::uint64_t>(sum < 0 ? -sum : sum);
    return static_cast<UInt128>(weight) * squares - magnitude * magnitude;
}

/// One cluster's and feature's part of the inertia in steps²: double(n·Σq² − (Σq)²) / double(n); 0 for an empty
/// cluster.
[[nodiscard]] inline double inertia_term(std::int64_t weight, std::int64_t sum, UInt128 squares) {
    return weight == 0 ? 0.0 : to_double(scaled_scatter(weight, sum, squares)) / static_cast<double>(weight);
}

/// One column's population variance in steps².
[[nodiscard]] inline double column_variance(std::int64_t weight, std::int64_t sum, UInt128 squares) {
    return inertia_term(weight, sum, squares) / static_cast<double>(weight);
}

}  // namespace rfmeans::numerics
