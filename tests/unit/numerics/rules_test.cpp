#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

#include "rfmeans/numerics/centroid.hpp"
#include "rfmeans/numerics/fit_end.hpp"
#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/numerics/hilbert.hpp"
#include "rfmeans/numerics/inertia.hpp"
#include "rfmeans/numerics/referee.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::numerics {
namespace {

TEST(Referee, FusesTheSquareIntoTheSum) {
    // t = 4097: t² = 16785409 needs 25 bits. Fused with acc = −16785408 nothing is lost; rounded first, the 1 is.
    EXPECT_EQ(add_square(-16'785'408.0F, 4'097.0F, 0.0F), 1.0F);
    const volatile float square = 4'097.0F * 4'097.0F;
    EXPECT_EQ(square - 16'785'408.0F, 0.0F);
}

TEST(Referee, GivesATieToTheLowestIndex) {
    const std::array<float, 2> x{0.0F, 0.0F};
    const std::array<float, 6> centroids{3.0F, 4.0F, -4.0F, 3.0F, 0.0F, 5.0F};
    const Nearest nearest = nearest_centroid(x.data(), centroids.data(), 3, 2);
    EXPECT_EQ(nearest.label, 0);
    EXPECT_EQ(nearest.distance, 25.0F);
}

TEST(Referee, TellsTightGroupsApartWhereTheExpandedFormCannot) {
    // Around 8·10^6 the squares have a unit of 2^23 in the last place; the direct form sees half a step.
    const std::array<float, 1> x{8'000'000.0F};
    const std::array<float, 2> centroids{7'999'999.0F, 8'000'000.5F};
    EXPECT_EQ(nearest_centroid(x.data(), centroids.data(), 2, 1).label, 1);
}

TEST(CentroidCoordinate, RoundsTheQuotientOnce) {
    EXPECT_EQ(centroid_coordinate(1, 3), static_cast<float>(1.0 / 3.0));
    EXPECT_EQ(centroid_coordinate(-7, 2), -3.5F);
    // 2^24 + 1 does not fit float32: ties to even.
    EXPECT_EQ(centroid_coordinate(16'777'217, 1), 16'777'216.0F);
    EXPECT_EQ(centroid_coordinate(16'777'219, 1), 16'777'220.0F);
}

TEST(InertiaTerm, IsExactWhereDoubleSumsCancel) {
    // Two points at 2^22 and 2^22 + 1: n·Σq² − (Σq)² = 1, so the inertia is 1/2.
    const std::int64_t a = 1 << 22;
    const auto squares = static_cast<UInt128>(a * a) + static_cast<UInt128>((a + 1) * (a + 1));
    EXPECT_EQ(inertia_term(2, 2 * a + 1, squares), 0.5);
    EXPECT_EQ(inertia_term(2, -(2 * a + 1), squares), 0.5);
    EXPECT_EQ(inertia_term(0, 0, 0), 0.0);
}

TEST(InertiaTerm, HoldsTheLargestTotalWeight) {
    // W = 2^40 − 1 points at 2^23 − 1 but one at the other edge: scatter = (W − 1)·(2·edge)².
    const std::int64_t weight = (std::int64_t{1} << 40) - 1;
    const std::int64_t edge = (1 << 23) - 1;
    const std::int64_t sum = (weight - 1) * edge - edge;
    const UInt128 squares = static_cast<UInt128>(weight) * static_cast<std::uint64_t>(edge * edge);
    const double expected = static_cast<double>(weight - 1) * 4.0 * static_cast<double>(edge) *
                            static_cast<double>(edge) / static_cast<double>(weight);
    EXPECT_NEAR(inertia_term(weight, sum, squares) / expected, 1.0, 1e-15);
}

TEST(SeedingShift, IsTheSmallestThatKeepsSumsBelow2To63) {
    EXPECT_EQ(seeding_shift(1, 100), 0);
    const std::uint64_t diagonal = 3 * (std::uint64_t{1} << 48);
    const int shift = seeding_shift(1'000'000'000, diagonal);
    const UInt128 most = static_cast<UInt128>(1'000'000'000) * diagonal;
    EXPECT_EQ((most >> shift) >> 63, UInt128{0});
    EXPECT_NE((most >> (shift - 1)) >> 63, UInt128{0});
}

TEST(SeedingCandidates, AreTwoPlusTheFloorOfTheLogarithm) {
    for (std::uint32_t centre = 1; centre < 500'000; ++centre) {
        ASSERT_EQ(seeding_candidates(centre),
                  2U + static_cast<std::uint32_t>(std::floor(std::log(static_cast<double>(centre)))))
            << centre;
    }
}

TEST(ExactSquaredDistance, HoldsTheGridsDiagonal) {
    const std::array<float, 2> a{8'388'607.0F, -8'388'607.0F};
    const std::array<float, 2> b{-8'388'607.0F, 8'388'607.0F};
    EXPECT_EQ(exact_squared_distance(a.data(), b.data(), 2), 2ULL * 16'777'214ULL * 16'777'214ULL);
}

class HilbertCurve : public testing::TestWithParam<int> {};

TEST_P(HilbertCurve, VisitsEveryCellOnceInStepsOfOneCell) {
    const int dims = GetParam();
    const int bits = dims <= 2 ? 4 : 2;
    const std::uint32_t side = 1U << bits;
    std::uint32_t cells = 1;
    for (int d = 0; d < dims; ++d) {
        cells *= side;
    }
    std::vector<std::array<int, 5>> by_key(cells, {-1, -1, -1, -1, -1});
    for (std::uint32_t index = 0; index < cells; ++index) {
        std::array<std::uint32_t, 5> cell{};
        std::array<int, 5> where{};
        for (int d = 0, rest = static_cast<int>(index); d < dims; ++d, rest /= static_cast<int>(side)) {
            where[static_cast<std::size_t>(d)] = rest % static_cast<int>(side);
            cell[static_cast<std::size_t>(d)] = static_cast<std::uint32_t>(where[static_cast<std::size_t>(d)]);
        }
        const std::uint32_t key = hilbert_key(cell.data(), dims, bits);
        ASSERT_LT(key, cells);
        ASSERT_EQ(by_key[key][0], -1) << "two cells share key " << key;
        by_key[key] = where;
    }
    for (std::uint32_t key = 1; key < cells; ++key) {
        int apart = 0;
        for (std::size_t d = 0; d < static_cast<std::size_t>(dims); ++d) {
            apart += std::abs(by_key[key][d] - by_key[key - 1][d]);
        }
        ASSERT_EQ(apart, 1) << "between keys " << key - 1 << " and " << key;
    }
}

INSTANTIATE_TEST_SUITE_P(Dims, HilbertCurve, testing::Values(1, 2, 3, 4, 5));

TEST(HilbertCell, KeepsTheHighestCoordinateInTheLastCell) {
    const HilbertAxis axis = hilbert_axis(-8'388'607.0F, 8'388'607.0F, 2);
    EXPECT_EQ(hilbert_cell(-8'388'607.0F, axis), 0U);
    EXPECT_EQ(hilbert_cell(8'388'607.0F, axis), 65'535U);
    const HilbertAxis point = hilbert_axis(5.0F, 5.0F, 3);
    EXPECT_EQ(hilbert_cell(5.0F, point), 0U);
}

TEST(FixedPoint, RoundsEachTermOnce) {
    const std::array<float, 2> x{3.0F, 4.0F};
    const std::array<float, 2> c{0.0F, 0.0F};
    EXPECT_EQ(distance_in_units(x.data(), c.data(), 2), 5 * 65'536);
    EXPECT_EQ(silhouette_in_units(1.0, 3.0), 11'184'811);  // 2/3 · 2^24 = 11184810.67
    EXPECT_EQ(silhouette_in_units(3.0, 1.0), -11'184'811);
    EXPECT_EQ(silhouette_in_units(0.0, 0.0), 0);
}

TEST(KeepsRound, IsThePowersOfTwo) {
    std::set<std::int64_t> kept;
    for (std::int64_t round = 1; round <= 100; ++round) {
        if (keeps_round(round)) {
            kept.insert(round);
        }
    }
    EXPECT_EQ(kept, (std::set<std::int64_t>{1, 2, 4, 8, 16, 32, 64}));
}

}  // namespace
}  // namespace rfmeans::numerics
