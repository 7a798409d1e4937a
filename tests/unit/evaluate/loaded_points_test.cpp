#include <gtest/gtest.h>

#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

using test::line;

/// The reference, counting how often and with how many points it is loaded.
class CountingBackend final : public Backend {
public:
    std::string name() const override { return "counting"; }
    std::string description() const override { return "counts"; }
    std::unique_ptr<Engine> load(const PointSet& points) override {
        loads.push_back(points.points());
        return make_reference_backend()->load(points);
    }

    std::vector<std::size_t> loads;
};

TEST(LoadedPoints, GoToTheDeviceOnceForASweepItsMetricsAndItsLabels) {
    const PointSet points = line({0, 1, 10, 11});
    CountingBackend backend;
    LoadedPoints loaded(backend, points);
    EXPECT_TRUE(backend.loads.empty());
    Sweep sweep = run_sweep(loaded, {.ks = {2}, .seeds = {0, 1}});
    measure_sweep(loaded, MeasuredModels::all, sweep);
    EXPECT_EQ(label_points(loaded, sweep.models[0].centroids).labels.size(), 4U);
    EXPECT_EQ(backend.loads, std::vector<std::size_t>{4});
}

TEST(LoadedPoints, OfWeight0AreNotInTheFitButLabelled) {
    PointSet points = line({0, 1, 5, 10, 11});
    points.weights = {1, 1, 0, 1, 1};
    CountingBackend backend;
    LoadedPoints loaded(backend, points);
    const Sweep sweep = run_sweep(loaded, {.ks = {2}, .seeds = {0}});
    EXPECT_EQ(sweep.models[0].weights, (std::vector<std::int64_t>{2, 2}));
    EXPECT_EQ(label_points(loaded, sweep.models[0].centroids).labels.size(), 5U);
    EXPECT_EQ(backend.loads, (std::vector<std::size_t>{4, 5}));
}

TEST(LoadedPoints, StayWhereTheyAreWhenAllModelsAreThere) {
    const PointSet points = line({0, 1, 10, 11});
    CountingBackend backend;
    const Sweep first = run_sweep(backend, points, {.ks = {2}, .seeds = {0}});
    LoadedPoints loaded(backend, points);
    static_cast<void>(run_sweep(loaded, {.ks = {2}, .seeds = {0}, .finished = first.models}));
    EXPECT_EQ(backend.loads.size(), 1U);
}

}  // namespace
}  // namespace rfmeans
