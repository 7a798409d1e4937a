#include "rfmeans/models.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rfmeans/points.hpp"

namespace rfmeans {
namespace {

TEST(BestOfEachK, PrefersLowestInertiaThenLowestSeed) {
    Sweep sweep;
    sweep.models = {{.k = 2, .seed = 0, .inertia = 5.0},
                    {.k = 2, .seed = 1, .inertia = 4.0},
                    {.k = 2, .seed = 2, .inertia = 4.0},
                    {.k = 3, .seed = 0, .inertia = 3.0},
                    {.k = 3, .seed = 1, .inertia = 3.5}};
    EXPECT_THAT(best_of_each_k(sweep), testing::ElementsAre(1, 3));
    EXPECT_THAT(best_of_each_k(Sweep{}), testing::IsEmpty());
}

TEST(FeatureColumn, ReadsBackInRawUnitsWhatItScaled) {
    const FeatureColumn column{
        .name = "monetary", .transform = Transform::log1p, .lowest = 0, .centre = 4.0, .scale = 2.0};
    EXPECT_DOUBLE_EQ(column.raw(column.feature(123.45)), 123.45);
    EXPECT_DOUBLE_EQ(column.feature(-5.0), column.feature(0.0));
    EXPECT_DOUBLE_EQ(column.feature(0.0), -2.0);
}

}  // namespace
}  // namespace rfmeans
