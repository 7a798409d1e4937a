#include <gtest/gtest.h>

#include <cmath>

#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

using test::line;

/// By the cpu; by the reference to the same bits.
double silhouette_of(const PointSet& points, const std::vector<std::int32_t>& labels, std::size_t k) {
    const auto cpu = make_cpu_backend();
    const auto reference = make_reference_backend();
    LoadedPoints on_cpu(*cpu, points);
    LoadedPoints on_reference(*reference, points);
    const double found = euclidean_silhouette(on_cpu, labels, k);
    const double expected = euclidean_silhouette(on_reference, labels, k);
    EXPECT_TRUE(found == expected || (std::isnan(found) && std::isnan(expected))) << found << ", " << expected;
    return found;
}

TEST(EuclideanSilhouette, IsTheHandWorkedOneOfTwoPairsOnALine) {
    // 0: own 2, other (10 + 13)/2 = 11.5. 2: 2, 9.5. 10: 3, (10 + 8)/2 = 9. 13: 3, 12.
    EXPECT_NEAR(silhouette_of(line({0, 2, 10, 13}), {0, 0, 1, 1}, 2), (9.5 / 11.5 + 7.5 / 9.5 + 6.0 / 9 + 9.0 / 12) / 4,
                1e-7);
}

TEST(EuclideanSilhouette, TakesRootsOfDistancesInThePlane) {
    // Steps of (3, 4): 0, 5, 10 | 30 away. 0: own 7.5, other 30. 5: own 5, other 25. 10: own 7.5, other 20. 30: alone.
    PointSet points;
    points.values = Matrix<float>(4, 2);
    points.values.values = {0, 0, 3, 4, 6, 8, 18, 24};
    EXPECT_NEAR(silhouette_of(points, {0, 0, 0, 1}, 2), (22.5 / 30 + 20.0 / 25 + 12.5 / 20 + 0) / 4, 1e-7);
}

TEST(EuclideanSilhouette, IsNegativeWhereAnotherClusterIsNearer) {
    // 0 and 10 with 1 between them in the other cluster, beside 2. 0: own 10, other 1.5; 10: own 10, other 8.5; 1: own
    // 1, other (1 + 9)/2 = 5; 2: own 1, other (2 + 8)/2 = 5.
    EXPECT_NEAR(silhouette_of(line({0, 10, 1, 2}), {0, 0, 1, 1}, 2), (-8.5 / 10 - 1.5 / 10 + 4.0 / 5 + 4.0 / 5) / 4,
                1e-7);
}

TEST(EuclideanSilhouette, TakesTheNearestOfTheOtherClusters) {
    // 0 and 1; 4 and 100 alone, cluster 2 is empty. 0: own 1, other 4; 1: own 1, other 3.
    EXPECT_NEAR(silhouette_of(line({0, 1, 4, 100}), {1, 1, 0, 3}, 4), (3.0 / 4 + 2.0 / 3) / 4, 1e-7);
}

TEST(EuclideanSilhouette, OfDuplicatesInTwoClustersIsZero) {
    EXPECT_EQ(silhouette_of(line({7, 7, 7, 7, 7}), {0, 0, 1, 1, 1}, 2), 0.0);
}

TEST(EuclideanSilhouette, OfSingletonsIsZero) {
    EXPECT_EQ(silhouette_of(line({1, 5, 9}), {0, 1, 2}, 3), 0.0);
}

TEST(EuclideanSilhouette, IsUndefinedForFewerThanTwoClustersWithMembers) {
    EXPECT_TRUE(std::isnan(silhouette_of(line({1, 5, 9}), {0, 0, 0}, 1)));
    EXPECT_TRUE(std::isnan(silhouette_of(line({1, 5, 9}), {1, 1, 1}, 3)));
    PointSet points = line({1, 5, 9});
    points.weights = {1, 2, 0};
    EXPECT_TRUE(std::isnan(silhouette_of(points, {0, 0, 1}, 2)));
}

TEST(EuclideanSilhouette, CountsAPointOfWeightThreeAsThreePoints) {
    PointSet weighted = line({0, 2, 10, 13});
    weighted.weights = {3, 1, 2, 1};
    const double copies = silhouette_of(line({0, 0, 0, 2, 10, 10, 13}), {0, 0, 0, 0, 1, 1, 1}, 2);
    EXPECT_EQ(silhouette_of(weighted, {0, 0, 1, 1}, 2), copies);
}

TEST(EuclideanSilhouette, LeavesAPointsWholeRealWeightOutOfItsOwnCluster) {
    // Weights 3/2, 1/2 | 1/2, in steps of 1/2: 0, 2 | 10. Own mean of 0: only 2 is left, 2. Other: 10, 8; 10 is alone.
    PointSet points = line({0, 2, 10});
    points.weights = {3, 1, 1};
    points.weight_exponent = -1;
    EXPECT_NEAR(silhouette_of(points, {0, 0, 1}, 2), (3 * 8.0 / 10 + 6.0 / 8 + 0) / 5, 1e-7);
    points.weights = {3, 1, 4};  // still alone: its mass has no copies
    EXPECT_NEAR(silhouette_of(points, {0, 0, 1}, 2), (3 * 8.0 / 10 + 6.0 / 8 + 0) / 8, 1e-7);
}

TEST(EuclideanSilhouette, IgnoresPointsOfWeightZero) {
    PointSet with = line({0, 2, 500, 10, 13});
    with.weights = {1, 1, 0, 1, 1};
    EXPECT_EQ(silhouette_of(with, {0, 0, 2, 1, 1}, 3), silhouette_of(line({0, 2, 10, 13}), {0, 0, 1, 1}, 2));
}

TEST(EuclideanSilhouette, KeepsTheBitsWhenPointsAreInAnotherOrder) {
    const PointSet points = test::shop_points(300, 3);
    PointSet reversed = points;
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < points.points(); ++i) {
        labels.push_back(static_cast<std::int32_t>(i * i % 7 % 3));
        std::ranges::copy(points.values.row(points.points() - 1 - i), reversed.values.row(i).begin());
    }
    const double found = silhouette_of(points, labels, 3);
    std::ranges::reverse(labels);
    EXPECT_EQ(silhouette_of(reversed, labels, 3), found);
}

TEST(MeasureEuclideanSilhouettes, FillsInTheBestOfEachKOrAllModels) {
    const PointSet points = test::shop_points(200, 5);
    const auto backend = make_cpu_backend();
    LoadedPoints loaded(*backend, points);
    Sweep sweep = run_sweep(loaded, {.ks = {1, 2, 3}, .seeds = {0, 1}});
    std::vector<std::size_t> calls;
    measure_euclidean_silhouettes(loaded, MeasuredModels::best_of_each_k, sweep,
                                  [&](std::size_t done, std::size_t all) {
                                      calls.push_back(done);
                                      EXPECT_EQ(all, 3U);
                                  });
    EXPECT_EQ(calls, (std::vector<std::size_t>{0, 1, 2, 3}));
    const std::vector<std::size_t> best = best_of_each_k(sweep);
    EXPECT_TRUE(std::isnan(sweep.models[best[0]].euclidean_silhouette));  // k = 1
    EXPECT_GT(sweep.models[best[1]].euclidean_silhouette, 0.2);
    const std::size_t other = best[1] == 2 ? 3 : 2;
    EXPECT_TRUE(std::isnan(sweep.models[other].euclidean_silhouette));
    measure_euclidean_silhouettes(loaded, MeasuredModels::all, sweep);
    EXPECT_FALSE(std::isnan(sweep.models[other].euclidean_silhouette));
}

}  // namespace
}  // namespace rfmeans
