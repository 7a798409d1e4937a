#include "ingest/date_parser.hpp"

#include <gtest/gtest.h>

#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

std::string read(std::string_view text) {
    const ParsedTime parsed = parse_time(text);
    return parsed.value ? format_time(*parsed.value) : parsed.problem;
}

TEST(ParseTime, ReadsIsoAndCompactDates) {
    EXPECT_EQ(read("2011-12-09"), "2011-12-09 00:00:00");
    EXPECT_EQ(read("20111209"), "2011-12-09 00:00:00");
    EXPECT_EQ(read("2011-12-09 12:50"), "2011-12-09 12:50:00");
    EXPECT_EQ(read("2011-12-09T12:50:07"), "2011-12-09 12:50:07");
    EXPECT_EQ(read("2011-12-09 12:50:07.999"), "2011-12-09 12:50:07");
}

TEST(ParseTime, IgnoresOffsetsBecauseDatesAreLocalAsWritten) {
    for (const char* text : {"2011-12-09T23:50:00Z", "2011-12-09T23:50:00+01:00", "2011-12-09 23:50:00-0800",
                             "2011-12-09 23:50:00.123456+05", "2011-12-09 23:50:00 +01:00", "2011-12-09T23:50Z"}) {
        EXPECT_EQ(read(text), "2011-12-09 23:50:00") << text;
    }
}

// 1970-01-01 is day 0; 951782400 is 2000-02-29 by `date -u -d 2000-02-29 +%s`.
TEST(ParseTime, CountsSecondsSince1970) {
    EXPECT_EQ(parse_time("1970-01-01").value, 0);
    EXPECT_EQ(parse_time("1969-12-31 23:59:59").value, -1);
    EXPECT_EQ(parse_time("2000-02-29").value, 951'782'400);
}

TEST(ParseTime, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2023-02-30", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-04-31",
                             "0000-01-01", "20230230"}) {
        EXPECT_EQ(read(text), "is no day of the calendar") << text;
    }
}

TEST(ParseTime, RefusesTimesThatDoNotExist) {
    for (const char* text : {"2023-01-01 24:00", "2023-01-01 10:60", "2023-01-01 10:00:60", "2023-01-01 1:00",
                             "2023-01-01 10", "2023-01-01 10:00:00 PM", "2023-01-01 10:00:", "2023-01-01 10:00:00."}) {
        EXPECT_EQ(read(text), "has no valid time of day") << text;
    }
}

TEST(ParseTime, RefusesOtherSpellings) {
    for (const char* text : {"", "12/1/2010", "01.12.2010", "1-2-2010", "2010-1-2", "2010/01/02", "14-Jan-15", "201112",
                             "201112091", "2011-12-09x", "abc", "2011", "2011-1209", "201112-09"}) {
        EXPECT_EQ(read(text), "is no date") << text;
    }
}

}  // namespace
}  // namespace rfmeans::ingest
