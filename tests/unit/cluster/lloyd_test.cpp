#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cluster/empty_clusters.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

using test::line;
using testing::ElementsAre;
using testing::HasSubstr;

Model fit_from(const PointSet& points, const std::vector<float>& start, const StopRule& stop = {}) {
    Matrix<float> centroids(start.size() / points.dims(), points.dims());
    centroids.values = start;
    const auto backend = make_reference_backend();
    const SweepSpec spec{.ks = {static_cast<std::int32_t>(centroids.rows)},
                         .seeds = {0},
                         .start = StartRule::file,
                         .start_centroids = centroids,
                         .stop = stop};
    return run_sweep(*backend, points, spec).models.front();
}

TEST(RunLloyd, CountsTheRepeatingRound) {
    // Worked by hand: {0, 1, 10, 11} from 0 and 1: labels 0|1 1 1 → 0, 22/3; then {0,1}|{10,11} → 0.5, 10.5; then
    // repeats.
    const Model model = fit_from(line({0, 1, 10, 11}), {0, 1});
    EXPECT_THAT(model.centroids.values, ElementsAre(0.5F, 10.5F));
    EXPECT_EQ(model.iterations, 3);
    EXPECT_EQ(model.end, FitEnd::converged);
    EXPECT_THAT(model.weights, ElementsAre(2, 2));
    EXPECT_EQ(model.inertia, 1.0);
}

TEST(RunLloyd, EndsAtTheLimitWithAnAssignmentToTheLastCentroids) {
    const Model model = fit_from(line({0, 1, 10, 11}), {0, 1}, {.max_iterations = 1});
    EXPECT_EQ(model.end, FitEnd::limit);
    EXPECT_EQ(model.iterations, 1);
    EXPECT_FLOAT_EQ(model.centroids.values[1], 22.0F / 3.0F);
    EXPECT_THAT(model.weights, ElementsAre(2, 2));  // of the final assignment; the round itself had 1 and 3
    EXPECT_EQ(model.inertia, 1.0);                  // around the exact means of those labels
}

TEST(RunLloyd, EndsWhereTheCentroidsMoveLessThanTheToleranceTimesTheVariance) {
    // Variance of {0, 1, 10, 11} is 25.25. Round 1 moves 1 → 22/3 (Σ|Δc|² = 40.1), round 2 by 0.25 + 10.03.
    EXPECT_EQ(fit_from(line({0, 1, 10, 11}), {0, 1}, {.tolerance = 1.6}).iterations, 1);
    EXPECT_EQ(fit_from(line({0, 1, 10, 11}), {0, 1}, {.tolerance = 0.41}).iterations, 2);
    EXPECT_EQ(fit_from(line({0, 1, 10, 11}), {0, 1}, {.tolerance = 0.40}).iterations, 3);
    EXPECT_EQ(fit_from(line({0, 1, 10, 11}), {0, 1}, {.tolerance = 1.6}).end, FitEnd::tolerance);
}

TEST(RunLloyd, AgreesWithTheRuleForASingleCluster) {
    const Model model = fit_from(line({1, 2, 6}), {100});
    EXPECT_THAT(model.centroids.values, ElementsAre(3.0F));
    EXPECT_EQ(model.inertia, 14.0);
    EXPECT_EQ(model.iterations, 2);
}

TEST(RunLloyd, ScalesInertiaByTheStep) {
    PointSet points = line({0, 1, 10, 11});
    points.step_exponent = -3;
    EXPECT_EQ(fit_from(points, {0, 10}).inertia, 1.0 / 64.0);
}

/// A backend whose rounds are scripted: it swings between two states, as rounding can make a fit do.
class SwingingEngine final : public Engine {
public:
    void round(std::span<RoundJob> jobs) override {
        for (RoundJob& job : jobs) {
            ++rounds_;
            job.centroids.values[0] = static_cast<float>(rounds_ % period_);
            job.sums.assign(1, 0);
            job.weights.assign(1, 1);
        }
    }
    Assignment assign(const Matrix<float>&) override { return {{0}, {0.0F}}; }
    explicit SwingingEngine(int period) : period_(period) {}

private:
    int period_;
    int rounds_ = 0;
};

