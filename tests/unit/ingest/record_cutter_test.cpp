#include "ingest/record_cutter.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {
namespace {

Cut cut(const std::string& text, char delimiter = ',', TextEnd end = TextEnd::open) {
    const std::string room = text + std::string(64, '"');
    return RecordCutter(delimiter).cut(std::string_view(room).substr(0, text.size()), end);
}

TEST(RecordCutter, CutsBehindTheLastLineOutsideOfQuotes) {
    EXPECT_EQ(cut("a,b\nc,d\ne").size, 8U);
    EXPECT_EQ(cut("a,\"b\nc\"\ne,\"f\ng").size, 8U);
    EXPECT_EQ(cut("a,\"b\nc").size, 0U);
    EXPECT_EQ(cut("a,5\" x\nb,\"c\nd\"").size, 7U);
    EXPECT_EQ(cut("a,\"b\"\"\nc").size, 0U);
    EXPECT_EQ(cut("a\rb\r").size, 2U) << "a line feed may follow the last carriage return";
    EXPECT_EQ(cut("a\rb\r", ',', TextEnd::last).size, 4U);
    EXPECT_EQ(cut("x \"a\n\"b\" \"c\nd", kBlanks).size, 0U);
    EXPECT_EQ(cut("x y\n\"b\" \"c\nd", kBlanks).size, 4U);
}

TEST(RecordCutter, SeesAQuoteThatIsClosedTooLate) {
    const std::string late = "a,b\nc,\"d\ne,f\n" + std::string(RecordReader::kLongestQuoted, 'x') + "\n";
    const Cut found = cut(late);
    EXPECT_TRUE(found.unclosed_quote);
    EXPECT_EQ(found.size, late.size());
    EXPECT_EQ(cut(late.substr(0, late.size() - 20)).size, 4U) << "a quote may still come in time";
}

// Where RecordReader starts its records when all of the text is known.
std::set<std::size_t> record_starts(const std::string& text, char delimiter) {
    RecordReader reader(text, delimiter);
    Record record;
    std::set<std::size_t> starts = {0};
    while (reader.next(record)) {
        starts.insert(reader.position().offset);
    }
    return starts;
}

TEST(RecordCutter, CutsEveryRandomTextWhereARecordStarts) {
    constexpr std::string_view kCharacters = "\"\"\"\",,\n\n\r \tab;";
    std::mt19937 random(17);
    int cuts = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string text;
        for (auto left = random() % 90; left > 0; --left) {
            text += kCharacters[random() % kCharacters.size()];
        }
        const std::size_t seen = random() % (text.size() + 1);
        const char delimiter = ",;\t "[random() % 4];
        const std::size_t found = cut(text.substr(0, seen), delimiter).size;
        ASSERT_LE(found, seen);
        ASSERT_TRUE(record_starts(text, delimiter).contains(found)) << text << "\nseen " << seen << ", cut " << found;
        cuts += found > 0 ? 1 : 0;
    }
    EXPECT_GT(cuts, 10'000);
}

}  // namespace
}  // namespace rfmeans::ingest
