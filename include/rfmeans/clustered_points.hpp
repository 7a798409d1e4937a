// Points sorted by cluster, for work on all pairs of points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfmeans/numerics/pair_distance.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans {

/// A cluster with members.
struct ClusterRange {
    std::int64_t first;   ///< its points are [first, end)
    std::int64_t end;     ///< > first
    std::int64_t weight;  ///< Σ w > 0
    std::int64_t label;
};

/// The points of weight > 0 by (cluster, row).
struct ClusteredPoints {
    static constexpr std::size_t kTilePoints = 64;

    std::size_t points = 0;
    std::size_t dims = 0;
    std::vector<float> tiles;            ///< [tiles, dims, kTilePoints] integers in grid steps; the last is padded by 0
    std::vector<std::int64_t> weights;   ///< [points] in weight steps; empty: all 1
    int weight_exponent = 0;             ///< as PointSet's
    std::vector<ClusterRange> clusters;  ///< ascending by label
    numerics::PairSums sums = numerics::PairSums::bits128;  ///< 64 bits only where all weights are 1, too

    [[nodiscard]] std::size_t tile_count() const { return (points + kTilePoints - 1) / kTilePoints; }
    /// Where a point's first coordinate lies in the tiles; the next is kTilePoints further.
    [[nodiscard]] static RFMEANS_HOST_DEVICE std::size_t place(std::size_t point, std::size_t dims) {
        return point / kTilePoints * kTilePoints * dims + point % kTilePoints;
    }
    [[nodiscard]] std::int64_t weight(std::size_t point) const { return weights.empty() ? 1 : weights[point]; }
    /// What a point's own cluster leaves out for it (rule 6).
    [[nodiscard]] std::int64_t left_out(std::size_t point) const { return weight_exponent == 0 ? 1 : weight(point); }
};

/// labels [points], each in [0, k). At most numerics::kPairDims dimensions.
[[nodiscard]] ClusteredPoints cluster_points(const PointSet& points, const std::vector<std::int32_t>& labels,
                                             std::size_t k);

}  // namespace rfmeans
