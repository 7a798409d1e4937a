#include "rfmeans/dates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rfmeans/error.hpp"

namespace rfmeans {
namespace {

TEST(Dates, CountDaysFromTheEpoch) {
    // Known from the POSIX day count.
    EXPECT_EQ(day_from_civil(1970, 1, 1), 0);
    EXPECT_EQ(day_from_civil(1969, 12, 31), -1);
    EXPECT_EQ(day_from_civil(2000, 2, 29), 11'016);
    EXPECT_EQ(day_from_civil(2011, 12, 10), 15'318);
}

TEST(Dates, FormatWhatTheyParseForEveryDayOfFourCenturies) {
    for (Day day = day_from_civil(1800, 1, 1); day < day_from_civil(2200, 1, 1); ++day) {
        ASSERT_EQ(parse_day(format_day(day), "--as-of"), day);
    }
}

TEST(Dates, KnowTheLeapYearsOfTheCenturies) {
    EXPECT_TRUE(is_civil_date(2000, 2, 29));
    EXPECT_FALSE(is_civil_date(1900, 2, 29));
    EXPECT_FALSE(is_civil_date(2023, 2, 30));
    EXPECT_FALSE(is_civil_date(2023, 13, 1));
    EXPECT_FALSE(is_civil_date(2023, 0, 1));
    EXPECT_FALSE(is_civil_date(2023, 4, 31));
}

TEST(Dates, RoundTimesDownToTheirDayAlsoBefore1970) {
    EXPECT_EQ(day_of(-1), -1);
    EXPECT_EQ(day_of(kSecondsPerDay - 1), 0);
    EXPECT_EQ(format_time(-1), "1969-12-31 23:59:59");
}

TEST(Dates, NameTheOptionOfWhatIsNoDate) {
    for (const char* text : {"2023-02-30", "10.12.2011", "", "2011-1-1", "20111"}) {
        try {
            static_cast<void>(parse_day(text, "--as-of"));
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.failure(), Failure::option);
            EXPECT_THAT(error.what(), testing::HasSubstr("--as-of"));
        }
    }
}

}  // namespace
}  // namespace rfmeans
