#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::test {
namespace {

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

TEST(CudaParity, BruteRoundsEqualTheReferenceOnHostilePoints) {
    expect_equal_to_reference(*make_cuda_backend(0, RoundMethod::brute));
}

TEST(CudaParity, RoundsThroughTheTreeEqualTheReferenceOnHostilePoints) {
    expect_equal_to_reference(*make_cuda_backend(0, RoundMethod::tree));
}

constexpr std::array kMethods{RoundMethod::tree, RoundMethod::brute};

/// One sweep on both methods. Three rounds of each fit: the first sums all points, the others what changed, and the
/// third starts from sums that were changed.
void expect_same_sweep(const PointSet& points, const std::vector<std::int32_t>& ks, const std::string& name) {
    const SweepSpec spec{.ks = ks, .seeds = {3}, .start = StartRule::random, .stop = {.max_iterations = 3}};
    const Sweep expected = run_sweep(*make_reference_backend(), points, spec);
    for (const RoundMethod method : kMethods) {
        expect_same(run_sweep(*make_cuda_backend(0, method), points, spec), expected,
                    name + (method == RoundMethod::tree ? ", tree" : ", brute"));
    }
}

TEST(CudaParity, EqualsTheReferenceForManySizes) {
    for (const std::size_t dims : {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 33, 64}) {
        // The last: several blocks of 256 threads with a point each, whole warps and a part of one in the last block.
        for (const std::size_t points : {1, 31, 32, 33, 257, 1'250}) {
            PointSet set = uniform_points(points, dims, 300'000, 100 * dims + points);
            const std::int64_t distinct = count_distinct_points(set);
            std::vector<std::int32_t> ks;
            for (const std::int32_t k : {1, 2, 3, 4, 5, 7, 8, 16, 31, 32, 33, 64, 255, 256, 1'000}) {
                if (k <= distinct && (k <= 64 || dims <= 3 || dims == 8)) {
                    ks.push_back(k);
                }
            }
            const std::string name = std::to_string(points) + " x " + std::to_string(dims);
            expect_same_sweep(set, ks, name);
            if (dims <= 3 || dims == 6) {
                for (std::size_t i = 0; i < points; ++i) {
                    set.weights.push_back(static_cast<std::int64_t>(1 + i * 977 % 4'001));
                }
                expect_same_sweep(set, ks, name + ", weighted");
            }
        }
    }
}

// W · diagonal² · 2^−22 is just below 2^63, so the inner points, 1 to 9 steps apart, have no seeding weight once one of
// them is a centre.
TEST(CudaParity, StartsEqualTheReferenceWherePointsAreCloserThanTheShiftResolves) {
    PointSet points = line({-8'388'607, 8'388'607, 0, 1, 3, 9, 4, 5, 7});
    points.weights.assign(9, std::int64_t{1} << 35);
    const SweepSpec spec{.ks = {2, 5, 9}, .seeds = {0, 1, 2, 3, 4, 5}, .stop = {.max_iterations = 20}};
    expect_same(run_sweep(*make_cuda_backend(0, RoundMethod::tree), points, spec),
                run_sweep(*make_reference_backend(), points, spec), "closer than the shift resolves");
}

TEST(CudaParity, StartsOfManySeedsEqualTheReference) {
    const PointSet points = shop_points(5'000, 10);
    std::vector<std::uint64_t> seeds(70);
    std::iota(seeds.begin(), seeds.end(), std::uint64_t{1} << 40);
    const StartWish wish{.k_max = 24, .seeds = seeds};
    const auto starts = make_cuda_backend(0, RoundMethod::tree)->load(points)->draw_starts(wish);
    ASSERT_TRUE(starts.has_value());
    for (std::size_t seed = 0; seed < seeds.size(); ++seed) {
        EXPECT_EQ((*starts)[seed], kmeanspp_rows(points, 24, seeds[seed])) << "seed " << seeds[seed];
    }
}

/// Starts of a few seeds, drawn on the device, against plain passes over the points.
void expect_same_random_starts(const PointSet& points, std::int32_t k_max, const std::string& name) {
    const std::vector<std::uint64_t> seeds{0, 5, std::uint64_t{1} << 40};
    const StartWish wish{.rule = StartRule::random, .k_max = k_max, .seeds = seeds};
    const auto starts = make_cuda_backend(0, RoundMethod::tree)->load(points)->draw_starts(wish);
    ASSERT_TRUE(starts.has_value()) << name;
    for (std::size_t seed = 0; seed < seeds.size(); ++seed) {
        EXPECT_EQ((*starts)[seed], random_rows(points, k_max, seeds[seed])) << name << ", seed " << seeds[seed];
    }
}

TEST(CudaParity, RandomStartsEqualTheReference) {
    for (const std::size_t count : {1U, 33U, 1'023U, 1'024U, 1'025U, 5'000U}) {
        for (const std::size_t dims : {1, 3, 5, 6}) {
            const std::string name = std::to_string(count) + " x " + std::to_string(dims);
            PointSet points = uniform_points(count, dims, 1'000'000, count + dims);
            const auto k = static_cast<std::int32_t>(std::min<std::size_t>(count, 40));
            expect_same_random_starts(points, k, name);
            IntegerStream stream(count);
            for (std::size_t i = 0; i < count; ++i) {
                points.weights.push_back(stream.next(1, 1 << 20));
            }
            expect_same_random_starts(points, k, name + ", weighted");
        }
    }
    // More chunks of weights than a block has threads.
    PointSet many = uniform_points(300'000, 2, 5'000, 12);
    many.weights.assign(many.points(), 7);
    expect_same_random_starts(many, 20, "many weighted points");
}

// Every point of a lattice is a start, after many attempts; and where a spot has nearly all the weight, after all
// attempts the first other points are.
TEST(CudaParity, RandomStartsEqualTheReferenceWhereNewPointsAreRare) {
    for (const std::size_t dims : {1, 2, 7}) {
        PointSet lattice = uniform_points(2'000, dims, 1, 13);
        const auto k = static_cast<std::int32_t>(std::min<std::int64_t>(count_distinct_points(lattice), 60));
        expect_same_random_starts(lattice, k, "lattice");
        lattice.weights.assign(lattice.points(), 1);
        lattice.weights[1'234] = std::int64_t{1} << 36;
        expect_same_random_starts(lattice, std::min(k, 4), "one heavy point");
    }
}

TEST(CudaParity, EqualsTheReferenceForManyPoints) {
    for (const std::size_t dims : {3, 8}) {
        const PointSet points = dims == 3 ? shop_points(100'000, 8) : uniform_points(100'000, dims, 1'000'000, 9);
        expect_same_sweep(points, {8, 64}, "100,000 x " + std::to_string(dims));
    }
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

// Labels come back in one, two or four bytes: the last cluster of each, and the first that needs more.
TEST(CudaParity, LabelsEqualTheReferenceWhereTheyNeedOneMoreByte) {
    const PointSet points = line({65'536, 0, 65'535, 1, 65'534, 254, 256, 32'768, 255, 257, 127, 128});
    for (const std::size_t k : {1U, 128U, 129U, 255U, 256U, 257U, 32'769U, 65'535U, 65'536U, 65'537U}) {
        Matrix<float> centroids(k, 1);
        std::iota(centroids.values.begin(), centroids.values.end(), 0.0F);
        const Assignment expected = label_points(*make_reference_backend(), points, centroids);
        for (const RoundMethod method : kMethods) {
            const Assignment found = label_points(*make_cuda_backend(0, method), points, centroids);
            EXPECT_EQ(found.labels, expected.labels) << "k=" << k;
            EXPECT_EQ(found.distances, expected.distances) << "k=" << k;
        }
    }
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
