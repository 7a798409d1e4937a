#include "rfmeans/numerics/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rfmeans::numerics {
namespace {

using testing::ElementsAre;

TEST(Philox, GivesTheKnownAnswersOfRandom123) {
    // kat_vectors of the Random123 distribution, philox4x32 with 10 rounds.
    EXPECT_THAT(philox4x32({0, 0, 0, 0}, {0, 0}), ElementsAre(0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U));
    EXPECT_THAT(philox4x32({0xffffffffU, 0xffffffffU, 0xffffffffU, 0xffffffffU}, {0xffffffffU, 0xffffffffU}),
                ElementsAre(0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU));
    EXPECT_THAT(philox4x32({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}),
                ElementsAre(0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U));
}

TEST(RandomBelow, StaysBelowItsTotalAndReachesBothEnds) {
    bool lowest = false;
    bool highest = false;
    for (std::uint32_t step = 0; step < 1'000; ++step) {
        const std::uint64_t draw = random_below(42, {.purpose = Purpose::kmeanspp, .step = step}, 7);
        ASSERT_LT(draw, 7U);
        lowest = lowest || draw == 0;
        highest = highest || draw == 6;
    }
    EXPECT_TRUE(lowest && highest);
    EXPECT_EQ(random_below(42, {.purpose = Purpose::kmeanspp}, 1), 0U);
}

TEST(RandomBits, DependOnEveryWordOfTheirAddressAndOnBothHalvesOfTheSeed) {
    const Draw draw{.purpose = Purpose::kmeanspp, .step = 1, .trial = 2, .block = 3};
    const std::uint64_t bits = random_bits(5, draw);
    EXPECT_NE(bits, random_bits(5 + (std::uint64_t{1} << 32), draw));
    EXPECT_NE(bits, random_bits(6, draw));
    EXPECT_NE(bits, random_bits(5, {.purpose = Purpose::random_start, .step = 1, .trial = 2, .block = 3}));
    EXPECT_NE(bits, random_bits(5, {.purpose = Purpose::kmeanspp, .step = 2, .trial = 2, .block = 3}));
    EXPECT_NE(bits, random_bits(5, {.purpose = Purpose::kmeanspp, .step = 1, .trial = 3, .block = 3}));
    EXPECT_NE(bits, random_bits(5, {.purpose = Purpose::kmeanspp, .step = 1, .trial = 2, .block = 4}));
}

}  // namespace
}  // namespace rfmeans::numerics
