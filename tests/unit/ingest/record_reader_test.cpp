#include "ingest/record_reader.hpp"

#include <gmock/gmock.h>

namespace rfmeans::ingest {
namespace {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

Rows read_all(std::string_view text, char delimiter = ',') {
    RecordReader reader(text, delimiter);
    Record record;
    Rows rows;
    while (reader.next(record)) {
        rows.emplace_back(record.fields.begin(), record.fields.end());
    }
    return rows;
}

TEST(RecordReader, SplitsByEachDelimiter) {
    EXPECT_EQ(read_all("a,b,c\n"), (Rows{{"a", "b", "c"}}));
    EXPECT_EQ(read_all("a;b;c\n", ';'), (Rows{{"a", "b", "c"}}));
    EXPECT_EQ(read_all("a\tb\tc\n", '\t'), (Rows{{"a", "b", "c"}}));
    EXPECT_EQ(read_all("a|b|c\n", '|'), (Rows{{"a", "b", "c"}}));
}

TEST(RecordReader, TakesRunsOfBlanksAsOneDelimiterAndIgnoresThoseAtBothEnds) {
    EXPECT_EQ(read_all(" 00001 19970101  1   11.77 \r\n 2\t 3 4  5", kBlanks),
              (Rows{{"00001", "19970101", "1", "11.77"}, {"2", "3", "4", "5"}}));
}

TEST(RecordReader, KeepsEmptyFieldsAtTheEnd) {
    EXPECT_EQ(read_all("a,,\n,b,\n,"), (Rows{{"a", "", ""}, {"", "b", ""}, {"", ""}}));
}

TEST(RecordReader, ReadsTheSameWithEveryLineEndAndWithoutALastOne) {
    const Rows expected{{"a", "b"}, {"c", "d"}};
    for (const char* text : {"a,b\nc,d\n", "a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\r\nc,d", "a,b\rc,d\r", "a,b\r\nc,d\n"}) {
        EXPECT_EQ(read_all(text), expected) << text;
    }
}

TEST(RecordReader, UnquotesFieldsWithDelimitersLineEndsAndDoubledQuotes) {
    EXPECT_EQ(read_all("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\nx,y,z\n"),
              (Rows{{"a,b", "say \"hi\"", "two\nlines"}, {"x", "y", "z"}}));
    EXPECT_EQ(read_all("\"\"\"\",\"\",\"\"\"\"\"\"\n"), (Rows{{"\"", "", "\"\""}}));
}

TEST(RecordReader, KeepsQuotesInTheMiddleOfAFieldAsWritten) {
    EXPECT_EQ(read_all("15\" monitor,b\nc,5\"\n"), (Rows{{"15\" monitor", "b"}, {"c", "5\""}}));
}

TEST(RecordReader, TrimsPlainFieldsButNotQuotedOnes) {
    EXPECT_EQ(read_all(" a , \" b \" ,c \n"), (Rows{{"a", " b ", "c"}}));
}

TEST(RecordReader, CountsTheLinesInsideQuotes) {
    RecordReader reader("h,i\n\"one\ntwo\nthree\",x\nlast,y\n", ',');
    Record record;
    std::vector<std::int64_t> lines;
    while (reader.next(record)) {
        lines.push_back(record.line);
    }
    EXPECT_THAT(lines, ElementsAre(1, 2, 5));
}

TEST(RecordReader, CallsRowsOfDelimitersOnlyBlank) {
    RecordReader reader(",,,\n\n  \n\"\",\"\"\na,\n", ',');
    Record record;
    std::vector<bool> blanks;
    while (reader.next(record)) {
        blanks.push_back(record.blank);
    }
    EXPECT_THAT(blanks, ElementsAre(true, true, true, true, false));
}

TEST(RecordReader, EndsARecordWithItsLineWhereItsQuoteIsNeverClosed) {
    RecordReader reader("a,\"never closed,b\nc,d\ne,f\n", ',');
    Record record;
    ASSERT_TRUE(reader.next(record));
    EXPECT_TRUE(record.unclosed_quote);
    EXPECT_EQ(record.text, "a,\"never closed,b");
    ASSERT_TRUE(reader.next(record));
    EXPECT_FALSE(record.unclosed_quote);
    EXPECT_THAT(record.fields, ElementsAre("c", "d"));
    EXPECT_EQ(record.line, 2);
    ASSERT_TRUE(reader.next(record));
    EXPECT_FALSE(reader.next(record));
}

TEST(RecordReader, GivesTheRecordAsWritten) {
    RecordReader reader("\"a\",  b\r\n", ',');
    Record record;
    ASSERT_TRUE(reader.next(record));
    EXPECT_EQ(record.text, "\"a\",  b");
}

TEST(RecordReader, FindsNoRecordInNothing) {
    EXPECT_TRUE(read_all("").empty());
}

TEST(Shorten, CutsBetweenCharacters) {
    const std::string text(59, 'a');
    EXPECT_EQ(shorten(text + "b"), text + "b");
    EXPECT_EQ(shorten(text + "éé"), text + "…");
}

}  // namespace
}  // namespace rfmeans::ingest