class SwingingBackend final : public Backend {
public:
    explicit SwingingBackend(int period) : period_(period) {}
    std::string name() const override { return "swinging"; }
    std::string description() const override { return "swings"; }
    std::unique_ptr<Engine> load(const PointSet&) override { return std::make_unique<SwingingEngine>(period_); }

private:
    int period_;
};

TEST(RunLloyd, FindsACycleByTheStatesKeptAtPowersOfTwo) {
    const PointSet points = line({5});
    const SweepSpec spec{.ks = {1}, .seeds = {0}};
    // Period 2: C_1 = 1, C_2 = 0, C_3 = 1, C_4 = 0 equals C_2, kept at round 2.
    SwingingBackend two(2);
    const Model cycled = run_sweep(two, points, spec).models.front();
    EXPECT_EQ(cycled.end, FitEnd::cycled);
    EXPECT_EQ(cycled.iterations, 4);
    // Period 3: kept at 2 (state 2) and at 4 (state 1); round 7 has state 1.
    SwingingBackend three(3);
    EXPECT_EQ(run_sweep(three, points, spec).models.front().iterations, 7);
}

TEST(EmptyClusters, TakeTheFarthestPoint) {
    // Both start at 0, all points tie to cluster 0; cluster 1 takes 11, the farthest; then {0,1,10}|{11} → 11/3 and 11.
    const Model model = fit_from(line({0, 1, 10, 11}), {0, 0}, {.max_iterations = 1});
    EXPECT_FLOAT_EQ(model.centroids.values[0], 11.0F / 3.0F);
    EXPECT_EQ(model.centroids.values[1], 11.0F);
    EXPECT_EQ(model.relocations, 1);
}

TEST(EmptyClusters, BreakTiesByLowestCoordinatesThenLowestRow) {
    // −4 and 4 lie equally far from 0; −4 is lower although it comes later.
    const Model model = fit_from(line({4, 0, -4, -4}), {0, 0}, {.max_iterations = 1});
    EXPECT_EQ(model.centroids.values[1], -4.0F);
    RoundJob job{.centroids = Matrix<float>(2, 1), .sums = {-4, 0}, .weights = {4, 0}};
    Assignment assignment{{0, 0, 0, 0}, {16, 0, 16, 16}};
    cluster::refill_empty_clusters(line({4, 0, -4, -4}), assignment, job);
    EXPECT_THAT(assignment.labels, ElementsAre(0, 0, 1, 0));
}

TEST(EmptyClusters, AreFilledAscendingEachFromWhatIsLeft) {
    const Model model = fit_from(line({0, 1, 10, 20}), {0, 0, 0}, {.max_iterations = 1});
    EXPECT_THAT(model.centroids.values, ElementsAre(0.5F, 20.0F, 10.0F));
    EXPECT_EQ(model.relocations, 2);
}

TEST(EmptyClusters, KeepTheirCentroidWhereNoDistanceIsLeft) {
    // Two distinct points, both centroids' points lie on them; the third keeps 7.
    const PointSet points = line({0, 0, 5, 5});
    RoundJob job{.centroids = Matrix<float>(3, 1), .sums = {0, 10, 0}, .weights = {2, 2, 0}};
    job.centroids.values = {0, 5, 7};
    Assignment assignment{{0, 0, 1, 1}, {0, 0, 0, 0}};
    EXPECT_EQ(cluster::refill_empty_clusters(points, assignment, job), 0);
    EXPECT_THAT(job.centroids.values, ElementsAre(0.0F, 5.0F, 7.0F));
}

TEST(EmptyClusters, NeverTakeTheOnlyPointOfACluster) {
    // 100 is farthest but alone; of the others 3 lies farthest from its mean-to-be centroid 0.
    PointSet points = line({0, 3, 100});
    RoundJob job{.centroids = Matrix<float>(3, 1), .sums = {3, 100, 0}, .weights = {2, 1, 0}};
    Assignment assignment{{0, 0, 1}, {0, 9, 400}};
    EXPECT_EQ(cluster::refill_empty_clusters(points, assignment, job), 1);
    EXPECT_THAT(assignment.labels, ElementsAre(0, 2, 1));
    EXPECT_THAT(job.weights, ElementsAre(1, 1, 1));
}

