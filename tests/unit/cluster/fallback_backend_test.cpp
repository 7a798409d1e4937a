#include "rfmeans/fallback_backend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <limits>

#include "cluster/lloyd.hpp"
#include "rfmeans/cluster.hpp"
#include "support/hostile_points.hpp"
#include "unit/cluster/failing_backend.hpp"

namespace rfmeans {
namespace {

using test::DeviceCall;
using test::Rounds;
using test::Trap;

/// Heaped values in two dimensions, every tenth point of weight 0: so a sweep has an engine of its own.
PointSet shop_with_weights() {
    PointSet points = test::uniform_points(150, 2, 9, 5);
    points.weights.assign(points.points(), 1);
    for (std::size_t i = 0; i < points.points(); i += 10) {
        points.weights[i] = 0;
    }
    return points;
}

/// Heaps of equal points: a relocation puts several clusters on one of them, and the next round empties all but one.
PointSet heaps() {
    std::vector<float> coordinates;
    for (int i = 0; i < 60; ++i) {
        coordinates.push_back(static_cast<float>(1 << i % 20));
    }
    return test::line(coordinates);
}

/// Fits whose clusters are all in one place but the first, so that rounds leave some empty.
std::vector<Matrix<float>> crowded_starts() {
    std::vector<Matrix<float>> starts;
    for (const std::size_t k : {1, 2, 5, 7, 11}) {
        Matrix<float> start(k, 1);
        std::ranges::fill(start.values, static_cast<float>(k * 100'000));
        start.values[0] = 3;
        starts.push_back(start);
    }
    return starts;
}

/// All that a device is asked for in the program.
struct Answers {
    std::vector<Model> models;
    Assignment assignment;
    std::vector<std::int64_t> weights;  ///< of the last model's clusters
    std::vector<numerics::Int128> silhouettes;
};

Answers ask(Backend& backend) {
    Answers answers;
    const PointSet weighted = shop_with_weights();
    LoadedPoints loaded(backend, weighted);
    answers.models = run_sweep(loaded, {.ks = {2, 5, 9}, .seeds = {0, 1}}).models;
    answers.assignment = label_points(loaded, answers.models.back().centroids);

    const PointSet heaped = heaps();
    const std::unique_ptr<Engine> engine = backend.load(heaped);
    const cluster::LloydSpec lloyd{
        .rules = {.max_iterations = 25}, .progress = {}, .on_end = [&](std::size_t, Model& model) {
            const auto totals = engine->total(model.centroids);
            model.weights =
                totals ? totals->weights
                       : total_clusters(heaped, engine->assign(model.centroids).labels, model.centroids.rows).weights;
        }};
    std::ranges::move(cluster::run_lloyd(*engine, heaped, crowded_starts(), lloyd), std::back_inserter(answers.models));
    const Matrix<float>& last = answers.models.back().centroids;
    const std::vector<std::int32_t> labels = engine->assign(last).labels;
    const auto partition = engine->sum_partition(last);
    answers.weights = partition ? partition->totals.weights : total_clusters(heaped, labels, last.rows).weights;
    const auto sums = engine->sum_euclidean_silhouettes(labels, last.rows);
    answers.silhouettes = sums ? *sums : sum_euclidean_silhouettes(heaped, labels, last.rows);
    return answers;
}

void expect_same(const Answers& found, const Answers& expected) {
    ASSERT_EQ(found.models.size(), expected.models.size());
    for (std::size_t m = 0; m < found.models.size(); ++m) {
        const Model& a = found.models[m];
        const Model& b = expected.models[m];
        EXPECT_TRUE(same_bits(a.centroids, b.centroids)) << m;
        EXPECT_EQ(a.weights, b.weights) << m;
        EXPECT_EQ(a.iterations, b.iterations) << m;
        EXPECT_EQ(a.end, b.end) << m;
        EXPECT_EQ(a.relocations, b.relocations) << m;
        EXPECT_EQ(std::bit_cast<std::uint64_t>(a.inertia), std::bit_cast<std::uint64_t>(b.inertia)) << m;
    }
    EXPECT_EQ(found.assignment.labels, expected.assignment.labels);
    EXPECT_EQ(found.assignment.distances, expected.assignment.distances);
    EXPECT_EQ(found.weights, expected.weights);
    EXPECT_TRUE(found.silhouettes == expected.silhouettes);
}

struct FailingCase {
    std::string name;
    DeviceCall call;
    Rounds rounds = Rounds::many;
    int at_least;  ///< calls of that kind that the work makes
};

class FallbackBackend : public testing::TestWithParam<FailingCase> {};

TEST_P(FallbackBackend, GivesTheSameResultsWhicheverCallFails) {
    const Answers expected = ask(*make_cpu_backend());
    int failures = 0;
    for (int at = 1;; ++at) {
        SCOPED_TRACE(at);
        Trap trap{.call = GetParam().call, .at = at};
        std::vector<std::string> notices;
        const auto backend = make_fallback_backend(make_failing_backend(trap, GetParam().rounds), make_cpu_backend(),
                                                   [&](const Error& error) { notices.emplace_back(error.what()); });
        expect_same(ask(*backend), expected);
        if (!trap.sprung()) {
            EXPECT_TRUE(notices.empty());
            EXPECT_EQ(backend->name(), "failing");
            break;
        }
        ++failures;
        EXPECT_EQ(notices, std::vector<std::string>{"the device fell off the bus"});
        const bool never_loaded = GetParam().call == DeviceCall::load && at == 1;
        EXPECT_EQ(backend->name(), never_loaded ? "cpu" : "failing, then cpu");
        EXPECT_EQ(backend->description(), make_cpu_backend()->description());
    }
    EXPECT_GE(failures, GetParam().at_least);
}

TEST_P(FallbackBackend, LetsEveryOtherFailureThrough) {
    for (const Failure failure : {Failure::content, Failure::interrupted}) {
        Trap trap{.call = GetParam().call, .at = 1, .failure = failure};
        const auto backend = make_fallback_backend(make_failing_backend(trap, GetParam().rounds), make_cpu_backend(),
                                                   [](const Error&) { FAIL() << "there is nothing to say"; });
        try {
            static_cast<void>(ask(*backend));
            FAIL() << "no error";
        } catch (const Error& error) {
            EXPECT_EQ(error.failure(), failure);
        }
        EXPECT_EQ(backend->name(), "failing");
    }
}

INSTANTIATE_TEST_SUITE_P(
    Calls, FallbackBackend,
    testing::Values(
        FailingCase{.name = "Load", .call = DeviceCall::load, .at_least = 3},
        FailingCase{.name = "Round", .call = DeviceCall::round, .rounds = Rounds::single, .at_least = 10},
        FailingCase{.name = "StartFits", .call = DeviceCall::start_fits, .at_least = 2},
        FailingCase{.name = "Advance", .call = DeviceCall::advance, .at_least = 10},
        FailingCase{.name = "Resume", .call = DeviceCall::resume, .at_least = 6},
        FailingCase{.name = "Assign", .call = DeviceCall::assign, .at_least = 8},
        FailingCase{
            .name = "AssignBetweenSingleRounds", .call = DeviceCall::assign, .rounds = Rounds::single, .at_least = 8},
        FailingCase{.name = "Total", .call = DeviceCall::total, .at_least = 11},
        FailingCase{.name = "SumPartition", .call = DeviceCall::sum_partition, .at_least = 1},
        FailingCase{.name = "DrawStarts", .call = DeviceCall::draw_starts, .at_least = 1},
        FailingCase{.name = "SumEuclideanSilhouettes", .call = DeviceCall::sum_euclidean_silhouettes, .at_least = 1}),
    [](const auto& failing) { return failing.param.name; });

TEST(RunSweep, NamesTheDevicesThatDidIt) {
    const PointSet points = shop_with_weights();
    Trap trap{.call = DeviceCall::advance, .at = 2};
    const auto backend =
        make_fallback_backend(make_failing_backend(trap, Rounds::many), make_cpu_backend(), [](const Error&) {});
    EXPECT_EQ(run_sweep(*backend, points, {.ks = {3}, .seeds = {0}}).device, "failing, then cpu");
}

TEST(FallbackCase, RefillsAFitInSeveralRounds) {
    const PointSet heaped = heaps();
    for (std::int64_t rounds = 1; rounds < 4; ++rounds) {
        const auto relocations = [&](std::int64_t most_rounds) {
            const auto engine = make_reference_backend()->load(heaped);
            return cluster::run_lloyd(*engine, heaped, crowded_starts(), {.rules = {.max_iterations = most_rounds}})
                .back()
                .relocations;
        };
        EXPECT_GT(relocations(rounds + 1), relocations(rounds)) << rounds;
    }
}

}  // namespace
}  // namespace rfmeans
