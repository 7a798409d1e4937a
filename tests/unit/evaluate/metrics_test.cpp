#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>

#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/totals.hpp"
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

TEST(MeasurePartition, GivesTheHandWorkedSimplifiedSilhouette) {
    // Distances to (0,1) and (10,1): 1 and sqrt(101) for all four points.
    const PointSet pairs = plane({0, 0, 0, 2, 10, 0, 10, 2});
    EXPECT_NEAR(
        measure_partition(pairs, {0, 0, 1, 1}, centroids(2, {0, 1, 10, 1}), MetricSet::all).simplified_silhouette,
        1 - 1 / std::sqrt(101.0), 1e-7);
    // A point beyond the middle: own 7, other 3. (0,0): own 1, other 9; (10,0) is alone: 0; the empty (4,0) is no
    // rival.
    const PointSet line = plane({0, 0, 8, 0, 10, 0});
    EXPECT_NEAR(
        measure_partition(line, {0, 0, 1}, centroids(3, {1, 0, 11, 0, 4, 0}), MetricSet::all).simplified_silhouette,
        (10.0 / 11 + (3.0 - 7) / 7 + 0) / 3, 1e-7);
}

TEST(MeasurePartition, LeavesAPointsWholeRealWeightOutOfItsOwnCluster) {
    // Weights 3/2, 1/2 | 1/2 on a line, in steps of 1/2: 0, 2 | 10. Own mean of 0: only 2 is left, 4. Other: 100, 64.
    PointSet points = plane({0, 0, 2, 0, 10, 0});
    points.weights = {3, 1, 1};
    points.weight_exponent = -1;
    const Matrix<float> centres = centroids(2, {0.5F, 0, 10, 0});
    const PartitionMetrics metrics = measure_partition(points, {0, 0, 1}, centres, MetricSet::all);
    EXPECT_NEAR(metrics.silhouette, (3 * (100.0 - 4) / 100 + (64.0 - 4) / 64 + 0) / 5, 1e-7);
    EXPECT_NEAR(metrics.simplified_silhouette, (3 * (10 - 0.5) / 10 + (8 - 1.5) / 8 + 0) / 5, 1e-7);
    points.weights = {3, 1, 4};  // still alone: its mass has no copies
    const PartitionMetrics heavy = measure_partition(points, {0, 0, 1}, centres, MetricSet::all);
    EXPECT_EQ(heavy.cluster_silhouette[1], 0.0);
}

TEST(MeasurePartition, LeavesWhatIsUndefinedNaN) {
    const PointSet points = plane({0, 0, 0, 2, 10, 0, 10, 2});
    const PartitionMetrics one = measure_partition(points, {0, 0, 0, 0}, centroids(1, {5, 1}), MetricSet::all);
    EXPECT_EQ(one.inertia, 104.0);
    EXPECT_TRUE(std::isnan(one.calinski_harabasz));
    EXPECT_TRUE(std::isnan(one.silhouette));
    EXPECT_TRUE(std::isnan(one.simplified_silhouette));
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

/// Rule 6 without shortcuts: every distance by 128-bit integers and the chain, one thread.
std::pair<double, double> plain_silhouettes(const PointSet& points, const std::vector<std::int32_t>& labels,
                                            const Matrix<float>& centres) {
    const ClusterTotals totals = total_clusters(points, labels, centres.rows);
    numerics::Int128 exact = 0;
    numerics::Int128 simplified = 0;
    for (std::size_t i = 0; i < points.points(); ++i) {
        const auto point = points.values.row(i);
        const auto own = static_cast<std::size_t>(labels[i]);
        double within = 0;
        double other = INFINITY;
        double near = 0;
        double far = INFINITY;
        for (std::size_t j = 0; j < totals.k; ++j) {
            numerics::Int128 sum = 0;
            double chain = 0;
            for (std::size_t d = 0; d < totals.dims; ++d) {
                const auto q = static_cast<numerics::Int128>(point[d]);
                sum += totals.weights[j] * q * q - 2 * q * totals.sums[j * totals.dims + d] +
                       static_cast<numerics::Int128>(totals.squares[j * totals.dims + d]);
                const double t = static_cast<double>(point[d]) - static_cast<double>(centres.row(j)[d]);
                chain = std::fma(t, t, chain);
            }
            const double units = std::rint(std::sqrt(chain) * 65'536.0);
            if (j == own) {
                within = numerics::to_double(sum) / static_cast<double>(totals.weights[j] - 1);
                near = units;
            } else if (totals.weights[j] > 0) {
                other = std::min(other, numerics::to_double(sum) / static_cast<double>(totals.weights[j]));
                far = std::min(far, units);
            }
        }
        if (totals.weights[own] > 1) {
            exact += numerics::silhouette_in_units(within, other);
            simplified += numerics::silhouette_in_units(near, far);
        }
    }
    const auto n = static_cast<double>(points.points());
    return {numerics::to_double(exact) / n / 16'777'216.0, numerics::to_double(simplified) / n / 16'777'216.0};
}

TEST(MeasurePartition, HasTheBitsOfThePlainSumsOnAnyNumberOfThreads) {
    for (const PointSet& points :
         {test::shop_points(20'000, 1), test::tight_groups(9'000, 3, 6, 2), test::uniform_points(12'000, 7, 3, 3),
          test::uniform_points(5'000, 1, 8'388'607, 4)}) {
        Matrix<float> centres(9, points.dims());
        for (std::size_t j = 0; j < centres.rows; ++j) {  // two of them equal, so that distances tie
            std::ranges::copy(points.values.row(j < 2 ? 0 : j * 37), centres.row(j).begin());
        }
        const auto labels = label_points(*make_cpu_backend(), points, centres).labels;
        const auto [exact, simplified] = plain_silhouettes(points, labels, centres);
        for (const int threads : {1, 2, 8}) {
            tbb::task_arena arena(threads);
            const PartitionMetrics metrics =
                arena.execute([&] { return measure_partition(points, labels, centres, MetricSet::all); });
            EXPECT_EQ(metrics.silhouette, exact);
            EXPECT_EQ(metrics.simplified_silhouette, simplified);
        }
    }
}

}  // namespace
}  // namespace rfmeans