TEST(RunSweep, AscendsByKThenSeedAndNestsItsStarts) {
    PointSet points = line({0, 1, 2, 10, 11, 12, 30, 31});
    const auto backend = make_reference_backend();
    const Sweep sweep = run_sweep(*backend, points, {.ks = {2, 3}, .seeds = {4, 9}});
    ASSERT_EQ(sweep.models.size(), 4U);
    EXPECT_EQ(sweep.models[1].k, 2);
    EXPECT_EQ(sweep.models[1].seed, 9U);
    EXPECT_EQ(sweep.models[2].k, 3);
    const auto two = kmeanspp_rows(points, 2, 9);
    const auto five = kmeanspp_rows(points, 5, 9);
    EXPECT_TRUE(std::equal(two.begin(), two.end(), five.begin()));
}

TEST(RunSweep, CutsARangeOfKAtTheDistinctPoints) {
    const auto backend = make_reference_backend();
    const Sweep sweep = run_sweep(*backend, line({1, 1, 2, 2, 3}), {.ks = {2, 3, 4, 5}, .seeds = {0}});
    ASSERT_EQ(sweep.models.size(), 2U);
    EXPECT_EQ(sweep.models.back().k, 3);
    EXPECT_EQ(sweep.models.back().inertia, 0.0);
    EXPECT_THAT(sweep.warnings, ElementsAre(HasSubstr("3 distinct points")));
}

TEST(RunSweep, RefusesASingleKAboveTheDistinctPoints) {
    const auto backend = make_reference_backend();
    try {
        static_cast<void>(run_sweep(*backend, line({1, 1, 2}), {.ks = {3}, .seeds = {0}}));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::content);
        EXPECT_THAT(error.what(), HasSubstr("k=3 exceeds the 2 distinct points"));
    }
}

TEST(RunSweep, RefusesATotalWeightThatCouldOverflow) {
    PointSet points = line({1, 2});
    points.weights = {std::int64_t{1} << 40, 1};
    const auto backend = make_reference_backend();
    EXPECT_THROW(static_cast<void>(run_sweep(*backend, points, {.ks = {1}, .seeds = {0}})), Error);
    points.weights = {(std::int64_t{1} << 40) - 2, 1};
    EXPECT_NO_THROW(static_cast<void>(run_sweep(*backend, points, {.ks = {1}, .seeds = {0}})));
}

TEST(RunSweep, LeavesPointsOfWeightZeroOutOfTheFitButLabelsThem) {
    PointSet with = line({0, 1, 10, 11, 8'000'000});
    with.weights = {1, 1, 1, 1, 0};
    const PointSet without = line({0, 1, 10, 11});
    const auto backend = make_reference_backend();
    const SweepSpec spec{.ks = {2}, .seeds = {0, 1, 2}};
    const Sweep a = run_sweep(*backend, with, spec);
    const Sweep b = run_sweep(*backend, without, spec);
    for (std::size_t m = 0; m < a.models.size(); ++m) {
        EXPECT_EQ(a.models[m].centroids, b.models[m].centroids);
        EXPECT_EQ(a.models[m].inertia, b.models[m].inertia);
    }
    const auto upper = a.models[0].centroids.values[0] > 5 ? 0 : 1;
    EXPECT_EQ(label_points(*backend, with, a.models[0].centroids).labels.back(), upper);
    EXPECT_EQ(count_distinct_points(with), 4);
}

TEST(RunSweep, StopsWhereItsProgressThrows) {
    const auto backend = make_reference_backend();
    const SweepSpec spec{.ks = {2}, .seeds = {0}, .progress = [](std::size_t, std::size_t) {
                             throw Error(Failure::interrupted, "stopped");
                         }};
    EXPECT_THROW(static_cast<void>(run_sweep(*backend, line({0, 1, 10}), spec)), Error);
}

}  // namespace
}  // namespace rfmeans
