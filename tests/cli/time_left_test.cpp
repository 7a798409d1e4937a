#include "cli/time_left.hpp"

#include <gtest/gtest.h>

namespace rfmeans::cli {
namespace {

TEST(TimeLeft, IsExactWhereEveryRoundEndsTheSameShareAtTheSameSpeed) {
    // 512 models; half of the running ones end in each round; a model's round takes 1/64 s. After round r, 512/2^r run,
    // and 512/2^r · (1 + 1/2 + 1/4 + …) = 2 · 512/2^r rounds of one model are to come.
    std::vector<RoundEnd> rounds;
    double seconds = 3;  // starts take time, too, that says nothing about rounds
    double running = 512;
    for (int r = 0; r < 6; ++r) {
        seconds += running / 64;
        running /= 2;
        rounds.push_back({seconds, static_cast<std::size_t>(running)});
    }
    const auto left = estimate_seconds_left(rounds);
    ASSERT_TRUE(left);
    EXPECT_NEAR(*left, 2 * 8.0 / 64, 1e-12);
}

TEST(TimeLeft, IsNotGuessedWhereNoModelEndsOrLittleIsKnown) {
    EXPECT_FALSE(estimate_seconds_left({}));
    EXPECT_FALSE(estimate_seconds_left({{1, 9}, {2, 5}, {3, 3}}));
    EXPECT_FALSE(estimate_seconds_left({{1, 9}, {2, 5}, {3, 5}, {4, 5}}));
    EXPECT_EQ(estimate_seconds_left({{1, 9}, {2, 5}, {3, 4}, {4, 0}}), 0.0);
}

TEST(TimeLeft, IsSaidInRoundNumbers) {
    EXPECT_EQ(time_left_text(11.2), "about 12 s left");
    EXPECT_EQ(time_left_text(150.0), "about 2 min left");
    EXPECT_EQ(time_left_text(7200.0), "about 2 h left");
    EXPECT_EQ(time_left_text(std::nullopt), "time left unknown");
}

}  // namespace
}  // namespace rfmeans::cli
