// Rule 7: means, deviations and quantiles of a column from values rounded to the column's own power of two.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rfmeans/numerics/grid.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::numerics {

inline constexpr int kMomentBits = 40;  ///< |V| < 2^40

/// A column as integers V in steps of 2^exponent.
struct SteppedColumn {
    int exponent = kLowestExponent;
    std::vector<std::int64_t> steps;  ///< [n]
};

/// V = rint(v·2^−e), ties to even, with the smallest e >= −1000 for which every |V| < 2^40. Values are finite.
[[nodiscard]] inline SteppedColumn round_to_steps(std::span<const double> values) {
    double largest = 0;
    for (const double value : values) {
        largest = std::max(largest, std::fabs(value));
    }
    SteppedColumn column{.exponent = smallest_exponent(largest, kLowestExponent, kMomentBits), .steps = {}};
    column.steps.reserve(values.size());
    for (const double value : values) {
        column.steps.push_back(static_cast<std::int64_t>(std::rint(std::ldexp(value, -column.exponent))));
    }
    return column;
}

struct Moments {
    std::int64_t mean_steps = 0;  ///< the mean rounded to a step, halves up
    UInt128 squares = 0;          ///< Σ(V − mean_steps)²; 0 exactly where the column is constant
    double mean = 0;              ///< mean_steps · 2^e
    double deviation = 0;         ///< population deviation: sqrt(double(squares) / double(n)) · 2^e
};

/// Exact integer sums, so the order of rows changes nothing. n from 1 to 2^40.
[[nodiscard]] inline Moments measure_moments(const SteppedColumn& column) {
    Int128 sum = 0;
    for (const std::int64_t step : column.steps) {
        sum += step;
    }
    // ⌊(2·ΣV + n) / 2n⌋; the compilers' division rounds to zero, so a negative remainder goes one lower.
    const auto n = static_cast<Int128>(column.steps.size());
    const Int128 numerator = 2 * sum + n;
    const Int128 quotient = numerator / (2 * n) - (numerator % (2 * n) < 0 ? 1 : 0);

    Moments moments;
    moments.mean_steps = static_cast<std::int64_t>(quotient);
    for (const std::int64_t step : column.steps) {
        const Int128 distance = step - moments.mean_steps;
        moments.squares += static_cast<UInt128>(distance * distance);
    }
    moments.mean = std::ldexp(static_cast<double>(moments.mean_steps), column.exponent);
    moments.deviation = std::ldexp(std::sqrt(to_double(moments.squares) / to_double(n)), column.exponent);
    return moments;
}

/// Quantile of type 7 (R's default), 0 <= p <= 1, of a column whose steps ascend: with h = (n − 1)·p and lo = ⌊h⌋,
/// (V[lo] + (h − lo)·(V[lo+1] − V[lo]))·2^e in double, each operation rounded; no V[n] is read.
[[nodiscard]] inline double quantile_of_sorted(const SteppedColumn& sorted, double p) {
    const double h = static_cast<double>(sorted.steps.size() - 1) * p;
    const double lo = std::floor(h);
    const auto at = static_cast<std::size_t>(lo);
    const double below = static_cast<double>(sorted.steps[at]);
    const double above = static_cast<double>(sorted.steps[std::min(at + 1, sorted.steps.size() - 1)]);
    return std::ldexp(below + (h - lo) * (above - below), sorted.exponent);
}

}  // namespace rfmeans::numerics
