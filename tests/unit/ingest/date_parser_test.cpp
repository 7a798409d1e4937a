#include "ingest/date_parser.hpp"

#include <gtest/gtest.h>

#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

std::string read_time(std::string_view text, DateFormat format = DateFormat::ymd) {
    const ParsedTime parsed = parse_time(text, format);
    return parsed.value ? format_time(*parsed.value) : parsed.problem;
}

TEST(ParseTime, ReadsIsoAndCompactDates) {
    EXPECT_EQ(read_time("2011-12-09"), "2011-12-09 00:00:00");
    EXPECT_EQ(read_time("20111209"), "2011-12-09 00:00:00");
    EXPECT_EQ(read_time("2011-12-09 12:50"), "2011-12-09 12:50:00");
    EXPECT_EQ(read_time("2011-12-09T12:50:07"), "2011-12-09 12:50:07");
    EXPECT_EQ(read_time("2011-12-09 12:50:07.999"), "2011-12-09 12:50:07");
}

TEST(ParseTime, ReadsTheYearFirstWithAnySeparatorAndShortParts) {
    for (const char* text : {"2011/12/09", "2011.12.09", "2011-12-9"}) {
        EXPECT_EQ(read_time(text), "2011-12-09 00:00:00") << text;
    }
    EXPECT_EQ(read_time("2011/1/2 8:26"), "2011-01-02 08:26:00");
    EXPECT_EQ(read_time("11-12-09", DateFormat::yymd), "2011-12-09 00:00:00");
    EXPECT_EQ(read_time("98/1/2", DateFormat::yymd), "1998-01-02 00:00:00");
}

TEST(ParseTime, ReadsTheDayOrTheMonthFirst) {
    for (const char* text : {"9/12/2011", "09.12.2011", "09-12-11", "9/12/11"}) {
        EXPECT_EQ(read_time(text, DateFormat::dmy), "2011-12-09 00:00:00") << text;
        EXPECT_EQ(read_time(text, DateFormat::mdy), "2011-09-12 00:00:00") << text;
    }
    EXPECT_EQ(read_time("2/24/2003 0:00", DateFormat::mdy), "2003-02-24 00:00:00");
    EXPECT_EQ(read_time("03-05-2023 21:30", DateFormat::dmy), "2023-05-03 21:30:00");
    EXPECT_EQ(read_time("24/2/2003", DateFormat::mdy), "is no day of the calendar");
}

TEST(ParseTime, ReadsMonthsByName) {
    for (const char* text : {"09-Dec-11", "9 December 2011", "December 9, 2011", "Dec. 9, 2011", "09DEC2011",
                             "9/dec/2011", "2011-Dec-09", "Dec 9 2011"}) {
        EXPECT_EQ(read_time(text, DateFormat::named), "2011-12-09 00:00:00") << text;
    }
    EXPECT_EQ(read_time("09-Sept-11 8:05 PM", DateFormat::named), "2011-09-09 20:05:00");
    EXPECT_EQ(read_time("May 9, 2011, 08:26:01", DateFormat::named), "2011-05-09 08:26:01");
    for (const char* text :
         {"09-De-11", "09-Dez-11", "Dec 2011", "Mayor 9, 2011", "9 December", "Dec 92011", "09/12/11"}) {
        EXPECT_EQ(read_time(text, DateFormat::named), "is no date") << text;
    }
    EXPECT_EQ(read_time("31-Apr-11", DateFormat::named), "is no day of the calendar");
}

// `date -u -d @1323435000` is 2011-12-09 12:50:00.
TEST(ParseTime, ReadsSecondsAndMillisecondsSince1970) {
    EXPECT_EQ(read_time("1323435000", DateFormat::epoch), "2011-12-09 12:50:00");
    EXPECT_EQ(read_time("1323435000.5", DateFormat::epoch), "2011-12-09 12:50:00");
    EXPECT_EQ(read_time("1323435000999", DateFormat::epoch_ms), "2011-12-09 12:50:00");
    EXPECT_EQ(read_time("884736000", DateFormat::epoch), "1998-01-14 00:00:00");
    for (const char* text : {"20111209", "1323435000999", "-1323435000", "1323435000x", "1323435000."}) {
        EXPECT_EQ(read_time(text, DateFormat::epoch), "is no date") << text;
    }
    EXPECT_EQ(read_time("1323435000", DateFormat::epoch_ms), "is no date");
}

