// What the device sums for Davies–Bouldin and silhouettes, against one pass of the host over labels of the reference.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>

#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::test {
namespace {

/// Points, some of them twice, some off the grid; the last ones, where there are more than three, far from all points.
Matrix<float> make_centroids(const PointSet& points, std::size_t k) {
    Matrix<float> centroids(k, points.dims());
    for (std::size_t j = 0; j < k; ++j) {
        for (std::size_t d = 0; d < points.dims(); ++d) {
            const float coordinate = points.values.row((j / 2 * 7 + k) % points.points())[d];
            centroids.row(j)[d] = coordinate + (j % 3 == 2 ? 0.375F : 0.0F);
        }
    }
    if (k > 3) {
        std::ranges::fill(centroids.row(k - 1), 3e7F);
        std::ranges::fill(centroids.row(k / 2), -3e30F);
    }
    return centroids;
}

/// The means of an assignment, where all clusters but those without members stay on them.
Matrix<float> take_means(const PointSet& points, Matrix<float> centroids) {
    RoundJob job{.centroids = std::move(centroids), .sums = {}, .weights = {}};
    make_reference_backend()->load(points)->round({&job, 1});
    return job.centroids;
}

void expect_same_sums(const PointSet& points, const Matrix<float>& centroids, const std::string& name) {
    const auto labels = label_points(*make_reference_backend(), points, centroids).labels;
    const auto [totals, expected] = sum_partition(points, labels, centroids);
    for (const RoundMethod method : {RoundMethod::tree, RoundMethod::brute}) {
        const auto found = make_cuda_backend(0, method)->load(points)->sum_partition(centroids);
        ASSERT_TRUE(found.has_value()) << name;
        EXPECT_EQ(found->totals.weights, totals.weights) << name;
        EXPECT_EQ(found->totals.sums, totals.sums) << name;
        EXPECT_TRUE(found->totals.squares == totals.squares) << name;
        EXPECT_TRUE(found->points.distances == expected.distances) << name;
        EXPECT_TRUE(found->points.silhouettes == expected.silhouettes) << name;
        EXPECT_TRUE(found->points.simplified == expected.simplified) << name;
    }
}

/// Some k, centroids that are means and such that are not, weights as counts and as masses.
void expect_same_sums_for(PointSet points, const std::vector<std::size_t>& ks, const std::string& name) {
    for (const std::size_t k : ks) {
        for (const int exponent : points.weights.empty() ? std::vector<int>{0} : std::vector<int>{0, -3}) {
            points.weight_exponent = exponent;
            const std::string what =
                name + ", k=" + std::to_string(k) + ", weight exponent " + std::to_string(exponent);
            const Matrix<float> centroids = make_centroids(points, k);
            expect_same_sums(points, centroids, what);
            expect_same_sums(points, take_means(points, centroids), what + ", means");
        }
    }
}

PointSet weighted(PointSet points, std::int64_t largest) {
    IntegerStream stream(points.points());
    for (std::size_t i = 0; i < points.points(); ++i) {
        points.weights.push_back(stream.next(0, largest));  // points of weight 0, too
    }
    points.weights.back() = 1;
    return points;
}

TEST(CudaMetrics, SumsEqualTheHostsOnHostilePoints) {
    for (const NamedPoints& set : hostile_point_sets()) {
        expect_same_sums_for(set.points, {1, 2, 7, 40}, set.name);
    }
}

TEST(CudaMetrics, SumsEqualTheHostsForManySizes) {
    for (const std::size_t dims : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 16U, 33U, 64U}) {
        for (const std::size_t points : {1U, 33U, 1'500U}) {
            const std::string name = std::to_string(points) + " x " + std::to_string(dims);
            const PointSet set = uniform_points(points, dims, 300'000, 100 * dims + points);
            expect_same_sums_for(set, {2, 9}, name);
            expect_same_sums_for(weighted(set, 5), {3}, name + ", weighted");
        }
    }
}

// Each point its own cluster, and all but one of them.
TEST(CudaMetrics, SumsEqualTheHostsForClustersOfOnePoint) {
    const PointSet points = uniform_points(33, 2, 1'000, 1);
    expect_same_sums(points, points.values, "own clusters");
    Matrix<float> fewer(32, 2);
    std::copy_n(points.values.values.begin(), fewer.values.size(), fewer.values.begin());
    expect_same_sums(points, fewer, "one pair");
    expect_same_sums(weighted(points, 9), fewer, "one pair, weighted");
}

// Groups of half width 2^11 anywhere on the grid: estimates in float32 are far coarser than the silhouettes.
TEST(CudaMetrics, SumsEqualTheHostsWhereEstimatesAreCoarse) {
    PointSet groups = tight_groups(2'000, 3, 2, 3);
    for (std::size_t i = 0; i < groups.points(); ++i) {
        groups.values.row(i)[0] = 8'388'607.0F - static_cast<float>(i % 7);
    }
    expect_same_sums_for(groups, {5, 30}, "groups at the edge");
    expect_same_sums_for(uniform_points(1'000, 5, 3, 4), {20}, "lattice");
    PointSet corner = uniform_points(700, 9, 2, 5);
    for (float& coordinate : corner.values.values) {
        coordinate += 8'388'600.0F;
    }
    expect_same_sums_for(corner, {12}, "lattice at the edge");
}

TEST(CudaMetrics, SumsEqualTheHostsAtTheLargestTotalWeight) {
    PointSet points = uniform_points(300, 4, (1 << 23) - 1, 6);
    points.weights.assign(300, std::int64_t{1} << 30);  // W·√4 = 300·2^31 < 2^40
    points.weights[7] = 3;
    expect_same_sums_for(points, {2, 8}, "largest total weight");
}

// 1,025 clusters have more sums than a block's shared memory holds.
TEST(CudaMetrics, SumsEqualTheHostsWhereClustersDoNotFitIntoSharedMemory) {
    expect_same_sums_for(uniform_points(2'500, 2, 100'000, 7), {1'024, 1'200}, "many clusters");
    PointSet distinct = uniform_points(1'100, 1, 0, 8);
    std::iota(distinct.values.values.begin(), distinct.values.values.end(), 0.0F);
    expect_same_sums(distinct, distinct.values, "1,100 clusters of one point");
}

std::uint64_t bits(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

TEST(CudaMetrics, OfASweepHaveTheBitsOfTheCpus) {
    const PointSet points = weighted(shop_points(20'000, 9), 3);
    const SweepSpec spec{.ks = {1, 2, 5, 9}, .seeds = {0, 1}};
    const auto cuda = make_cuda_backend(0);
    const auto cpu = make_cpu_backend();
    LoadedPoints on_device(*cuda, points);
    LoadedPoints on_host(*cpu, points);
    Sweep found = run_sweep(on_host, spec);
    Sweep expected = found;
    measure_sweep(on_device, MeasuredModels::all, found);
    measure_sweep(on_host, MeasuredModels::all, expected);
    for (std::size_t m = 0; m < expected.models.size(); ++m) {
        EXPECT_EQ(bits(found.models[m].davies_bouldin), bits(expected.models[m].davies_bouldin)) << "model " << m;
        EXPECT_EQ(bits(found.models[m].silhouette), bits(expected.models[m].silhouette)) << "model " << m;
        EXPECT_EQ(bits(found.models[m].simplified_silhouette), bits(expected.models[m].simplified_silhouette))
            << "model " << m;
    }
    const Matrix<float>& centroids = expected.models.back().centroids;
    const auto labels = label_points(on_host, centroids).labels;
    EXPECT_EQ(measure_assignment(on_device, centroids, labels).cluster_silhouette,
              measure_assignment(on_host, centroids, labels).cluster_silhouette);
    EXPECT_EQ(measure_assignment(on_device, centroids).cluster_silhouette,
              measure_assignment(on_host, centroids).cluster_silhouette);
}

}  // namespace
}  // namespace rfmeans::test
