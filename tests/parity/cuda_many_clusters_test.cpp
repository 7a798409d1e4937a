// Rounds through the tree of more than 64 clusters, whose survivors are lists.
#include <gtest/gtest.h>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans::test {
namespace {

/// Two rounds, and the totals with squares of the centroids that the jobs start from.
void expect_same_rounds_and_totals(const NamedPoints& set, const std::vector<std::size_t>& ks) {
    const auto gpu = make_cuda_backend(0, RoundMethod::tree)->load(set.points);
    const auto reference = make_reference_backend()->load(set.points);
    std::vector<RoundJob> found = make_jobs(set.points, ks);
    for (const RoundJob& job : found) {
        const auto totals = gpu->total(job.centroids);
        ASSERT_TRUE(totals.has_value());
        const ClusterTotals expected =
            total_clusters(set.points, reference->assign(job.centroids).labels, job.centroids.rows);
        EXPECT_EQ(totals->weights, expected.weights) << set.name << ", k=" << job.centroids.rows;
        EXPECT_EQ(totals->sums, expected.sums) << set.name << ", k=" << job.centroids.rows;
        EXPECT_TRUE(totals->squares == expected.squares) << set.name << ", k=" << job.centroids.rows;
    }
    std::vector<RoundJob> expected = found;
    for (int round = 0; round < 2; ++round) {
        gpu->round(found);
        reference->round(expected);
        for (std::size_t j = 0; j < ks.size(); ++j) {
            EXPECT_EQ(found[j].sums, expected[j].sums) << set.name << ", k=" << ks[j];
            EXPECT_EQ(found[j].weights, expected[j].weights) << set.name << ", k=" << ks[j];
            EXPECT_EQ(found[j].centroids, expected[j].centroids) << set.name << ", k=" << ks[j];
        }
    }
}

TEST(CudaManyClusters, EqualTheReferenceForManySizes) {
    for (std::size_t dims = 1; dims <= 5; ++dims) {
        for (const auto points : std::vector<std::size_t>{1, 31, 33, 257, 1'500}) {
            NamedPoints set{std::to_string(points) + " x " + std::to_string(dims),
                            uniform_points(points, dims, 300'000, 100 * dims + points)};
            expect_same_rounds_and_totals(set, {65, 100, 255, 256, 1'000, 1'024});
            for (std::size_t i = 0; i < points; ++i) {
                set.points.weights.push_back(static_cast<std::int64_t>(1 + i * 977 % 4'001));
            }
            set.name += ", weighted";
            expect_same_rounds_and_totals(set, {65, 1'024});
        }
    }
}

TEST(CudaManyClusters, EqualTheReferenceOnHostilePoints) {
    for (const NamedPoints& set : hostile_point_sets()) {
        if (set.points.dims() <= 5) {
            expect_same_rounds_and_totals(set, {65, 256, 1'024});
        }
    }
}

// Short lists of a group of leaves, long ones, and in five dimensions leaves that more than 64 centroids survive in;
// two levels, then three.
TEST(CudaManyClusters, EqualTheReferenceWithShortAndLongListsOfSurvivors) {
    for (std::size_t dims = 1; dims <= 5; dims += 2) {
        expect_same_rounds_and_totals({"5,000 x " + std::to_string(dims), uniform_points(5'000, dims, 8'000'000, dims)},
                                      {65, 100, 1'024});
    }
    expect_same_rounds_and_totals({"100,000 x 3", shop_points(100'000, 8)}, {100});
}

TEST(CudaManyClusters, SweepsEqualTheReferenceWhereClustersAreEmptyAndFitsEnd) {
    const SweepSpec spec{.ks = {65, 100, 300}, .seeds = {0, 1}, .stop = {.max_iterations = 40}};
    PointSet points = shop_points(3'000, 7);
    expect_same(run_sweep(*make_cuda_backend(0, RoundMethod::tree), points, spec),
                run_sweep(*make_reference_backend(), points, spec), "shop");
    Matrix<float> start(200, 3);
    for (std::size_t j = 0; j < start.rows; ++j) {
        for (std::size_t d = 0; d < 3; ++d) {
            start.row(j)[d] = j + 1 == start.rows ? 8e6F : points.values.row(j / 2)[d];
        }
    }
    const SweepSpec empty{
        .ks = {200}, .seeds = {0}, .start = StartRule::file, .start_centroids = start, .stop = {.max_iterations = 40}};
    expect_same(run_sweep(*make_cuda_backend(0, RoundMethod::tree), points, empty),
                run_sweep(*make_reference_backend(), points, empty), "empty clusters");
}

// Squares of distances to centroids this far away leave float32, over all of a box or over a part of it.
TEST(CudaManyClusters, EqualTheReferenceWhereDistancesOverflow) {
    const PointSet points = uniform_points(3'000, 3, 8'000'000, 12);
    std::vector<RoundJob> found(1);
    found[0].centroids = Matrix<float>(70, 3);
    for (std::size_t j = 0; j < 70; ++j) {
        for (std::size_t d = 0; d < 3; ++d) {
            found[0].centroids.row(j)[d] = j % 2 == 0 ? 3e19F : 1.8e19F - static_cast<float>(j) * 1e13F;
        }
    }
    std::vector<RoundJob> expected = found;
    make_cuda_backend(0, RoundMethod::tree)->load(points)->round(found);
    make_reference_backend()->load(points)->round(expected);
    EXPECT_EQ(found[0].sums, expected[0].sums);
    EXPECT_EQ(found[0].weights, expected[0].weights);
}

}  // namespace
}  // namespace rfmeans::test
