// Silhouettes over all pairs of points, on all threads. numerics/README.md, rule 6.
#include <algorithm>
#include <functional>

#include "cluster/pair_sums.hpp"
#include "parallel/loops.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans {
namespace {

using cluster::kTilePoints;
using numerics::Int128;

/// Adds w·s of a tile's points to the scores [k] of their clusters.
void score_tile(const ClusteredPoints& points, std::size_t tile, std::vector<Int128>& scores) {
    const std::size_t first = tile * kTilePoints;
    const std::size_t count = std::min(kTilePoints, points.points - first);
    std::array<numerics::MeanDistances, kTilePoints> means;
    std::array<const ClusterRange*, kTilePoints> own{};
    cluster::TileSums sums{};
    for (const ClusterRange& range : points.clusters) {
        cluster::sum_pairs({.points = points, .tile = tile, .first = range.first, .end = range.end}, sums);
        for (std::size_t i = 0; i < count; ++i) {
            const double sum = numerics::to_double(numerics::join_pair_sums(sums.high[i], sums.low[i]));
            const auto point = static_cast<std::int64_t>(first + i);
            if (range.first <= point && point < range.end) {
                own[i] = &range;
                means[i].add_own(sum, range.weight - points.left_out(first + i));  // 0: alone, left out below
            } else {
                means[i].add_other(sum, range.weight);
            }
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (own[i]->weight != points.left_out(first + i)) {
            scores[static_cast<std::size_t>(own[i]->label)] +=
                static_cast<Int128>(points.weight(first + i)) * means[i].silhouette();
        }
    }
}

}  // namespace

std::vector<Int128> sum_euclidean_silhouettes(const PointSet& points, const std::vector<std::int32_t>& labels,
                                              std::size_t k) {
    const ClusteredPoints sorted = cluster_points(points, labels, k);
    if (sorted.clusters.size() < 2) {
        return std::vector<Int128>(k, 0);
    }
    return loops::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, sorted.tile_count()), std::vector<Int128>(k, 0),
        [&](const tbb::blocked_range<std::size_t>& tiles, std::vector<Int128> scores) {
            for (std::size_t t = tiles.begin(); t < tiles.end(); ++t) {
                score_tile(sorted, t, scores);
            }
            return scores;
        },
        [](std::vector<Int128> a, const std::vector<Int128>& b) {
            std::ranges::transform(a, b, a.begin(), std::plus<>());
            return a;
        });
}

}  // namespace rfmeans
