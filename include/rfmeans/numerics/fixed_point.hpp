// Rule 6: terms of other sums are rounded once to fixed point, so that their sums are integers and have no order.
#pragma once

#include <cmath>
#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

inline constexpr double kSilhouetteUnits = 16'777'216.0;  ///< 2^24 units are 1
inline constexpr double kDistanceUnits = 65'536.0;        ///< 2^16 units are one step

/// The chain over ascending dimensions, in double: t = double(x) − double(c); acc = fma(t, t, acc). `Point`: what has
/// [d], as a pointer.
template <class Point>
[[nodiscard]] RFMEANS_HOST_DEVICE inline double squared_distance_in_double(const Point& x, const float* c, int dims) {
    double acc = 0;
    for (int d = 0; d < dims; ++d) {
        const double t = static_cast<double>(x[d]) - static_cast<double>(c[d]);
        acc = fma(t, t, acc);
    }
    return acc;
}

/// A Euclidean distance in 2^−16 steps from its square in steps², to nearest, ties to even.
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::int64_t root_in_units(double squared) {
    return llrint(sqrt(squared) * kDistanceUnits);
}

template <class Point>
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::int64_t distance_in_units(const Point& x, const float* c, int dims) {
    return root_in_units(squared_distance_in_double(x, c, dims));
}

/// Σ over a cluster's members y of w·|x − y|², exact: W·|x|² − 2·x·S + Q.
[[nodiscard]] RFMEANS_HOST_DEVICE inline Int128 summed_squared_distance(std::int64_t weight, Int128 squared_norm,
                                                                        Int128 dot_sum, Int128 squares) {
    return static_cast<Int128>(weight) * squared_norm - 2 * dot_sum + squares;
}

/// |x|² of a grid point, exact: below dims · 2^46.
template <class Point>
[[nodiscard]] RFMEANS_HOST_DEVICE inline Int128 squared_norm(const Point& x, int dims) {
    Int128 norm = 0;
    for (int d = 0; d < dims; ++d) {
        norm += static_cast<std::int64_t>(x[d]) * static_cast<std::int64_t>(x[d]);
    }
    return norm;
}

/// x·S of a grid point and a cluster's sums [dims], exact.
template <class Point>
[[nodiscard]] RFMEANS_HOST_DEVICE inline Int128 dot_sum(const Point& x, const std::int64_t* sums, int dims) {
    Int128 dot = 0;
    for (int d = 0; d < dims; ++d) {
        dot += static_cast<Int128>(sums[d]) * static_cast<std::int64_t>(x[d]);
    }
    return dot;
}

/// (b − a) / max(a, b) in units of 2^−24, to nearest, ties to even; 0 where both are 0.
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::int64_t silhouette_in_units(double own, double other) {
    const double larger = own < other ? other : own;
    return larger > 0 ? llrint((other - own) / larger * kSilhouetteUnits) : 0;
}

/// A point's mean distances to its own cluster and to the nearest other one, or its distances to their centroids.
struct MeanDistances {
    double own = 0;
    double other = HUGE_VAL;

    /// `weight` > 0: of the own cluster without what the point leaves out, of another cluster all of it.
    RFMEANS_HOST_DEVICE void add_own(double sum, std::int64_t weight) { own = sum / static_cast<double>(weight); }
    RFMEANS_HOST_DEVICE void add_other(double sum, std::int64_t weight) {
        const double mean = sum / static_cast<double>(weight);
        other = mean < other ? mean : other;
    }
    /// In 2^−24. Another cluster was added.
    [[nodiscard]] RFMEANS_HOST_DEVICE std::int64_t silhouette() const { return silhouette_in_units(own, other); }
};

/// A term of a sum over points (a distance in units, a silhouette) in two parts, t = high·2^23 + low, 0 <= low < 2^23,
/// each of whose sums 64 bits hold: Σ w·low < 2^63 as W < 2^40. For silhouettes |Σ w·high| < 2^42; for distances, below
/// √D·2^40·(1 + 2^−20) where the centroid lies among the points, rule 2 gives Σ w·high < 2^58.
inline constexpr int kTermLowBits = 23;
struct TermParts {
    std::int64_t high;
    std::int64_t low;
};
[[nodiscard]] RFMEANS_HOST_DEVICE inline TermParts split_term(std::int64_t term) {
    return {term >> kTermLowBits, term & ((std::int64_t{1} << kTermLowBits) - 1)};
}
[[nodiscard]] inline Int128 join_term_sums(const TermParts& sums) {
    return (static_cast<Int128>(sums.high) << kTermLowBits) + sums.low;
}

}  // namespace rfmeans::numerics
