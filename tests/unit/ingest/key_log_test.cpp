#include "ingest/profile/key_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kPlentyOfMemory = std::size_t{1} << 30;

void add(KeyLog& log, const std::string& key, const std::string& text) {
    log.add(hash_text128(key), [&](char* to) { return to + text.copy(to, text.size()); });
}

/// How often each text was a first one, and how often a repeat.
struct Seen {
    std::map<std::string, int> first, repeat;
    bool operator==(const Seen&) const = default;
};

Seen visit(const std::vector<KeyLog*>& logs, std::size_t memory_bytes) {
    Seen seen;
    KeyLog::visit(logs, memory_bytes,
                  {.first = [&](std::string_view text) { ++seen.first[std::string(text)]; },
                   .repeat = [&](std::string_view text) { ++seen.repeat[std::string(text)]; }});
    return seen;
}

// Every key comes from log to log, and its text with it.
Seen visit_made_logs(std::size_t memory_bytes, int spill_every) {
    const auto file = std::make_shared<SpillFile>("/tmp");
    KeyLog a(memory_bytes, file), b(memory_bytes, file);
    for (int i = 0; i < 20'000; ++i) {
        const std::string key = std::to_string(i * 7919 % 6'001);
        KeyLog& log = i % 3 == 0 ? a : b;
        add(log, key, key.substr(0, 1));
        if (i % spill_every == spill_every - 1) {
            log.spill();
        }
    }
    return visit({&a, &b}, memory_bytes);
}

Seen expected_of_made_logs() {
    std::map<std::string, int> counts;
    for (int i = 0; i < 20'000; ++i) {
        ++counts[std::to_string(i * 7919 % 6'001)];
    }
    Seen seen;
    for (const auto& [key, count] : counts) {
        ++seen.first[key.substr(0, 1)];
        seen.repeat[key.substr(0, 1)] += count - 1;
    }
    return seen;
}

TEST(KeyLog, FindsEveryRepeatInAnyMemory) {
    const Seen expected = expected_of_made_logs();
    EXPECT_EQ(visit_made_logs(kPlentyOfMemory, 1'000'000), expected);
    EXPECT_EQ(visit_made_logs(kPlentyOfMemory, 777), expected) << "spilled, in many parts";
    EXPECT_EQ(visit_made_logs(std::size_t{1} << 20, 5'000), expected) << "partly spilled, in few parts";
    EXPECT_EQ(visit_made_logs(1'000, 1'000'000), expected) << "one part, in many passes";
    EXPECT_EQ(visit_made_logs(1, 100), expected);
}

TEST(KeyLog, KeepsTheLeastTextWhoeverComesFirst) {
    const Seen expected{.first = {{"a", 1}}, .repeat = {{"b", 2}, {"bb", 1}}};
    for (const std::vector<std::string>& texts :
         {std::vector<std::string>{"b", "a", "bb", "b"}, {"a", "b", "b", "bb"}, {"bb", "b", "b", "a"}}) {
        KeyLog log(kPlentyOfMemory, std::make_shared<SpillFile>("/tmp"));
        for (const std::string& text : texts) {
            add(log, "key", text);
        }
        EXPECT_EQ(visit({&log}, kPlentyOfMemory), expected);
    }
}

TEST(KeyLog, TakesTextsFromNoneToTheLongest) {
    KeyLog log(kPlentyOfMemory, std::make_shared<SpillFile>("/tmp"));
    const std::string longest(KeyLog::kLongestText, 'x');
    add(log, "1", "");
    add(log, "2", longest);
    EXPECT_EQ(visit({&log}, kPlentyOfMemory), (Seen{.first = {{"", 1}, {longest, 1}}, .repeat = {}}));
}

TEST(KeyLog, HoldsOneKeyManyTimes) {
    KeyLog log(1'000, std::make_shared<SpillFile>("/tmp"));
    for (int i = 0; i < 100'000; ++i) {
        add(log, "key", "a");
    }
    EXPECT_EQ(visit({&log}, 1'000), (Seen{.first = {{"a", 1}}, .repeat = {{"a", 99'999}}}));
}

TEST(KeyLog, SaysHowMuchMemoryItMayNeedSoon) {
    for (const std::size_t memory : {std::size_t{1}, std::size_t{1} << 20U, std::size_t{1} << 24U}) {
        KeyLog log(memory, std::make_shared<SpillFile>("/tmp"));
        EXPECT_LE(log.bytes_soon(), std::max(memory / 8, PackedBuffer::kMostBlock));
        for (int i = 0; i < 100; ++i) {
            const std::size_t most = log.bytes_soon();
            for (int j = 0; j < 256; ++j) {
                add(log, std::to_string(256 * i + j), "a");
            }
            ASSERT_LE(log.bytes(), most);
        }
        log.spill();
        EXPECT_EQ(log.bytes(), 0U);
    }
}

TEST(KeyLog, IsEmptyWithoutKeys) {
    KeyLog log(kPlentyOfMemory, std::make_shared<SpillFile>("/no/such"));
    EXPECT_EQ(visit({&log}, kPlentyOfMemory), Seen{});
    EXPECT_EQ(visit({}, kPlentyOfMemory), Seen{});
}

}  // namespace
}  // namespace rfmeans::ingest
