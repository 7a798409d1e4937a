#include "rfmeans/numerics/fixed_point.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rfmeans::numerics {
namespace {

constexpr float kFarthest = (1 << 23) - 1;

TEST(SquaredNorm, AndDotSumAreExactAtTheEdgeOfTheGrid) {
    const float point[] = {kFarthest, -kFarthest, 2};
    const std::int64_t edge = (1 << 23) - 1;
    EXPECT_TRUE(squared_norm(point, 3) == 2 * edge * edge + 4);
    // Σ w·q of a cluster of weight 2^39 at a corner: the product has 85 bits.
    const std::int64_t most = (std::int64_t{1} << 39) * edge;
    const std::int64_t sums[] = {most, -most, 5};
    EXPECT_TRUE(dot_sum(point, sums, 3) == 2 * static_cast<Int128>(most) * edge + 10);
}

TEST(DistanceInUnits, IsTheRootInSixteenBitsOfAStep) {
    const float x[] = {3, 0};
    const float c[] = {0, 4};
    EXPECT_EQ(distance_in_units(x, c, 2), 5 * 65'536);
    const float half[] = {0.5F, 4};
    EXPECT_EQ(distance_in_units(c, half, 2), 32'768);
}

TEST(TermParts, GiveTheTermBackWhateverItsSign) {
    for (const std::int64_t term :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{1} << 23, -(std::int64_t{1} << 24),
          (std::int64_t{1} << 51) - 1, std::numeric_limits<std::int64_t>::min()}) {
        const TermParts parts = split_term(term);
        EXPECT_GE(parts.low, 0);
        EXPECT_LT(parts.low, std::int64_t{1} << 23);
        EXPECT_TRUE(join_term_sums(parts) == term) << term;
    }
}

TEST(TermParts, HoldTheLargestSumsInSixtyFourBits) {
    const std::int64_t weight = (std::int64_t{1} << 40) - 1;
    for (const std::int64_t term : {(std::int64_t{1} << 41) - 1, -(std::int64_t{1} << 24), std::int64_t{1} << 24}) {
        const TermParts parts = split_term(term);
        const TermParts sums{weight * parts.high, weight * parts.low};
        EXPECT_TRUE(join_term_sums(sums) == static_cast<Int128>(weight) * term) << term;
    }
}

}  // namespace
}  // namespace rfmeans::numerics
