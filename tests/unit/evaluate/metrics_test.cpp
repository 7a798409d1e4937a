#include <gtest/gtest.h>

#include <cmath>

#include "rfmeans/evaluate.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

PointSet plane(std::vector<float> values) {
    PointSet points;
    points.values.rows = values.size() / 2;
    points.values.cols = 2;
    points.values.values = std::move(values);
    return points;
}

Matrix<float> centroids(std::size_t k, std::vector<float> values) {
    Matrix<float> matrix(k, values.size() / k);
    matrix.values = std::move(values);
    return matrix;
}

TEST(MeasurePartition, GivesTheHandWorkedFiguresOfTwoPairs) {
    // (0,0) (0,2) | (10,0) (10,2). Inertia 4. T = 4·25 + 4 = 104. CH = (100/1)/(4/2) = 50.
    // Silhouette, squared: own = 4; other = (100 + 104)/2 = 102; (102 − 4)/102. Davies–Bouldin: (1 + 1)/10 for both.
    const PointSet points = plane({0, 0, 0, 2, 10, 0, 10, 2});
    const PartitionMetrics metrics =
        measure_partition(points, {0, 0, 1, 1}, centroids(2, {0, 1, 10, 1}), MetricSet::all);
    EXPECT_EQ(metrics.inertia, 4.0);
    EXPECT_EQ(metrics.calinski_harabasz, 50.0);
    EXPECT_NEAR(metrics.silhouette, 98.0 / 102.0, 1e-7);
    EXPECT_DOUBLE_EQ(metrics.davies_bouldin, 0.2);
    EXPECT_DOUBLE_EQ(metrics.bic, 8.0 * std::log(4.0 / 8.0) + 4.0 * std::log(4.0));
    EXPECT_NEAR(metrics.cluster_silhouette[0], 98.0 / 102.0, 1e-7);
}

TEST(MeasurePartition, LeavesWhatIsUndefinedNaN) {
    const PointSet points = plane({0, 0, 0, 2, 10, 0, 10, 2});
    const PartitionMetrics one = measure_partition(points, {0, 0, 0, 0}, centroids(1, {5, 1}), MetricSet::all);
    EXPECT_EQ(one.inertia, 104.0);
    EXPECT_TRUE(std::isnan(one.calinski_harabasz));
    EXPECT_TRUE(std::isnan(one.silhouette));
    EXPECT_TRUE(std::isnan(one.davies_bouldin));
    const PartitionMetrics all =
        measure_partition(points, {0, 1, 2, 3}, centroids(4, {0, 0, 0, 2, 10, 0, 10, 2}), MetricSet::all);
    EXPECT_EQ(all.inertia, 0.0);
    EXPECT_TRUE(std::isnan(all.calinski_harabasz));
    EXPECT_TRUE(std::isnan(all.bic));
    EXPECT_EQ(all.silhouette, 0.0);  // singletons score 0
}

TEST(MeasurePartition, ScoresAClusterOfOnePointZero) {
    const PointSet points = plane({0, 0, 0, 2, 10, 0});
    const PartitionMetrics metrics = measure_partition(points, {0, 0, 1}, centroids(2, {0, 1, 10, 0}), MetricSet::all);
    EXPECT_EQ(metrics.cluster_silhouette[1], 0.0);
    EXPECT_NEAR(metrics.cluster_silhouette[0], ((100.0 - 4.0) / 100.0 + (104.0 - 4.0) / 104.0) / 2.0, 1e-7);
}

TEST(MeasurePartition, CountsAPointOfWeightThreeAsThreePoints) {
    PointSet weighted = plane({0, 0, 0, 2, 10, 0, 12, 5});
    weighted.weights = {3, 1, 2, 1};
    const PointSet copies = plane({0, 0, 0, 0, 0, 0, 0, 2, 10, 0, 10, 0, 12, 5});
    const Matrix<float> centres = centroids(2, {0, 0.5F, 10.5F, 1.75F});
    const PartitionMetrics a = measure_partition(weighted, {0, 0, 1, 1}, centres, MetricSet::all);
    const PartitionMetrics b = measure_partition(copies, {0, 0, 0, 0, 1, 1, 1}, centres, MetricSet::all);
    EXPECT_EQ(a.inertia, b.inertia);
    EXPECT_EQ(a.calinski_harabasz, b.calinski_harabasz);
    EXPECT_EQ(a.silhouette, b.silhouette);
    EXPECT_EQ(a.davies_bouldin, b.davies_bouldin);
}

