// What a sweep makes of models that are finished already, and when it hands out its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "rfmeans/cluster.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

using test::line;

void expect_same_model(const Model& model, const Model& other) {
    EXPECT_EQ(model.k, other.k);
    EXPECT_EQ(model.seed, other.seed);
    EXPECT_EQ(model.centroids, other.centroids);
    EXPECT_EQ(model.weights, other.weights);
    EXPECT_EQ(model.iterations, other.iterations);
    EXPECT_EQ(model.end, other.end);
    EXPECT_EQ(model.inertia, other.inertia);
    EXPECT_EQ(model.bic, other.bic);
}

TEST(RunSweep, HandsOutEachModelMeasuredWhenItsFitEnds) {
    const PointSet points = line({0, 1, 2, 10, 11, 12, 30, 31});
    const auto backend = make_reference_backend();
    std::vector<Model> handed_out;
    std::size_t rounds = 0;
    std::vector<std::size_t> rounds_at_end;
    const Sweep sweep = run_sweep(*backend, points,
                                  {.ks = {1, 2, 3},
                                   .seeds = {0, 1},
                                   .progress = [&](std::size_t, std::size_t) { ++rounds; },
                                   .on_finished =
                                       [&](const Model& model) {
                                           handed_out.push_back(model);
                                           rounds_at_end.push_back(rounds);
                                       }});
    ASSERT_EQ(handed_out.size(), sweep.models.size());
    for (std::size_t i = 0; i < handed_out.size(); ++i) {
        // Progress is called before round 1 and after each, so r calls were made when round r is done.
        EXPECT_EQ(handed_out[i].iterations, static_cast<std::int64_t>(rounds_at_end[i]));
        const auto same = std::ranges::find_if(sweep.models, [&](const Model& model) {
            return model.k == handed_out[i].k && model.seed == handed_out[i].seed;
        });
        ASSERT_NE(same, sweep.models.end());
        expect_same_model(handed_out[i], *same);
    }
}

TEST(RunSweep, LeavesOutFinishedModelsAndFitsTheOthersToTheSameBits) {
    std::vector<float> coordinates;
    for (int i = 0; i < 60; ++i) {
        coordinates.push_back(static_cast<float>(i * i % 101));
    }
    const PointSet points = line(coordinates);
    const auto backend = make_cpu_backend();
    const SweepSpec whole_spec{.ks = {2, 3, 4, 5}, .seeds = {0, 1, 2, 3}};
    const Sweep whole = run_sweep(*backend, points, whole_spec);
    for (std::size_t pattern = 1; pattern <= 3; ++pattern) {
        SweepSpec spec = whole_spec;
        for (std::size_t m = 0; m < whole.models.size(); ++m) {
            if (m % (pattern + 1) != 0) {
                spec.finished.push_back(whole.models[m]);
            }
        }
        spec.finished.front().inertia = 12345;  // a mark: finished models come back as they were given
        std::size_t fitted = 0;
        spec.on_finished = [&](const Model&) { ++fitted; };
        Sweep rest = run_sweep(*backend, points, spec);
        ASSERT_EQ(rest.models.size(), whole.models.size());
        EXPECT_EQ(fitted, whole.models.size() - spec.finished.size());
        constexpr std::size_t kMarked = 1;  // model 0 is left out by every pattern
        EXPECT_EQ(rest.models[kMarked].inertia, 12345);
        rest.models[kMarked].inertia = whole.models[kMarked].inertia;
        for (std::size_t m = 0; m < whole.models.size(); ++m) {
            expect_same_model(rest.models[m], whole.models[m]);
        }
    }
}

TEST(RunSweep, AddsToWhatIsFinishedAndKeepsWhatWasNotAskedFor) {
    const PointSet points = line({0, 1, 2, 10, 11, 12, 30, 31});
    const auto backend = make_reference_backend();
    const Sweep whole = run_sweep(*backend, points, {.ks = {2, 3, 4}, .seeds = {0, 1}});
    const Sweep first = run_sweep(*backend, points, {.ks = {2, 4}, .seeds = {0}});
    const Sweep second = run_sweep(*backend, points, {.ks = {2, 3, 4}, .seeds = {1}, .finished = first.models});
    const Sweep third = run_sweep(*backend, points, {.ks = {3}, .seeds = {0}, .finished = second.models});
    ASSERT_EQ(third.models.size(), whole.models.size());
    for (std::size_t m = 0; m < whole.models.size(); ++m) {
        expect_same_model(third.models[m], whole.models[m]);
    }
}

TEST(RunSweep, CountsFinishedModelsInItsProgress) {
    const PointSet points = line({0, 1, 10, 11});
    const auto backend = make_reference_backend();
    const Sweep first = run_sweep(*backend, points, {.ks = {1, 2}, .seeds = {0}});
    std::vector<std::pair<std::size_t, std::size_t>> calls;
    static_cast<void>(run_sweep(
        *backend, points,
        {.ks = {1, 2}, .seeds = {0, 1}, .finished = first.models, .progress = [&](std::size_t done, std::size_t all) {
             calls.emplace_back(done, all);
         }}));
    ASSERT_FALSE(calls.empty());
    EXPECT_EQ(calls.front(), std::pair(std::size_t{2}, std::size_t{4}));
    EXPECT_EQ(calls.back(), std::pair(std::size_t{4}, std::size_t{4}));
}

}  // namespace
}  // namespace rfmeans