TEST(ParseTime, ReadsDatesOfEightDigitsWithATime) {
    for (const char* text : {"20111209 08:26:05", "20111209T08:26:05", "20111209T082605Z", "20111209 082605",
                             "20111209082605", "20111209T082605+0100"}) {
        EXPECT_EQ(read_time(text), "2011-12-09 08:26:05") << text;
    }
    EXPECT_EQ(read_time("20111209 0826"), "2011-12-09 08:26:00");
    EXPECT_EQ(read_time("20111209 8:26 PM"), "2011-12-09 20:26:00");
    EXPECT_EQ(read_time("20111209082661"), "has no valid time of day");
    for (const char* text : {"2011120908260", "201112090826", "2011-12-09082605", "20111209,082605"}) {
        EXPECT_EQ(read_time(text), "is no date") << text;
    }
}

TEST(ParseTime, PassesOverWeekdaysAndReadsOrdinals) {
    for (const char* text : {"Friday, December 09, 2011", "December 9th, 2011", "Fri, 09 Dec 2011", "fri 9 dec 2011",
                             "9TH DEC 2011", "Fri. 9-Dec-11"}) {
        EXPECT_EQ(read_time(text, DateFormat::named), "2011-12-09 00:00:00") << text;
    }
    EXPECT_EQ(read_time("Fri, 09 Dec 2011 08:26:05 +0000", DateFormat::named), "2011-12-09 08:26:05");
    EXPECT_EQ(read_time("09 Dec 2011 08:26:05 GMT", DateFormat::named), "2011-12-09 08:26:05");
    for (const char* text :
         {"Fri", "9th of December 2011", "Friday, ", "Frisday, December 9, 2011", "9thDec", "9xx Dec 2011"}) {
        EXPECT_EQ(read_time(text, DateFormat::named), "is no date") << text;
    }
}

TEST(ParseTime, ReadsAnySeparatorIfItIsTheSameTwice) {
    for (const char* text : {"09/12/2011", "9-12-2011", "09.12.2011", "09.12.2011.", "09_12_2011", "09 12 2011",
                             "9,12,11", "09\\12\\2011", "9|12|2011"}) {
        EXPECT_EQ(read_time(text, DateFormat::dmy), "2011-12-09 00:00:00") << text;
        EXPECT_EQ(read_time(text, DateFormat::mdy), "2011-09-12 00:00:00") << text;
    }
    EXPECT_EQ(read_time("09 12 2011 08:26", DateFormat::dmy), "2011-12-09 08:26:00");
    EXPECT_EQ(read_time("2011_12_09"), "2011-12-09 00:00:00");
    for (const char* text : {"09 12/2011", "09_12 2011", "09:12:2011", "09/12/2011.", "09x12x2011"}) {
        EXPECT_EQ(read_time(text, DateFormat::dmy), "is no date") << text;
    }
}

// POSIX strptime, %y.
TEST(ParseTime, PutsYearsOfTwoDigitsBetween1969And2068) {
    EXPECT_EQ(read_time("1/2/68", DateFormat::dmy), "2068-02-01 00:00:00");
    EXPECT_EQ(read_time("1/2/69", DateFormat::dmy), "1969-02-01 00:00:00");
    EXPECT_EQ(read_time("1/2/99", DateFormat::dmy), "1999-02-01 00:00:00");
    EXPECT_EQ(read_time("1/2/00", DateFormat::dmy), "2000-02-01 00:00:00");
    for (const char* text : {"1/2/9", "1/2/199", "1/2/19999"}) {
        EXPECT_EQ(read_time(text, DateFormat::dmy), "is no date") << text;
    }
}

