#include "cluster/starts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "rfmeans/cluster.hpp"
#include "rfmeans/numerics/random.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

PointSet line(std::vector<float> coordinates) {
    PointSet points;
    points.values.rows = coordinates.size();
    points.values.cols = 1;
    points.values.values = std::move(coordinates);
    return points;
}

TEST(KmeansppRows, AreDistinctPointsUpToTheLast) {
    const PointSet points = line({7, 7, 7, 1, 1, 900, 3, 3});
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        std::set<float> values;
        for (const std::int64_t row : kmeanspp_rows(points, 4, seed)) {
            values.insert(points.values.row(static_cast<std::size_t>(row))[0]);
        }
        ASSERT_EQ(values.size(), 4U) << "seed " << seed;
    }
}

TEST(KmeansppRows, DrawTheFirstCentreByWeightAlone) {
    PointSet points = line({0, 1'000'000});
    points.weights = {1, 999};
    int heavy = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        heavy += kmeanspp_rows(points, 1, seed).front() == 1 ? 1 : 0;
    }
    EXPECT_GE(heavy, 195);
    const std::uint64_t draw = numerics::random_below(3, {.purpose = numerics::Purpose::kmeanspp}, 1'000);
    EXPECT_EQ(kmeanspp_rows(points, 1, 3).front(), draw >= 1 ? 1 : 0);
}

TEST(KmeansppRows, PickFarGroupsBeforeNearPoints) {
    const PointSet points = test::tight_groups(600, 3, 6, 17);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        std::set<std::int64_t> groups;
        for (const std::int64_t row : kmeanspp_rows(points, 6, seed)) {
            groups.insert(row % 6);
        }
        ASSERT_EQ(groups.size(), 6U) << "seed " << seed;
    }
}

TEST(KmeansppRows, TakeTheFirstUnlikePointWhereTheShiftHidesTheRest) {
    // W·diagonal² is about 2^84, so D² below 2^21 counts 0: the points 0 and 1 can only be told apart by the last rule.
    PointSet points = line({0, 1, 8'000'000});
    points.weights = {std::int64_t{1} << 38, 1, 1};
    const auto rows = kmeanspp_rows(points, 3, 0);
    EXPECT_THAT(rows, testing::UnorderedElementsAre(0, 1, 2));
    EXPECT_EQ(rows.back(), 1);
}

TEST(RandomRows, AreDistinctPointsEvenWhereTheyAreRare) {
    std::vector<float> coordinates(5'000, 4.0F);
    coordinates[4'321] = 5.0F;
    coordinates[77] = 6.0F;
    const PointSet points = line(std::move(coordinates));
    const cluster::StartDraws draws(points);
    std::set<float> values;
    for (const std::int64_t row : draws.random(3, 11)) {
        values.insert(points.values.row(static_cast<std::size_t>(row))[0]);
    }
    EXPECT_EQ(values.size(), 3U);
}

}  // namespace
}  // namespace rfmeans
