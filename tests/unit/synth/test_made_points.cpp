#include <gtest/gtest.h>

#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/synth.hpp"
#include "synth/draws.hpp"

namespace rfmeans::test {
namespace {

TEST(MadePoints, AreTheSameEachTimeAndTheStartOfMore) {
    const auto points = make_rfm_points(500, 7, 3);
    EXPECT_EQ(points, make_rfm_points(500, 7, 3));
    EXPECT_NE(points, make_rfm_points(500, 7, 4));
    const auto more = make_rfm_points(600, 7, 3);
    EXPECT_TRUE(std::equal(points.values.begin(), points.values.end(), more.values.begin()));
}

TEST(MadePoints, ShareTheirFirstColumnsBetweenDimensions) {
    const auto three = make_rfm_points(400, 3, 0);
    const auto one = make_rfm_points(400, 1, 0);
    const auto two = make_rfm_points(400, 2, 0);
    const auto many = make_rfm_points(400, 64, 0);
    EXPECT_EQ(many.cols, 64U);
    for (std::size_t i = 0; i < 400; ++i) {
        EXPECT_EQ(one.row(i)[0], three.row(i)[0]);
        EXPECT_EQ(two.row(i)[0], three.row(i)[0]);
        EXPECT_EQ(two.row(i)[1], three.row(i)[2]);
        EXPECT_EQ(many.row(i)[1], three.row(i)[1]);
    }
}

TEST(MadePoints, AreLog1pOfWholeDaysWholeOrdersAndWholeCents) {
    const auto points = make_rfm_points(2'000, 3, 1);
    int once = 0;
    for (std::size_t i = 0; i < points.rows; ++i) {
        const double days = std::expm1(points.row(i)[0]);
        const double orders = std::expm1(points.row(i)[1]);
        const double cents = std::expm1(points.row(i)[2]) * 100;
        EXPECT_NEAR(days, std::round(days), 1e-9);
        EXPECT_NEAR(orders, std::round(orders), 1e-9);
        EXPECT_NEAR(cents, std::round(cents), 1e-6);
        EXPECT_GE(days, 0);
        EXPECT_LE(days, 730);
        EXPECT_GE(orders, 0.999);
        once += orders < 1.5;
    }
    // From the table of groups, Σ share·p^shape = 0.52.
    EXPECT_NEAR(once / 2'000.0, 0.52, 0.05);
}

TEST(MadePoints, AreFiniteAndVaryInEveryColumn) {
    const auto points = make_rfm_points(1'000, 64, 9);
    for (std::size_t d = 0; d < points.cols; ++d) {
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i < points.rows; ++i) {
            ASSERT_TRUE(std::isfinite(points.row(i)[d]));
            sum += points.row(i)[d];
            squares += points.row(i)[d] * points.row(i)[d];
        }
        EXPECT_GT(squares / 1'000 - sum / 1'000 * (sum / 1'000), 0.25) << "column " << d;
    }
}

TEST(MadePoints, RefuseImpossibleShapes) {
    EXPECT_THROW((void)make_rfm_points(10, 0, 0), Error);
    EXPECT_THROW((void)make_rfm_points(10, 65, 0), Error);
    EXPECT_THROW((void)make_rfm_points(-1, 3, 0), Error);
    EXPECT_EQ(make_rfm_points(0, 3, 0).values.size(), 0U);
}

TEST(PortableExp, AgreesWithTheCLibrary) {
    for (double x = -20; x <= 20; x += 0.137) {
        EXPECT_NEAR(synth::portable_exp(x) / std::exp(x), 1, 1e-13) << x;
    }
    EXPECT_EQ(synth::portable_exp(0), 1);
}

TEST(Draws, NormalHasMeanZeroAndDeviationOne) {
    synth::Draws draws(1, numerics::Purpose::made_points, 0);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double z = draws.normal();
        sum += z;
        squares += z * z;
    }
    // Four deviations of the two estimates.
    EXPECT_NEAR(sum / 100'000, 0, 0.013);
    EXPECT_NEAR(squares / 100'000, 1, 0.016);
}

}  // namespace
}  // namespace rfmeans::test
