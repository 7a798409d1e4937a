#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rfm/pair_set.hpp"
#include "rfm/text_index.hpp"

namespace rfmeans::rfm {
namespace {

TEST(PairSet, KnowsEveryPairItHoldsAndNoOther) {
    constexpr std::int64_t kFar = std::int64_t{1} << 32;
    const std::vector<std::int64_t> keys = {0,        1,         -1,           7,           7 + kFar,  7 - kFar,
                                            kFar - 1, kFar,      INT32_MAX,    INT32_MIN,   INT64_MAX, INT64_MIN,
                                            -kFar,    kFar << 1, kFar * 1'000, -2147483649, 2147483648};
    std::mt19937_64 random(1);
    PairSet pairs;
    for (int turn = 0; turn < 3; ++turn) {
        std::set<std::pair<std::uint32_t, std::int64_t>> reference;
        for (int i = 0; i < 20'000; ++i) {
            const auto customer = static_cast<std::uint32_t>(random() % 200) + (i % 2 == 0 ? 0U : 2147483000U);
            const auto key =
                static_cast<std::int64_t>(static_cast<std::uint64_t>(keys[random() % keys.size()]) + random() % 3);
            ASSERT_EQ(pairs.add(customer, key), reference.insert({customer, key}).second) << customer << " " << key;
        }
        pairs.clear();
    }
}

TEST(HashSlots, NumbersEachThingOnceThoughHashesAgree) {
    // Three bits of hash for 500 things: most of them agree in all of it.
    HashSlots slots;
    for (int turn = 0; turn < 2; ++turn) {
        std::vector<int> things;
        for (const int thing : {3, 499, 3, 11, 499}) {
            for (int i = 0; i <= thing; ++i) {
                const auto next = static_cast<std::uint32_t>(things.size());
                const std::uint32_t found = slots.find_or_add(
                    static_cast<std::uint64_t>(i % 8), next, [&](std::uint32_t number) { return things[number] == i; });
                if (found == next) {
                    things.push_back(i);
                }
                ASSERT_EQ(things[found], i);
            }
        }
        EXPECT_EQ(things.size(), 500);
        slots.clear();
    }
}

TEST(HashSlots, StartAnewAfterAFewThingsFollowMany) {
    HashSlots slots;
    const auto is_never = [](std::uint32_t) { return false; };
    for (const std::uint32_t count : {100'000U, 5U, 5U, 200U}) {
        for (std::uint32_t i = 0; i < count; ++i) {
            ASSERT_EQ(slots.find_or_add(std::uint64_t{i} * 2654435761U, i, is_never), i);
        }
        slots.clear();
    }
}

TEST(TextIndex, NumbersTextsByFirstOccurrenceAndForgetsThem) {
    TextIndex texts;
    for (const std::string prefix : {"", "a longer text than a word: "}) {
        for (std::uint32_t i = 0; i < 1000; ++i) {
            ASSERT_EQ(texts.find_or_add(prefix + std::to_string(i)), i);
        }
        for (std::uint32_t i = 0; i < 1000; ++i) {
            ASSERT_EQ(texts.find_or_add(prefix + std::to_string(i)), i);
            ASSERT_EQ(texts.text(i), prefix + std::to_string(i));
        }
        texts.clear();
        EXPECT_EQ(texts.size(), 0);
    }
}

}  // namespace
}  // namespace rfmeans::rfm
