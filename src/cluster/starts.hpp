// The rows a fit starts from. One run to k_max per seed gives the starts of every smaller k.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// What all seeds of a sweep share: points in canonical order, weights, the shift of the seeding weights.
class StartDraws {
public:
    /// Points all of weight >= 1.
    explicit StartDraws(const PointSet& points);

    /// Greedy k-means++ (numerics/README.md, rule 5): rows of the first k_max centres; k_max <= distinct points.
    [[nodiscard]] std::vector<std::int64_t> kmeanspp(std::int32_t k_max, std::uint64_t seed) const;

    /// Distinct points drawn by weight alone; k_max <= distinct points.
    [[nodiscard]] std::vector<std::int64_t> random(std::int32_t k_max, std::uint64_t seed) const;

private:
    [[nodiscard]] std::size_t draw_by_weight(std::uint64_t rank) const;
    [[nodiscard]] const float* coordinates(std::size_t place) const { return sorted_.row(place).data(); }

    std::vector<std::int64_t> order_;    ///< [points] row of each place of the canonical order
    Matrix<float> sorted_;               ///< [points, dims] in canonical order
    std::vector<std::int64_t> weights_;  ///< [points] in canonical order
    std::int64_t total_weight_ = 0;
    int shift_ = 0;
};

}  // namespace rfmeans::cluster
