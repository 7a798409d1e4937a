#include <gtest/gtest.h>

#include <algorithm>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::test {
namespace {

/// Jobs of the given k whose centroids are points, repeated where k is above their number, and half a step off.
std::vector<RoundJob> make_jobs(const PointSet& points, const std::vector<std::size_t>& ks) {
    std::vector<RoundJob> jobs;
    for (const std::size_t k : ks) {
        RoundJob job{.centroids = Matrix<float>(k, points.dims()), .sums = {}, .weights = {}};
        for (std::size_t j = 0; j < k; ++j) {
            for (std::size_t d = 0; d < points.dims(); ++d) {
                const float coordinate = points.values.row((j * 7 + k) % points.points())[d];
                job.centroids.row(j)[d] = coordinate + (j % 3 == 0 ? 0.5F : 0.0F);
            }
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
}

void expect_same_rounds(const PointSet& points, const std::vector<std::size_t>& ks) {
    std::vector<RoundJob> found = make_jobs(points, ks);
    std::vector<RoundJob> expected = found;
    make_cuda_backend(0)->load(points)->round(found);
    make_reference_backend()->load(points)->round(expected);
    for (std::size_t j = 0; j < ks.size(); ++j) {
        EXPECT_EQ(found[j].sums, expected[j].sums) << "job " << j << ", k=" << ks[j];
        EXPECT_EQ(found[j].weights, expected[j].weights) << "job " << j << ", k=" << ks[j];
        EXPECT_EQ(found[j].centroids, expected[j].centroids) << "job " << j << ", k=" << ks[j];
    }
}

TEST(CudaParity, EqualsTheReferenceOnHostilePoints) {
    expect_equal_to_reference(*make_cuda_backend(0));
}

// In 3 dimensions the sums of 1,170 clusters no longer fit into a block's shared memory, the centroids of 4,097
// neither.
TEST(CudaParity, EqualsTheReferenceWhereClustersDoNotFitIntoSharedMemory) {
    expect_same_rounds(uniform_points(600, 3, 100'000, 1), {1, 1'096, 1'097, 1'170, 4'096, 4'097, 5});
    expect_same_rounds(uniform_points(300, 33, 1'000, 2), {117, 118, 372, 373, 1});
}

TEST(CudaParity, EqualsTheReferenceWithMoreJobsThanRowsOfAGrid) {
    expect_same_rounds(uniform_points(3, 1, 50, 3), std::vector<std::size_t>(65'537, 2));
}

TEST(CudaParity, EqualsTheReferenceAtTheLargestTotalWeight) {
    PointSet points = uniform_points(257, 2, (1 << 23) - 1, 4);
    points.weights.assign(257, (std::int64_t{1} << 31));  // 257 · 2^31 < 2^40/√2
    expect_same_rounds(points, {1, 2, 9});
}

TEST(CudaParity, LabelsEqualTheReferenceWithMoreCentroidsThanSharedMemoryHolds) {
    const PointSet points = uniform_points(400, 3, 1'000, 5);
    const Matrix<float> centroids = make_jobs(points, {5'000}).front().centroids;
    const auto backend = make_cuda_backend(0);
    const Assignment found = label_points(*backend, points, centroids);
    const Assignment expected = label_points(*make_reference_backend(), points, centroids);
    EXPECT_EQ(found.labels, expected.labels);
    EXPECT_EQ(found.distances, expected.distances);
}

TEST(CudaParity, EuclideanSilhouettesEqualTheReferenceWhereTilesEndAndSumsAreWide) {
    PointSet heaviest = uniform_points(300, 4, (1 << 23) - 1, 6);
    heaviest.weights.assign(300, std::int64_t{1} << 30);  // W·√4 = 300·2^31 < 2^40
    heaviest.weights[7] = 3;
    const auto backend = make_cuda_backend(0);
    expect_same_silhouettes(*backend, {"largest total weight", heaviest});
    expect_same_silhouettes(*backend, {"tiles of 60 points", uniform_points(200, 200, 1'000, 7)});
    expect_same_silhouettes(*backend, {"a tile of 4 points", uniform_points(9, 3'070, 1'000, 8)});
    expect_same_silhouettes(*backend, {"more dimensions than a tile holds", uniform_points(5, 3'071, 1'000, 9)});
    expect_same_silhouettes(*backend, {"duplicates", uniform_points(600, 2, 2, 10)});
}

TEST(CudaParity, ARoundWithoutPointsKeepsTheCentroids) {
    PointSet none;
    none.values.cols = 3;
    std::vector<RoundJob> jobs = make_jobs(uniform_points(4, 3, 9, 6), {2, 3});
    const std::vector<RoundJob> before = jobs;
    const auto engine = make_cuda_backend(0)->load(none);
    engine->round(jobs);
    engine->round({});
    for (std::size_t j = 0; j < jobs.size(); ++j) {
        EXPECT_EQ(jobs[j].centroids, before[j].centroids);
        EXPECT_TRUE(std::ranges::all_of(jobs[j].sums, [](std::int64_t sum) { return sum == 0; }));
        EXPECT_EQ(jobs[j].weights, std::vector<std::int64_t>(jobs[j].centroids.rows, 0));
    }
    EXPECT_TRUE(engine->assign(jobs.front().centroids).labels.empty());
}

TEST(CudaParity, TheBackendIsNamedAsTheOptionTakesIt) {
    const auto backend = make_cuda_backend(0);
    EXPECT_EQ(backend->name(), "cuda:0");
    EXPECT_EQ(backend->description(), find_cuda_devices().descriptions.front());
}

}  // namespace
}  // namespace rfmeans::test
