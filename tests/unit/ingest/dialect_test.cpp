#include "ingest/dialect.hpp"

#include <gmock/gmock.h>

#include "ingest/record_reader.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans::ingest {
namespace {

TEST(FindDelimiter, TellsTheDialectsApart) {
    EXPECT_EQ(find_delimiter("a,b,c\n1,2,3\n"), ',');
    EXPECT_EQ(find_delimiter("a;b;c\n1;2;3\n"), ';');
    EXPECT_EQ(find_delimiter("a\tb\tc\n1\t2\t3\n"), '\t');
    EXPECT_EQ(find_delimiter("a|b|c\n1|2|3\n"), '|');
    EXPECT_EQ(find_delimiter(" a  b c\n 1  2 3\n"), kBlanks);
}

TEST(FindDelimiter, IsNotMisledByDecimalCommas) {
    EXPECT_EQ(find_delimiter("id;date;amount\n1;2020-01-01;12,50\n2;2020-01-02;7,00\n"), ';');
}

TEST(FindDelimiter, IsNotMisledByBlanksInDatesAndNames) {
    EXPECT_EQ(find_delimiter("Customer ID,Purchase Date\n1,2020-01-01 10:00\n2,2020-01-02 11:00\n"), ',');
}

TEST(FindDelimiter, RespectsQuotes) {
    EXPECT_EQ(find_delimiter("a;b\n\"x,y,z\";1\n\"u,v,w\";2\n"), ';');
    EXPECT_EQ(find_delimiter("\"a;b\",c\n\"1;2\",3\n"), ',');
}

TEST(FindDelimiter, ToleratesSomeRaggedRows) {
    EXPECT_EQ(find_delimiter("a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3\n1,2,3\n"), ',');
}

TEST(FindDelimiter, FallsBackToCommaForOneColumn) {
    EXPECT_EQ(find_delimiter("amount\n1\n2\n"), ',');
    EXPECT_EQ(find_delimiter("amount paid\n1\n2\n3\n"), ',');
}

TEST(DescribeDialect, NamesWhatIsThere) {
    EXPECT_EQ(describe_dialect({.delimiter = ',',
                                .quotes = true,
                                .encoding = {.bom = true},
                                .line_end = LineEnd::crlf,
                                .packing = Packing::gzip}),
              "comma, header, quotes, UTF-8 with BOM, CRLF, gzip");
    EXPECT_EQ(describe_dialect({.delimiter = kBlanks, .header = false, .encoding = {.foreign_bytes = 1}}),
              "blanks, no header, UTF-8 (1 byte read as windows-1252), LF");
    EXPECT_EQ(describe_dialect({.line_end = LineEnd::cr}), "comma, header, UTF-8, CR");
    EXPECT_THAT(test::read_text("customer,date,total\r1,2020-01-01,5\r").files[0].dialect, testing::EndsWith(", CR"));
    EXPECT_EQ(describe_encoding({.foreign_bytes = 2, .page = CodePage::cp437}), "UTF-8 (2 bytes read as CP437)");
    EXPECT_EQ(describe_encoding({.form = UnicodeForm::utf16_big, .bom = true}), "UTF-16 BE");
    EXPECT_EQ(describe_encoding({.form = UnicodeForm::utf16_little, .foreign_bytes = 1}),
              "UTF-16 LE (1 broken character replaced)");
}

}  // namespace
}  // namespace rfmeans::ingest