TEST(ParseTime, CountsTwelveAsTheFirstHourOfEachHalfOfTheDay) {
    EXPECT_EQ(read_time("2011-12-09 12:00 AM"), "2011-12-09 00:00:00");
    EXPECT_EQ(read_time("2011-12-09 12:59:59 am"), "2011-12-09 00:59:59");
    EXPECT_EQ(read_time("2011-12-09 1:00 AM"), "2011-12-09 01:00:00");
    EXPECT_EQ(read_time("2011-12-09 11:59PM"), "2011-12-09 23:59:00");
    EXPECT_EQ(read_time("2011-12-09 12:00 PM"), "2011-12-09 12:00:00");
    EXPECT_EQ(read_time("12/9/2011, 12:30:00 p.m.", DateFormat::mdy), "2011-12-09 12:30:00");
    for (const char* text : {"2011-12-09 0:30 AM", "2011-12-09 13:00 PM", "2011-12-09 10:00 XM"}) {
        EXPECT_EQ(read_time(text), "has no valid time of day") << text;
    }
}

TEST(ParseTime, IgnoresOffsetsBecauseDatesAreLocalAsWritten) {
    for (const char* text : {"2011-12-09T23:50:00Z", "2011-12-09T23:50:00+01:00", "2011-12-09 23:50:00-0800",
                             "2011-12-09 23:50:00.123456+05", "2011-12-09 23:50:00 +01:00", "2011-12-09T23:50Z",
                             "2011-12-09 23:50:00 UTC"}) {
        EXPECT_EQ(read_time(text), "2011-12-09 23:50:00") << text;
    }
    EXPECT_EQ(read_time("12/9/2011 11:50 PM -08:00", DateFormat::mdy), "2011-12-09 23:50:00");
}

// 1970-01-01 is day 0; 951782400 is 2000-02-29 by `date -u -d 2000-02-29 +%s`.
TEST(ParseTime, CountsSecondsSince1970) {
    EXPECT_EQ(parse_time("1970-01-01", DateFormat::ymd).value, 0);
    EXPECT_EQ(parse_time("1969-12-31 23:59:59", DateFormat::ymd).value, -1);
    EXPECT_EQ(parse_time("2000-02-29", DateFormat::ymd).value, 951'782'400);
    EXPECT_EQ(parse_time("29.2.2000", DateFormat::dmy).value, 951'782'400);
}

TEST(ParseTime, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2023-02-30", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-04-31",
                             "0000-01-01", "20230230"}) {
        EXPECT_EQ(read_time(text), "is no day of the calendar") << text;
    }
    for (const char* text : {"29/2/2023", "31/4/2023", "0/1/2023", "1/0/2023", "29.02.1900", "31-4-23"}) {
        EXPECT_EQ(read_time(text, DateFormat::dmy), "is no day of the calendar") << text;
    }
    EXPECT_EQ(read_time("29/2/24", DateFormat::dmy), "2024-02-29 00:00:00");
}

TEST(ParseTime, RefusesTimesThatDoNotExist) {
    for (const char* text : {"2023-01-01 24:00", "2023-01-01 10:60", "2023-01-01 10:00:60", "2023-01-01 1:0",
                             "2023-01-01 10", "2023-01-01 10:00:", "2023-01-01 10:00:00.", "2023-01-01 "}) {
        EXPECT_EQ(read_time(text), "has no valid time of day") << text;
    }
}

TEST(ParseTime, RefusesOtherSpellings) {
    for (const char* text : {"", "12/1/2010", "01.12.2010", "1-2-2010", "2010-1/2", "14-Jan-15", "201112", "201112091",
                             "2011-12-09x", "abc", "2011", "2011-1209", "201112-09", "2011-12-", "2011-12-09,12:00"}) {
        EXPECT_EQ(read_time(text), "is no date") << text;
    }
    for (const char* text : {"2011-12-09", "9/12-2011", "9/12", "9122011", "/12/2011", "14-Jan-15"}) {
        EXPECT_NE(read_time(text, DateFormat::dmy).substr(0, 3), "201") << text;
    }
}

TEST(DateFormats, AreFoundByTheirWords) {
    for (const DateFormat format : kAllDateFormats) {
        EXPECT_EQ(find_date_format(date_format_word(format)), format);
    }
    EXPECT_EQ(find_date_format("ydm"), std::nullopt);
}

}  // namespace
}  // namespace rfmeans::ingest
