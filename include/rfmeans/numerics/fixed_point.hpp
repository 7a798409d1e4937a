// Rule 6: terms of other sums are rounded once to fixed point, so that their sums are integers and have no order.
#pragma once

#include <cmath>
#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

inline constexpr double kSilhouetteUnits = 16'777'216.0;  ///< 2^24 units are 1
inline constexpr double kDistanceUnits = 65'536.0;        ///< 2^16 units are one step

/// The chain over ascending dimensions, in double: t = double(x) − double(c); acc = fma(t, t, acc).
[[nodiscard]] inline double squared_distance_in_double(const float* x, const float* c, int dims) {
    double acc = 0;
    for (int d = 0; d < dims; ++d) {
        const double t = static_cast<double>(x[d]) - static_cast<double>(c[d]);
        acc = std::fma(t, t, acc);
    }
    return acc;
}

/// A Euclidean distance in 2^−16 steps from its square in steps², to nearest, ties to even.
[[nodiscard]] inline std::int64_t root_in_units(double squared) {
    return std::llrint(std::sqrt(squared) * kDistanceUnits);
}

[[nodiscard]] inline std::int64_t distance_in_units(const float* x, const float* c, int dims) {
    return root_in_units(squared_distance_in_double(x, c, dims));
}

/// Σ over a cluster's members y of w·|x − y|², exact: W·|x|² − 2·x·S + Q.
[[nodiscard]] inline Int128 summed_squared_distance(std::int64_t weight, Int128 squared_norm, Int128 dot_sum,
                                                    Int128 squares) {
    return static_cast<Int128>(weight) * squared_norm - 2 * dot_sum + squares;
}

/// (b − a) / max(a, b) in units of 2^−24, to nearest, ties to even; 0 where both are 0.
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::int64_t silhouette_in_units(double own, double other) {
    const double larger = own < other ? other : own;
    return larger > 0 ? llrint((other - own) / larger * kSilhouetteUnits) : 0;
}

}  // namespace rfmeans::numerics
