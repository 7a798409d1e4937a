// numerics/moments.hpp against integers and fractions of another language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "rfmeans/numerics/moments.hpp"

namespace rfmeans::numerics {
namespace {

struct ExpectedMoments {
    const char* name;
    std::vector<double> values;
    int exponent;
    std::int64_t mean_steps;
    double squares, mean, deviation, median, upper_quartile;
};

// Made with python's integers and fractions.Fraction: the exponent by bisection over all e, V by exact rounding, the
// mean by integer floor division, the last roundings in IEEE double.
const std::vector<ExpectedMoments> kExpected = {
    {"three",
     {1.0, 2.0, 4.0},
     -37,
     320690891435,
     0x1.2aaaaaaaaaaabp+76,
     0x1.2aaaaaaaacp+1,
     0x1.3f49c0b9ad4dbp+0,
     0x1p+1,
     0x1.8p+1},
    {"tenths",
     {0.1, 0.2, 0.3, 0.7},
     -40,
     357341279027,
     0x1.a8f5c28f59d71p+77,
     0x1.4cccccccccp-2,
     0x1.d2744666f4be1p-3,
     0x1p-2,
     0x1.999999999ap-2},
    {"negatives", {-1.0, -2.0, -2.0, -1.0}, -38, -412316860416, 0x1p+76, -0x1.8p+0, 0x1p-1, -0x1.8p+0, -0x1p+0},
    {"constant",
     {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
     -43,
     879609302221,
     0x0p+0,
     0x1.999999999ap-4,
     0x0p+0,
     0x1.999999999ap-4,
     0x1.999999999ap-4},
    {"single", {-3.7}, -38, -1017048255693, 0x0p+0, -0x1.d99999999ap+1, 0x0p+0, -0x1.d99999999ap+1, -0x1.d99999999ap+1},
    {"zeros", {0.0, -0.0}, -1000, 0, 0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0},
    {"huge",
     {1e+300, -1e+300, 3e+299},
     957,
     82090736026,
     0x1.25f71361db99dp+80,
     0x1.31cfd399ap+993,
     0x1.3cc3dabc4b3a5p+996,
     0x1.cab7bd667p+994,
     0x1.f0f1b7d9a4p+995},
    {"max",
     {1.7976931348623157e+308, -1.7976931348623157e+308, 1.0},
     985,
     0,
     0x1p+79,
     0x0p+0,
     0x1.a20bd700c2c3ep+1023,
     0x0p+0,
     0x1p+1023},
    {"denormal", {5e-324, 1e-310, 0.0}, -1000, 0, 0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0, 0x0p+0},
    {"tiny",
     {1e-300, 2e-300, 3e-300},
     -1000,
     21,
     0x1.bap+7,
     0x1.5p-996,
     0x1.12a75a48c249dp-997,
     0x1.5p-996,
     0x1.a8p-996},
    {"tiniest", {4e-302, 5e-324, 1e-301}, -1000, 0, 0x1p+0, 0x0p+0, 0x1.279a74590331cp-1001, 0x0p+0, 0x1p-1001},
    {"mixed",
     {1e+300, 1e-300, 1.0},
     957,
     273635786753,
     0x1.7c8992e06ff3p+78,
     0x1.fdafb60008p+994,
     0x1.686716a224c8dp+995,
     0x0p+0,
     0x1.7e43c88008p+995},
    {"carry", {0.9999999999999999, 0.5}, -39, 412316860416, 0x1p+75, 0x1.8p-1, 0x1p-2, 0x1.8p-1, 0x1.cp-1},
    {"half_up", {1.0, 1.0, 1.0, 0.999999999998181}, -39, 549755813888, 0x1p+0, 0x1p+0, 0x1p-40, 0x1p+0, 0x1p+0},
    {"half_negative",
     {-1.0, -0.999999999998181},
     -39,
     -549755813887,
     0x1p+0,
     -0x1.fffffffffcp-1,
     0x1.6a09e667f3bcdp-40,
     -0x1.fffffffffep-1,
     -0x1.fffffffffdp-1},
    {"far",
     {1000000001.0, 1000000002.0, 1000000004.0},
     -10,
     1024000002389,
     0x1.2aaaacp+22,
     0x1.dcd65012aap+29,
     0x1.3f49c17020971p+0,
     0x1.dcd6501p+29,
     0x1.dcd65018p+29},
};

TEST(Moments, EqualExactArithmeticOnHostileColumns) {
    for (const ExpectedMoments& expected : kExpected) {
        SCOPED_TRACE(expected.name);
        SteppedColumn column = round_to_steps(expected.values);
        EXPECT_EQ(column.exponent, expected.exponent);
        const Moments moments = measure_moments(column);
        EXPECT_EQ(moments.mean_steps, expected.mean_steps);
        EXPECT_EQ(to_double(moments.squares), expected.squares);
        EXPECT_EQ(moments.mean, expected.mean);
        EXPECT_EQ(moments.deviation, expected.deviation);
        std::sort(column.steps.begin(), column.steps.end());
        EXPECT_EQ(quantile_of_sorted(column, 0.5), expected.median);
        EXPECT_EQ(quantile_of_sorted(column, 0.75), expected.upper_quartile);
    }
}

TEST(Moments, DoNotDependOnTheOrderOfRows) {
    std::vector<double> values = {0.1, -7.3, 1e5, 2.0 / 3, -1e5};
    std::sort(values.begin(), values.end());
    const Moments first = measure_moments(round_to_steps(values));
    while (std::next_permutation(values.begin(), values.end())) {
        const Moments moments = measure_moments(round_to_steps(values));
        EXPECT_EQ(moments.mean_steps, first.mean_steps);
        EXPECT_TRUE(moments.squares == first.squares);
    }
}

TEST(Moments, KeepEveryStepBelowTwoToTheFortiethAndUseTheFinestStep) {
    for (const double largest :
         {1.0, 1.0 - 0x1p-53, 1.0 - 0x1p-41, 3.0, 1e-280, 1e300, std::numeric_limits<double>::max()}) {
        const SteppedColumn column = round_to_steps(std::vector<double>{largest, -largest});
        EXPECT_LT(column.steps[0], std::int64_t{1} << 40);
        EXPECT_EQ(column.steps[0], -column.steps[1]);
        EXPECT_GE(std::rint(std::ldexp(largest, 1 - column.exponent)), 0x1p40) << "a finer step would do: " << largest;
    }
}

TEST(Moments, RoundTiesToEven) {
    // Step 2^-39 for values of [1, 2): odd multiples of 2^-40 lie half-way.
    const SteppedColumn column = round_to_steps(std::vector<double>{1.0, 1.0 + 0x1p-40, 1.0 + 3 * 0x1p-40});
    EXPECT_EQ(column.exponent, -39);
    EXPECT_EQ(column.steps[1] - column.steps[0], 0);
    EXPECT_EQ(column.steps[2] - column.steps[0], 2);
}

TEST(Quantile, TakesTheEndsWithoutReadingPastThem) {
    const SteppedColumn column{.exponent = 0, .steps = {2, 4, 10}};
    EXPECT_EQ(quantile_of_sorted(column, 0), 2);
    EXPECT_EQ(quantile_of_sorted(column, 1), 10);
    EXPECT_EQ(quantile_of_sorted(column, 0.25), 3);
    EXPECT_EQ(quantile_of_sorted({.exponent = 1, .steps = {5}}, 0.75), 10);
}

TEST(Grid, TakesTheSmallestStepThatHoldsTheLargestValue) {
    struct Expected {
        double largest;
        int floor, exponent;
    };
    // Made with python's fractions as above.
    const std::vector<Expected> table = {{1.0, -1000, -22},   {1.0, -20, -20},          {8388607.0, -20, 0},
                                         {8388607.5, -20, 1}, {8388607.4999, -1000, 0}, {7.999999, -20, -20},
                                         {8.0, -20, -19},     {1e300, -20, 974},        {5e-324, -1000, -1000},
                                         {5e-324, -20, -20},  {0.0, -20, -20},          {0.0, -1000, -20}};
    for (const Expected& expected : table) {
        EXPECT_EQ(grid_exponent(expected.largest, expected.floor), expected.exponent) << expected.largest;
    }
}

TEST(Grid, SnapsTiesToEvenAndNeverToMinusZero) {
    EXPECT_EQ(snap_to_grid(2.5, 0), 2);
    EXPECT_EQ(snap_to_grid(-3.5, 0), -4);
    EXPECT_EQ(snap_to_grid(0.75, -1), 2);
    EXPECT_FALSE(std::signbit(snap_to_grid(-0.25, 0)));
}

}  // namespace
}  // namespace rfmeans::numerics
