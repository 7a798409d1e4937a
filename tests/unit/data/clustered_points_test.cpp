#include <gtest/gtest.h>

#include "rfmeans/clustered_points.hpp"

namespace rfmeans {
namespace {

PointSet pairs() {
    PointSet points;
    points.values = Matrix<float>(5, 2);
    points.values.values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    return points;
}

TEST(ClusterPoints, SortsByClusterThenRow) {
    const ClusteredPoints sorted = cluster_points(pairs(), {3, 1, 3, 1, 0}, 5);
    EXPECT_EQ(sorted.points, 5U);
    EXPECT_EQ(sorted.tile_count(), 1U);
    EXPECT_EQ(sorted.tiles.size(), 128U);
    EXPECT_EQ(std::vector<float>(sorted.tiles.begin(), sorted.tiles.begin() + 6),
              (std::vector<float>{8, 2, 6, 0, 4, 0}));
    EXPECT_EQ(std::vector<float>(sorted.tiles.begin() + 64, sorted.tiles.begin() + 70),
              (std::vector<float>{9, 3, 7, 1, 5, 0}));
    ASSERT_EQ(sorted.clusters.size(), 3U);
    EXPECT_EQ(sorted.clusters[1].label, 1);
    EXPECT_EQ(sorted.clusters[1].first, 1);
    EXPECT_EQ(sorted.clusters[1].end, 3);
    EXPECT_EQ(sorted.clusters[2].label, 3);
    EXPECT_EQ(sorted.clusters[2].weight, 2);
    EXPECT_EQ(sorted.sums, numerics::PairSums::bits64);
}

TEST(ClusterPoints, LeavesOutPointsOfWeightZeroAndClustersWithoutOthers) {
    PointSet points = pairs();
    points.weights = {5, 0, 7, 0, 2};
    points.weight_exponent = -1;
    const ClusteredPoints sorted = cluster_points(points, {3, 1, 3, 1, 0}, 5);
    EXPECT_EQ(sorted.points, 3U);
    EXPECT_EQ(sorted.weights, (std::vector<std::int64_t>{2, 5, 7}));
    ASSERT_EQ(sorted.clusters.size(), 2U);
    EXPECT_EQ(sorted.clusters[1].weight, 12);
    EXPECT_EQ(sorted.left_out(1), 5);
    EXPECT_EQ(sorted.sums, numerics::PairSums::bits128);
}

TEST(ClusterPoints, OfNoPointsAreNone) {
    const ClusteredPoints sorted = cluster_points(PointSet{}, {}, 3);
    EXPECT_EQ(sorted.points, 0U);
    EXPECT_TRUE(sorted.clusters.empty());
}

}  // namespace
}  // namespace rfmeans
