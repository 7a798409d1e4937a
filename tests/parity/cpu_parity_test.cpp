#include <gtest/gtest.h>
#include <hwy/targets.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"
#include "support/sanitizers.hpp"

namespace rfmeans::test {
namespace {

class CpuParity : public testing::TestWithParam<std::tuple<int, RoundMethod>> {};

TEST_P(CpuParity, EqualsTheReferenceOnHostilePoints) {
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, 8);
    const auto [threads, method] = GetParam();
    const auto backend = make_cpu_backend(method);
    tbb::task_arena(threads).execute([&] { expect_equal_to_reference(*backend); });
}

INSTANTIATE_TEST_SUITE_P(ThreadsAndMethods, CpuParity,
                         testing::Combine(testing::ValuesIn(thread_counts({1, 2, 8})),
                                          testing::Values(RoundMethod::tree, RoundMethod::brute)));

TEST(CpuParity, EqualsTheReferenceOnEverySimdTarget) {
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
        const std::int64_t target = rest & -rest;
        hwy::SetSupportedTargetsForTest(target);
        for (const RoundMethod method : {RoundMethod::tree, RoundMethod::brute}) {
            const auto backend = make_cpu_backend(method);
            SCOPED_TRACE(backend->description());
            for (const NamedPoints& set : hostile_point_sets()) {
                if (set.points.points() > (kThreadSanitizer ? 64 : 600) || set.points.dims() > 9) {
                    continue;  // the fallback target is slow; these are for the target in use, above
                }
                expect_same_sweeps(*backend, set);
                expect_same_labels(*backend, set);
            }
        }
    }
    hwy::SetSupportedTargetsForTest(0);
}

/// Rounds of two jobs, so that labels are kept, over more than a block of points.
TEST(CpuParity, BruteRoundsEqualTheReferenceInManyDimensionsOnEverySimdTarget) {
    for (const std::size_t dims : {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 33, 64}) {
        const PointSet points = tight_groups(1'027, dims, 5, dims);
        std::vector<RoundJob> start(2);
        for (std::size_t m = 0; m < start.size(); ++m) {
            start[m].centroids = Matrix<float>(3 + 4 * m, dims);
            std::copy_n(points.values.row(m).begin(), start[m].centroids.values.size(),
                        start[m].centroids.values.begin());
        }
        for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
            hwy::SetSupportedTargetsForTest(rest & -rest);
            const auto engine = make_cpu_backend(RoundMethod::brute)->load(points);
            const auto reference = make_reference_backend()->load(points);
            std::vector<RoundJob> found = start;
            std::vector<RoundJob> expected = start;
            for (int round = 0; round < 3; ++round) {
                engine->round(found);
                reference->round(expected);
                for (std::size_t m = 0; m < start.size(); ++m) {
                    EXPECT_EQ(found[m].sums, expected[m].sums) << dims << " dimensions, target " << (rest & -rest);
                    EXPECT_EQ(found[m].weights, expected[m].weights);
                    EXPECT_EQ(found[m].centroids, expected[m].centroids);
                }
            }
        }
        hwy::SetSupportedTargetsForTest(0);
    }
}

PointSet with_weights(PointSet points) {
    IntegerStream stream(3);
    for (std::size_t i = 0; i < points.points(); ++i) {
        points.weights.push_back(stream.next(1, 1'000));
    }
    return points;
}

TEST(CpuParity, TreeEqualsBruteWhereTheTreeIsDeepAndARoundIsCutIntoParts) {
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, 8);
    // Rounds are cut into parts from 131'072 points on.
    const std::vector<NamedPoints> sets = {{"plane", uniform_points(200'000, 2, 5'000, 4)},
                                           {"shop", shop_points(300'000, 1)},
                                           {"weighted shop", with_weights(shop_points(140'000, 2))},
                                           {"tight groups far apart", tight_groups(150'000, 3, 50, 3)},
                                           {"five dimensions", uniform_points(70'001, 5, (1 << 23) - 1, 5)}};
    const auto tree = make_cpu_backend(RoundMethod::tree);
    const auto brute = make_cpu_backend(RoundMethod::brute);
    for (const NamedPoints& set : sets) {
        const SweepSpec spec{
            .ks = {2, 3, 8, 33, 70}, .seeds = {5}, .start = StartRule::random, .stop = {.max_iterations = 9}};
        const Sweep expected = run_sweep(*brute, set.points, spec);
        for (const int threads : thread_counts({1, 2, 8})) {
            tbb::task_arena(threads).execute(
                [&] { expect_same(run_sweep(*tree, set.points, spec), expected, set.name); });
        }
        const SweepSpec one{.ks = {8}, .seeds = {5}, .start = StartRule::random, .stop = {.max_iterations = 9}};
        expect_same(run_sweep(*tree, set.points, one), run_sweep(*brute, set.points, one), set.name + ", a single fit");
    }
}

TEST(CpuParity, EuclideanSilhouettesEqualTheReferenceOnEverySimdTarget) {
    std::vector<NamedPoints> sets = hostile_point_sets();
    PointSet heaviest = uniform_points(193, 4, (1 << 23) - 1, 6);
    heaviest.weights.assign(193, std::int64_t{1} << 31);  // W·√4 = 193·2^32 < 2^40
    heaviest.weights[7] = 3;
    sets.push_back({"largest total weight", heaviest});
    const auto backend = make_cpu_backend();
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
        hwy::SetSupportedTargetsForTest(rest & -rest);
        SCOPED_TRACE(backend->description());
        for (const NamedPoints& set : sets) {
            if (set.points.points() <= (kThreadSanitizer ? 70 : 1'100)) {
                expect_same_silhouettes(*backend, set);
            }
        }
    }
    hwy::SetSupportedTargetsForTest(0);
}

TEST(CpuParity, EuclideanSilhouettesAreTheSameOnAnyNumberOfThreads) {
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, 8);
    const auto backend = make_cpu_backend();
    for (const int threads : thread_counts({1, 2, 8})) {
        tbb::task_arena(threads).execute([&] {
            expect_same_silhouettes(*backend, {"shop", shop_points(2'000, 7)});
            expect_same_silhouettes(*backend, {"weighted shop", with_weights(shop_points(300, 8))});
        });
    }
}

TEST(CpuParity, LabelsNoPointsAtAll) {
    PointSet none;
    none.values.cols = 3;
    const auto backend = make_cpu_backend();
    EXPECT_TRUE(label_points(*backend, none, Matrix<float>(2, 3)).labels.empty());
}

}  // namespace
}  // namespace rfmeans::test
