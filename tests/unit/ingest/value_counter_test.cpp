#include "ingest/profile/value_counter.hpp"

#include <gtest/gtest.h>

#include <map>

namespace rfmeans::ingest {
namespace {

using Pairs = std::map<std::string, std::int64_t>;

Pairs pairs_of(std::vector<ValueCounter>& counters) {
    std::vector<ValueCounter*> all;
    for (ValueCounter& counter : counters) {
        all.push_back(&counter);
    }
    Pairs pairs;
    Hash128 last;
    ValueCounter::visit(all, [&](const CountedValue& value) {
        EXPECT_LT(last, value.key) << "ascending, each once";
        last = value.key;
        pairs.emplace(value.text, value.count);
    });
    return pairs;
}

void add(ValueCounter& counter, const std::string& text) {
    counter.add(hash_text128(text), text, 1);
}

TEST(ValueCounter, CountsWhateverWasSpilledAndWhoeverCounted) {
    std::vector<ValueCounter> counters(3);
    const auto file = std::make_shared<SpillFile>("/tmp");
    Pairs expected;
    for (int i = 0; i < 30'000; ++i) {
        const std::string text = std::to_string(i * 7919 % 5'000);
        ++expected[text];
        ValueCounter& counter = counters[static_cast<std::size_t>(i % 3)];
        add(counter, text);
        if (i % 1'111 == 0) {
            counter.spill(file);
        }
    }
    EXPECT_EQ(pairs_of(counters), expected);
    EXPECT_EQ(pairs_of(counters), expected) << "visiting changes nothing";
}

TEST(ValueCounter, GoesOnCountingAfterAVisit) {
    std::vector<ValueCounter> counters(1);
    for (int i = 0; i < 1'000; ++i) {
        add(counters[0], std::to_string(i % 300));
    }
    EXPECT_EQ(pairs_of(counters).size(), 300U);
    for (int i = 0; i < 1'000; ++i) {
        add(counters[0], std::to_string(i % 300));
    }
    const Pairs pairs = pairs_of(counters);
    EXPECT_EQ(pairs.size(), 300U);
    EXPECT_EQ(pairs.at("0"), 8);
}

TEST(ValueCounter, TellsLongTextsApartBehindTheCut) {
    std::vector<ValueCounter> counters(1);
    const std::string start(1'000, 'x');
    add(counters[0], start + "a");
    add(counters[0], start + "b");
    int texts = 0;
    ValueCounter::visit({counters.data()}, [&](const CountedValue& value) {
        ++texts;
        EXPECT_EQ(value.text, std::string(ValueCounter::kLongestText, 'x') + "…");
    });
    EXPECT_EQ(texts, 2);
}

TEST(ValueCounter, CutsBetweenCharacters) {
    std::vector<ValueCounter> counters(1);
    std::string text(255, 'x');
    text += "éé";
    add(counters[0], text);
    EXPECT_EQ(pairs_of(counters), (Pairs{{std::string(255, 'x') + "…", 1}}));
}

TEST(ValueCounter, KeepsANoteBesideAValueWhereverItMoves) {
    constexpr std::uint32_t kMost = (1U << 17U) - 1;
    std::vector<ValueCounter> counters(1);
    ValueCounter& counter = counters[0];
    EXPECT_TRUE(counter.note(hash_text128("a"), 1)) << "not there";
    add(counter, "a");
    EXPECT_TRUE(counter.note(hash_text128("a"), kMost));
    for (int i = 0; i < 1'000; ++i) {
        add(counter, std::to_string(i));
    }
    EXPECT_FALSE(counter.note(hash_text128("a"), kMost));
    EXPECT_TRUE(counter.note(hash_text128("a"), 7));
    EXPECT_FALSE(counter.note(hash_text128("a"), 7));
    EXPECT_TRUE(counter.note(hash_text128("17"), 7)) << "of each value its own";
    EXPECT_EQ(pairs_of(counters).at("a"), 1) << "the text stays";
    counter.spill(std::make_shared<SpillFile>("/tmp"));
    EXPECT_TRUE(counter.note(hash_text128("a"), 7));
}

TEST(ValueCounter, IsEmptyWithoutValues) {
    std::vector<ValueCounter> counters(2);
    EXPECT_TRUE(pairs_of(counters).empty());
}

TEST(ValueCounter, NeedsNoMoreMemoryThanItSaid) {
    ValueCounter counter;
    for (int i = 0; i < 50'000; ++i) {
        const std::string text = std::to_string(i);
        const std::size_t most = counter.bytes_with(1, text.size());
        add(counter, text);
        ASSERT_LE(counter.bytes(), most);
    }
}

}  // namespace
}  // namespace rfmeans::ingest
