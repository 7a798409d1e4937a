#include "rfmeans/clustered_points.hpp"

#include "rfmeans/error.hpp"

namespace rfmeans {
namespace {

struct Order {
    std::vector<std::size_t> rows;  ///< [points of weight > 0] by (cluster, row)
    std::vector<ClusterRange> clusters;
};

/// Counting sort.
Order order_by_cluster(const PointSet& points, const std::vector<std::int32_t>& labels, std::size_t k) {
    std::vector<std::size_t> counts(k, 0);
    std::vector<std::int64_t> weights(k, 0);
    for (std::size_t i = 0; i < points.points(); ++i) {
        if (points.weight(i) > 0) {
            ++counts[static_cast<std::size_t>(labels[i])];
            weights[static_cast<std::size_t>(labels[i])] += points.weight(i);
        }
    }
    Order order;
    std::vector<std::size_t> next(k, 0);
    std::size_t first = 0;
    for (std::size_t j = 0; j < k; ++j) {
        next[j] = first;
        first += counts[j];
        if (counts[j] > 0) {
            order.clusters.push_back({.first = static_cast<std::int64_t>(next[j]),
                                      .end = static_cast<std::int64_t>(first),
                                      .weight = weights[j],
                                      .label = static_cast<std::int64_t>(j)});
        }
    }
    order.rows.resize(first);
    for (std::size_t i = 0; i < points.points(); ++i) {
        if (points.weight(i) > 0) {
            order.rows[next[static_cast<std::size_t>(labels[i])]++] = i;
        }
    }
    return order;
}

}  // namespace

ClusteredPoints cluster_points(const PointSet& points, const std::vector<std::int32_t>& labels, std::size_t k) {
    RFMEANS_EXPECTS(labels.size() == points.points());
    RFMEANS_EXPECTS(points.dims() <= numerics::kPairDims);
    const Order order = order_by_cluster(points, labels, k);
    ClusteredPoints sorted;
    sorted.points = order.rows.size();
    sorted.dims = points.dims();
    sorted.tiles.assign(sorted.tile_count() * sorted.dims * ClusteredPoints::kTilePoints, 0.0F);
    for (std::size_t i = 0; i < sorted.points; ++i) {
        const auto point = points.values.row(order.rows[i]);
        for (std::size_t d = 0; d < sorted.dims; ++d) {
            sorted.tiles[ClusteredPoints::place(i, sorted.dims) + d * ClusteredPoints::kTilePoints] = point[d];
        }
    }
    if (!points.weights.empty()) {
        for (const std::size_t row : order.rows) {
            sorted.weights.push_back(points.weights[row]);
        }
    }
    sorted.weight_exponent = points.weight_exponent;
    sorted.clusters = order.clusters;
    if (sorted.weights.empty()) {
        sorted.sums = numerics::pair_sums(sorted.points, sorted.dims);
    }
    return sorted;
}

}  // namespace rfmeans
