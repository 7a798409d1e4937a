#include <gtest/gtest.h>

#include "rfmeans/numerics/pair_distance.hpp"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::numerics {
namespace {

TEST(PairDistance, IsRoundedToAWholeUnitWithTiesToEven) {
    EXPECT_EQ(pair_distance_in_units(0.0F), 0U);
    EXPECT_EQ(pair_distance_in_units(25.0F), 5U << 16);
    EXPECT_EQ(pair_distance_in_units(2.0F), 92'682U);          // 1.41421354 · 2^16 = 92,681.898
    EXPECT_EQ(pair_distance_in_units(1 + 0x1p-16F), 65'536U);  // the root is 1 + 2^−17: 65,536.5 units
    EXPECT_EQ(pair_distance_in_units(1 + 0x3p-16F), 65'538U);  // 1 + 3·2^−17: 65,537.5
}

TEST(PairDistance, StaysBelowItsBoundAtTheCornersOfTheGrid) {
    constexpr float kEdge = (1 << 23) - 1;
    constexpr int kDims = 5;
    const float low[kDims] = {-kEdge, -kEdge, -kEdge, -kEdge, -kEdge};
    const float high[kDims] = {kEdge, kEdge, kEdge, kEdge, kEdge};
    const std::uint64_t units = pair_distance_in_units(squared_distance(low, high, kDims));
    EXPECT_NEAR(static_cast<double>(units), std::sqrt(5.0) * (0x1p24 - 2) * 65'536, 4 * 65'536);
    EXPECT_LT(units, std::uint64_t{1} << 42);
}

TEST(PairSums, TakeTwoWordsWhereOneMightNotHoldThem) {
    EXPECT_EQ(pair_sums((1U << 23) - 1, 1), PairSums::bits64);
    EXPECT_EQ(pair_sums(1U << 23, 1), PairSums::bits128);
    EXPECT_EQ(pair_sums((1U << 22) - 1, 4), PairSums::bits64);
    EXPECT_EQ(pair_sums(1U << 22, 4), PairSums::bits128);
    EXPECT_EQ(pair_sums(1, kPairDims), PairSums::bits64);
    EXPECT_EQ(pair_sums(UInt128{1} << 64, 1), PairSums::bits128);
    EXPECT_TRUE(join_pair_sums(1, 0) == 1U << 24);
    EXPECT_TRUE(join_pair_sums(3, ~std::uint64_t{0}) == (UInt128{1} << 64) - 1 + (3U << 24));
}

}  // namespace
}  // namespace rfmeans::numerics
