// A filter before the referee (rule 3) for many dimensions: which centroids cannot be nearest, by the expanded form
// d² = |x|² + |c|² − 2·x·c with x·c from a matrix product that rounds as it likes.
// Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., chapter 3; how tensor cores add: Fasi, Higham,
// Mikaitis, Pranesh, "Numerical behavior of NVIDIA tensor cores", PeerJ Computer Science 7:e330, 2021.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// What a matrix product takes of its factors: float32 whole, or cut or rounded to the 11 significant bits of TF32.
enum class ProductFactors : std::uint8_t { float32, tf32 };

/// Most dimensions of the bounds below, and the largest centroid, so that nothing overflows.
inline constexpr int kMostProductDims = 1 << 16;
inline constexpr float kLargestReach = 0x1p40F;

/// Towards zero: the largest error of any way to make a TF32 value, dimension by dimension.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float cut_to_tf32(float value) {
    std::uint32_t bits = 0;
    memcpy(&bits, &value, sizeof(bits));
    bits &= 0xFFFF'E000U;
    memcpy(&value, &bits, sizeof(bits));
    return value;
}

/// To nearest, ties to even: a value that the product takes as it is.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float round_to_tf32(float value) {
    std::uint32_t bits = 0;
    memcpy(&bits, &value, sizeof(bits));
    bits = (bits + 0xFFFU + ((bits >> 13) & 1U)) & 0xFFFF'E000U;
    memcpy(&value, &bits, sizeof(bits));
    return value;
}

/// A Euclidean norm from its square, which was summed in double: rounded upwards.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float norm_above(double square) {
    return static_cast<float>(sqrt(square)) * (1.0F + 0x1p-20F);
}

/// Upper bounds for a vector, or for all centroids of a fit.
struct Reach {
    float norm;  ///< of the vector, and of what the product takes for it
    float lost;  ///< of the difference of the two; 0 where the product takes it whole
};

/// Of a point whose Σ q² and Σ (q − cut_to_tf32(q))² these are (0 for float32).
[[nodiscard]] RFMEANS_HOST_DEVICE inline Reach point_reach(double square, double lost) {
    return {norm_above(square), norm_above(lost)};
}

/// Of a centroid; without a bound where it is too large for one: then no centroid of the fit falls.
[[nodiscard]] RFMEANS_HOST_DEVICE inline Reach centroid_reach(double square, double lost) {
    const float difference = norm_above(lost);
    const float norm = norm_above(square) + difference;
    return norm <= kLargestReach ? Reach{norm, difference} : Reach{HUGE_VALF, HUGE_VALF};
}

/// Of the two together.
[[nodiscard]] RFMEANS_HOST_DEVICE inline Reach wider(const Reach& a, const Reach& b) {
    return {a.norm > b.norm ? a.norm : b.norm, a.lost > b.lost ? a.lost : b.lost};
}

/// |fl(y·z) − y·z| <= product_error(D) · |y|·|z|, for products and sums in float32, fused or not, rounded to nearest or
/// cut, in any order and grouping. D products are added by operations of two or more addends. Their addends, results of
/// earlier ones among them, are fewer than 2·D, and the operations fewer than D. Each addend may be cut to 24 bits of
/// the largest of them, each result is rounded or cut once more, and so is each product, where not fused: an error of
/// less than 2^−23·T each, in all (3·D + 1)·2^−23·T with T = Σ|y_d·z_d| <= |y|·|z| (Cauchy, Schwarz). The factor 4
/// instead of 3 is more than terms of higher order add for D <= 2^16.
[[nodiscard]] RFMEANS_HOST_DEVICE constexpr float product_error(int dims) {
    return static_cast<float>(dims) * 0x1p-21F;
}

/// Bound for |s − (|c|² − 2·x·c)| of a score s = fl(fl(|c|²) + p), p = −2·fl(x̂·ĉ), |c|² summed in double. With u =
/// 2^−24:
///     2·|x̂·ĉ − x·c| <= 2·(|x̂ − x|·|ĉ| + |x|·|ĉ − c|),     2·product_error·|x̂|·|ĉ|,
///     u·|c|² for the square, u·(|c|² + 2·|x|·|c|) for the sum, and half of as much for the sum of a threshold.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float score_error(const Reach& point, const Reach& centroid, int dims) {
    return 2.0F * (point.lost * centroid.norm + point.norm * (centroid.lost + product_error(dims) * centroid.norm)) +
           0x1p-22F * centroid.norm * (point.norm + centroid.norm);
}

/// Centroid j cannot win against the one with the lowest score s_i of a fit where s_j > s_i + score_margin. With E the
/// score_error of both, d²_j − d²_i >= s_j − s_i − 2·E and d²_i <= |x|² + s_i + E. The referee errs by at most rho·d²,
/// rho = gamma_(D + 2) (a difference, its square, D sums), so that j loses where
///     (1 − rho)·(d²_j − d²_i) > 2·rho·d²_i.
/// 1.02 covers 1/(1 − rho) and the rounding of this bound, 2^−80 whatever underflows. What is not a number drops
/// nothing: ask `!(s_j > threshold)`.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float score_margin(const Reach& point, const Reach& centroids, float lowest,
                                                            int dims) {
    const float rho = static_cast<float>(dims + 3) * 0x1p-24F;
    const float error = score_error(point, centroids, dims);
    const float square = point.norm * point.norm + lowest + error;
    return 1.02F * 2.0F * (error + rho * (square > 0.0F ? square : 0.0F)) + 0x1p-80F;
}

}  // namespace rfmeans::numerics
