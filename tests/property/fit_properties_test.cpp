#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "property/fit_check.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<Backend> make_backend(const std::string& name) {
    return name == "cpu" ? make_cpu_backend() : make_reference_backend();
}

class FitProperties : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Backends, FitProperties, testing::Values("reference", "cpu"));

TEST_P(FitProperties, LabelsAreTheNearestWeightsCountThemAndCentroidsAreMeans) {
    const auto backend = make_backend(GetParam());
    for (const NamedPoints& set : hostile_point_sets()) {
        std::vector<std::int32_t> ks;
        for (std::int32_t k = 1; k <= std::min<std::int64_t>(7, count_distinct_points(set.points)); k += 2) {
            ks.push_back(k);
        }
        const Sweep sweep = run_sweep(*backend, set.points, {.ks = ks, .seeds = {0, 3}});
        for (const Model& model : sweep.models) {
            const auto labels = label_points(*backend, set.points, model.centroids).labels;
            EXPECT_THAT(find_faults(set.points, model, labels), IsEmpty()) << set.name << ", k=" << model.k;
        }
    }
}

TEST_P(FitProperties, InertiaNeverRisesFromRoundToRound) {
    const auto backend = make_backend(GetParam());
    for (const PointSet& points :
         {shop_points(2'000, 1), tight_groups(1'000, 3, 12, 2), uniform_points(700, 4, 50, 3)}) {
        double before = std::numeric_limits<double>::infinity();
        for (std::int64_t rounds = 1; rounds <= 25; ++rounds) {
            const SweepSpec spec{.ks = {6}, .seeds = {5}, .stop = {.max_iterations = rounds}};
            const double inertia = run_sweep(*backend, points, spec).models.front().inertia;
            // Centroids are rounded to 2^−24 of their size, at most half a step: the bound is n·D/4 steps².
            EXPECT_LE(inertia, before + 0.25 * static_cast<double>(points.points() * points.dims()));
            before = inertia;
        }
    }
}

TEST_P(FitProperties, ShufflingThePointsShufflesTheLabelsEvenWhereEmptyClustersTie) {
    const auto backend = make_backend(GetParam());
    IntegerStream stream(8);
    for (const NamedPoints& set : hostile_point_sets()) {
        const PointSet& points = set.points;
        const std::size_t k = std::min<std::size_t>(6, static_cast<std::size_t>(count_distinct_points(points)));
        Matrix<float> start(k, points.dims());
        for (std::size_t j = 0; j < k; ++j) {  // equal starts in pairs: half of the clusters begin empty
            std::ranges::copy(points.values.row(j / 2), start.row(j).begin());
        }
        std::vector<std::size_t> order(points.points());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[static_cast<std::size_t>(stream.next(0, static_cast<std::int64_t>(i) - 1))]);
        }
        PointSet shuffled;
        shuffled.values = Matrix<float>(points.points(), points.dims());
        for (std::size_t i = 0; i < order.size(); ++i) {
            std::ranges::copy(points.values.row(order[i]), shuffled.values.row(i).begin());
            if (!points.weights.empty()) {
                shuffled.weights.push_back(points.weight(order[i]));
            }
        }
        const SweepSpec spec{
            .ks = {static_cast<std::int32_t>(k)}, .seeds = {0}, .start = StartRule::file, .start_centroids = start};
        const Model a = run_sweep(*backend, points, spec).models.front();
        const Model b = run_sweep(*backend, shuffled, spec).models.front();
        EXPECT_EQ(a.centroids, b.centroids) << set.name;
        EXPECT_EQ(a.iterations, b.iterations) << set.name;
        EXPECT_EQ(a.inertia, b.inertia) << set.name;
        const auto labels = label_points(*backend, points, a.centroids).labels;
        const auto shuffled_labels = label_points(*backend, shuffled, b.centroids).labels;
        for (std::size_t i = 0; i < order.size(); ++i) {
            ASSERT_EQ(shuffled_labels[i], labels[order[i]]) << set.name;
        }
    }
}

TEST_P(FitProperties, ASweepGivesTheModelsOfItsSingleFits) {
    const auto backend = make_backend(GetParam());
    const PointSet points = shop_points(1'000, 4);
    const Sweep together = run_sweep(*backend, points, {.ks = {2, 3, 4, 9}, .seeds = {0, 1, 2}});
    for (const Model& model : together.models) {
        const Model alone = run_sweep(*backend, points, {.ks = {model.k}, .seeds = {model.seed}}).models.front();
        EXPECT_EQ(alone.centroids, model.centroids);
        EXPECT_EQ(alone.iterations, model.iterations);
        EXPECT_EQ(alone.inertia, model.inertia);
    }
}

TEST_P(FitProperties, WholeWeightsEqualRepeatedPoints) {
    const auto backend = make_backend(GetParam());
    PointSet weighted = uniform_points(80, 2, 40, 6);
    PointSet repeated;
    repeated.values.cols = 2;
    IntegerStream stream(7);
    for (std::size_t i = 0; i < weighted.points(); ++i) {
        weighted.weights.push_back(stream.next(1, 4));
        for (std::int64_t copy = 0; copy < weighted.weights.back(); ++copy) {
            repeated.values.values.insert(repeated.values.values.end(), weighted.values.row(i).begin(),
                                          weighted.values.row(i).end());
            ++repeated.values.rows;
        }
    }
    const SweepSpec spec{.ks = {1, 3, 5}, .seeds = {0, 1}};
    const Sweep a = run_sweep(*backend, weighted, spec);
    const Sweep b = run_sweep(*backend, repeated, spec);
    for (std::size_t m = 0; m < a.models.size(); ++m) {
        // The draws see prefix sums of weights in canonical order, where equal points lie side by side.
        EXPECT_EQ(a.models[m].centroids, b.models[m].centroids);
        EXPECT_EQ(a.models[m].weights, b.models[m].weights);
        EXPECT_EQ(a.models[m].inertia, b.models[m].inertia);
    }
}

class FitCheck : public testing::Test {
protected:
    FitCheck() {
        const auto backend = make_reference_backend();
        model_ = run_sweep(*backend, points_, {.ks = {4}, .seeds = {0}}).models.front();
        labels_ = label_points(*backend, points_, model_.centroids).labels;
    }

    PointSet points_ = shop_points(300, 5);
    Model model_;
    std::vector<std::int32_t> labels_;
};

TEST_F(FitCheck, AcceptsAFit) {
    EXPECT_THAT(find_faults(points_, model_, labels_), IsEmpty());
}

TEST_F(FitCheck, RejectsAWrongLabel) {
    labels_[17] = (labels_[17] + 1) % 4;
    EXPECT_THAT(find_faults(points_, model_, labels_), Contains(HasSubstr("point 17 belongs to")));
}

TEST_F(FitCheck, RejectsACentroidThatIsNoMean) {
    model_.centroids.values[1] += 1.0F;
    EXPECT_THAT(find_faults(points_, model_, labels_), Contains(HasSubstr("coordinate 1 is not the mean")));
}

TEST_F(FitCheck, RejectsWrongWeights) {
    --model_.weights[0];
    EXPECT_THAT(find_faults(points_, model_, labels_), Contains(HasSubstr("weights")));
}

TEST_F(FitCheck, RejectsAWrongInertia) {
    model_.inertia *= 1.0 + 1e-9;
    EXPECT_THAT(find_faults(points_, model_, labels_), Contains(HasSubstr("inertia")));
}

}  // namespace
}  // namespace rfmeans::test