TEST(MeasurePartition, GivesFiguresInTheUsersWeights) {
    // Weights 1/2 each, held as 2 steps of 1/4: half the inertia; CH = (T − I)/(I/(2 − 2)) has no meaning for n = 2 =
    // k.
    PointSet halves = plane({0, 0, 0, 2, 10, 0, 10, 2});
    halves.weights = {2, 2, 2, 2};
    halves.weight_exponent = -2;
    const Matrix<float> centres = centroids(2, {0, 1, 10, 1});
    const PartitionMetrics half = measure_partition(halves, {0, 0, 1, 1}, centres, MetricSet::totals);
    EXPECT_EQ(half.inertia, 2.0);
    EXPECT_TRUE(std::isnan(half.calinski_harabasz));
    EXPECT_DOUBLE_EQ(half.bic, 4.0 * std::log(2.0 / 4.0) + 4.0 * std::log(2.0));
    // Weights 3/2: n = 6, I = 6, T = 156: CH = (150/1)/(6/4) = 100.
    halves.weights = {6, 6, 6, 6};
    const PartitionMetrics more = measure_partition(halves, {0, 0, 1, 1}, centres, MetricSet::totals);
    EXPECT_EQ(more.inertia, 6.0);
    EXPECT_EQ(more.calinski_harabasz, 100.0);
}

TEST(MeasurePartition, IgnoresPointsOfWeightZero) {
    PointSet with = plane({0, 0, 0, 2, 10, 0, 10, 2, 500, 500});
    with.weights = {1, 1, 1, 1, 0};
    const PointSet without = plane({0, 0, 0, 2, 10, 0, 10, 2});
    const Matrix<float> centres = centroids(3, {0, 1, 10, 1, 500, 500});
    const PartitionMetrics a = measure_partition(with, {0, 0, 1, 1, 2}, centres, MetricSet::all);
    const PartitionMetrics b = measure_partition(without, {0, 0, 1, 1}, centres, MetricSet::all);
    EXPECT_EQ(a.silhouette, b.silhouette);
    EXPECT_EQ(a.davies_bouldin, b.davies_bouldin);
    EXPECT_TRUE(std::isnan(a.cluster_silhouette[2]));
}

/// The definition itself, in quadratic time: mean of (b − a)/max(a, b) over pairwise squared distances.
double pairwise_silhouette(const PointSet& points, const std::vector<std::int32_t>& labels, std::size_t k) {
    double total = 0;
    for (std::size_t i = 0; i < points.points(); ++i) {
        std::vector<double> sums(k, 0.0);
        std::vector<double> counts(k, 0.0);
        for (std::size_t other = 0; other < points.points(); ++other) {
            if (other == i) {
                continue;
            }
            double distance = 0;
            for (std::size_t d = 0; d < points.dims(); ++d) {
                distance += std::pow(
                    static_cast<double>(points.values.row(i)[d]) - static_cast<double>(points.values.row(other)[d]), 2);
            }
            sums[static_cast<std::size_t>(labels[other])] += distance;
            counts[static_cast<std::size_t>(labels[other])] += 1;
        }
        const auto own = static_cast<std::size_t>(labels[i]);
        if (counts[own] == 0) {
            continue;
        }
        double nearest = INFINITY;
        for (std::size_t j = 0; j < k; ++j) {
            if (j != own && counts[j] > 0) {
                nearest = std::min(nearest, sums[j] / counts[j]);
            }
        }
        const double within = sums[own] / counts[own];
        total += std::max(within, nearest) > 0 ? (nearest - within) / std::max(within, nearest) : 0.0;
    }
    return total / static_cast<double>(points.points());
}

TEST(MeasurePartition, EqualsThePairwiseDefinitionOfTheSilhouette) {
    test::IntegerStream stream(5);
    for (const PointSet& points :
         {test::shop_points(300, 1), test::tight_groups(200, 3, 4, 2), test::uniform_points(150, 5, 3, 3)}) {
        std::vector<std::int32_t> labels;
        for (std::size_t i = 0; i < points.points(); ++i) {
            labels.push_back(static_cast<std::int32_t>(stream.next(0, 4)));
        }
        const PartitionMetrics metrics =
            measure_partition(points, labels, Matrix<float>(5, points.dims()), MetricSet::all);
        EXPECT_NEAR(metrics.silhouette, pairwise_silhouette(points, labels, 5), 1e-7);
    }
}

}  // namespace
}  // namespace rfmeans
