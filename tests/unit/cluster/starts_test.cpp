#include "cluster/starts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "cluster/fit_points.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/numerics/random.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans {
namespace {

using test::line;

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

/// Both paths, k up to the distinct points.
void expect_equal_paths(const PointSet& points, const std::string& name, std::uint64_t seeds) {
    const auto k = static_cast<std::int32_t>(cluster::count_distinct(points, 20));
    const cluster::TileTree tiles(points);
    const cluster::StartDraws tree(points, tiles);
    const cluster::StartDraws plain(points);
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        ASSERT_EQ(tree.kmeanspp(k, seed), plain.kmeanspp(k, seed)) << name << ", seed " << seed;
        ASSERT_EQ(tree.random(k, seed), plain.random(k, seed)) << name << ", seed " << seed;
    }
}

/// Weights below 2^`bits`, most of them small.
PointSet weighted(PointSet points, int bits) {
    test::IntegerStream stream(static_cast<std::uint64_t>(bits));
    for (std::size_t i = 0; i < points.points(); ++i) {
        points.weights.push_back(stream.next(1, (std::int64_t{1} << stream.next(1, bits)) - 1));
    }
    return points;
}

TEST(StartDraws, AreTheSameThroughTheTreeAndByPlainPassesOnHostilePoints) {
    int sets = 0;
    for (const auto& [name, points] : test::hostile_point_sets()) {
        if (points.dims() <= 5) {
            expect_equal_paths(points, name, 5);
            ++sets;
        }
    }
    EXPECT_GT(sets, 10);
}

TEST(StartDraws, AreTheSameThroughTheTreeAndByPlainPassesAtTheEdgesOfLeavesAndLevels) {
    constexpr std::int64_t kEdgeOfTheGrid = (1 << 23) - 1;
    for (const std::size_t count : {1U, 2U, 63U, 64U, 65U, 1'024U, 1'025U, 16'384U, 17'000U}) {
        const std::string name = std::to_string(count) + " points";
        const std::uint64_t seeds = count < 10'000 ? 8 : 2;
        for (std::size_t dims = 1; dims <= 5; ++dims) {
            expect_equal_paths(test::uniform_points(count, dims, kEdgeOfTheGrid, count + dims), name, seeds);
        }
        expect_equal_paths(weighted(test::uniform_points(count, 3, kEdgeOfTheGrid, count), 24), name, seeds);
        expect_equal_paths(test::uniform_points(count, 2, 3, count), name + " of a lattice", seeds);
        expect_equal_paths(test::shop_points(count, count), name + " of a shop", seeds);
    }
}

TEST(StartDraws, AreTheSameWhereTheShiftHidesMostDistances) {
    for (const std::size_t count : {65U, 1'025U, 5'000U}) {
        const std::string name = std::to_string(count) + " points";
        // The heavy point makes the shift about 25: D² inside a group of half width 2^11 counts 0 or 1.
        PointSet groups = weighted(test::tight_groups(count, 3, 6, count), 8);
        groups.weights[count / 2] = std::int64_t{1} << 38;
        expect_equal_paths(groups, name + " in groups", 8);
        // A lattice, whose D² all count 0, and one far point: from the third centre on the first unlike point is taken.
        PointSet lattice = weighted(test::uniform_points(count, 2, 3, count), 8);
        lattice.values.row(count / 3)[0] = 8'000'000;
        lattice.weights[count / 2] = std::int64_t{1} << 38;
        expect_equal_paths(lattice, name + " of a lattice", 8);
    }
}

TEST(StartDraws, PickTheEarlierOfTwoCandidatesThatTie) {
    // A square's corners: from any first corner both neighbours lower the potential by the same.
    PointSet points;
    points.values = Matrix<float>(4, 2);
    points.values.values = {0, 0, 0, 8, 8, 0, 8, 8};
    expect_equal_paths(points, "square", 200);
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
