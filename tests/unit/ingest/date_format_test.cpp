// The date format of a column, decided over all rows of all files.
#include "rfmeans/dates.hpp"
#include "rfmeans/profile.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::read_text;
using test::refuse_text;
using test::role_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// A shop of one purchase a date; dates with commas are quoted.
std::string shop_of(const std::vector<std::string>& dates) {
    std::string text = "customer,date,total\n";
    for (const std::string& date : dates) {
        text += "1,\"" + date + "\",5\n";
    }
    return text;
}

std::vector<std::string> times_of(const Transactions& shop) {
    std::vector<std::string> times;
    for (const std::int64_t time : shop.time) {
        times.push_back(format_time(time));
    }
    return times;
}

std::vector<std::string> read_dates(const std::vector<std::string>& dates, const IngestSpec& spec = {}) {
    return times_of(read_text(shop_of(dates), spec));
}

TEST(DateFormatOfAColumn, IsFoundForEverySpelling) {
    const std::vector<std::vector<std::string>> spellings = {{"2011-12-09", "2011-12-25"},
                                                             {"2011/12/9", "2011/12/25"},
                                                             {"20111209", "20111225"},
                                                             {"9/12/2011", "25/12/2011"},
                                                             {"12/9/2011", "12/25/2011"},
                                                             {"09.12.11", "25.12.11"},
                                                             {"12-09-11", "12-25-11"},
                                                             {"09-Dec-11", "25-Dec-11"},
                                                             {"December 9, 2011", "Dec 25, 2011"},
                                                             {"2011-12-09T00:00:00Z", "2011-12-25T00:00:00+05:00"},
                                                             {"1323388800", "1324771200"},
                                                             {"1323388800000", "1324771200000"},
                                                             {"12/9/2011 12:00 AM", "12/25/2011 12:00:00 AM"}};
    for (const auto& dates : spellings) {
        EXPECT_THAT(read_dates(dates), ElementsAre("2011-12-09 00:00:00", "2011-12-25 00:00:00")) << dates[0];
    }
}

TEST(DateFormatOfAColumn, IsDecidedByASingleRow) {
    for (const bool day_first : {true, false}) {
        std::vector<std::string> dates(2000, "3/4/2011");
        dates.emplace_back(day_first ? "13/4/2011" : "3/14/2011");
        const Transactions shop = read_text(shop_of(dates));
        EXPECT_EQ(format_time(shop.time[0]), day_first ? "2011-04-03 00:00:00" : "2011-03-04 00:00:00");
        EXPECT_TRUE(shop.rejects.empty());
        EXPECT_EQ(shop.dates.format, day_first ? DateFormat::dmy : DateFormat::mdy);
        EXPECT_EQ(shop.dates.values, 2001);
        EXPECT_EQ(shop.dates.fit_both, 2000);
        EXPECT_EQ(role_of(shop, "date").reason,
                  std::string("name and content, dates read as ") + (day_first ? "dmy" : "mdy"));
    }
}

TEST(DateFormatOfAColumn, IsDecidedByAnotherFile) {
    const test::TemporaryFolder folder;
    const std::string a = folder.file("a.csv", shop_of({"3/4/2011"})), b = folder.file("b.csv", shop_of({"3/14/2011"}));
    for (const auto& files : {std::vector{a, b}, std::vector{b, a}}) {
        const Transactions shop = read_transactions(files, {});
        EXPECT_EQ(std::count(shop.time.begin(), shop.time.end(), day_from_civil(2011, 3, 4) * kSecondsPerDay), 1);
    }
}

TEST(DateFormatOfAColumn, IsAskedForWhereNothingDecides) {
    const std::string text = shop_of({"3/3/2011", "3/4/2011"});
    EXPECT_THAT(refuse_text(text), AllOf(HasSubstr("column 'date'"), HasSubstr("line 3 of"), HasSubstr("shop.csv"),
                                         HasSubstr("'3/4/2011'"), HasSubstr("--date-format dmy or --date-format mdy")));
    EXPECT_THAT(times_of(read_text(text, {.columns = {}, .date_format = DateFormat::dmy})),
                ElementsAre("2011-03-03 00:00:00", "2011-04-03 00:00:00"));
    EXPECT_THAT(times_of(read_text(text, {.columns = {}, .date_format = DateFormat::mdy})),
                ElementsAre("2011-03-03 00:00:00", "2011-03-04 00:00:00"));
}

TEST(DateFormatOfAColumn, IsAskedForWhereTheRowsThatDecideDisagree) {
    EXPECT_THAT(refuse_text(shop_of({"13/4/2011", "4/14/2011", "15/4/2011", "1/2/2011", "1/3/2011", "1/4/2011"})),
                AllOf(HasSubstr("2 values fit D/M only"), HasSubstr("'13/4/2011'"), HasSubstr("1 fit M/D only"),
                      HasSubstr("'4/14/2011'"), HasSubstr("3 fit both")));
}

TEST(DateFormatOfAColumn, DoesNotMatterWhereBothGiveTheSameDays) {
    EXPECT_THAT(read_dates({"3/3/2011", "4/4/2011"}), ElementsAre("2011-03-03 00:00:00", "2011-04-04 00:00:00"));
}

TEST(DateFormatOfAColumn, TakesTheFormatOfMostRowsAndRejectsTheOthersWithAReason) {
    std::vector<std::string> dates(9, "25/12/2011");
    for (const char* other : {"2011-12-25", "12/25/2011"}) {
        dates.back() = other;
        const Transactions shop = read_text(shop_of(dates));
        ASSERT_EQ(shop.rejects.size(), 1U);
        EXPECT_EQ(shop.rejects[0].column, "date");
        EXPECT_THAT(shop.rejects[0].reason, AllOf(HasSubstr(other), HasSubstr("expected D/M/Y")));
    }
}

TEST(DateFormatOfAColumn, RejectsDaysThatDoNotExist) {
    std::vector<std::string> dates(10, "28/2/2023");
    dates.insert(dates.end(), {"29/2/2023", "29/2/2024", "31/4/2023", "30/4/2023"});
    const Transactions shop = read_text(shop_of(dates));
    EXPECT_EQ(shop.rows(), 12U);
    ASSERT_EQ(shop.rejects.size(), 2U);
    EXPECT_THAT(shop.rejects[0].reason, HasSubstr("'29/2/2023' is no day of the calendar"));
    EXPECT_THAT(shop.rejects[1].reason, HasSubstr("'31/4/2023' is no day of the calendar"));
}

TEST(DateFormatOfAColumn, TakesDaysFirstBeforeYearsOfTwoDigits) {
    EXPECT_THAT(read_dates({"25-12-09", "01-12-11"}), ElementsAre("2009-12-25 00:00:00", "2011-12-01 00:00:00"));
    EXPECT_THAT(read_dates({"98-12-25", "99-12-01"}), ElementsAre("1998-12-25 00:00:00", "1999-12-01 00:00:00"));
    EXPECT_THAT(read_dates({"25-12-09"}, {.columns = {}, .date_format = DateFormat::yymd}),
                ElementsAre("2025-12-09 00:00:00"));
}

// The heads, of which roles are made, end after a thousand rows and 1 MiB.
TEST(DateFormatOfAColumn, IsThatOfAllRowsAndNotOfTheHead) {
    std::vector<std::string> dates(1500, "2011-12-25");
    dates.insert(dates.end(), 9000, "25/12/2011");
    const Transactions shop = read_text(shop_of(dates));
    EXPECT_EQ(shop.rows(), 9000U);
    EXPECT_EQ(shop.rejects.size(), 1500U);
    EXPECT_EQ(shop.dates.format, DateFormat::dmy);
    EXPECT_EQ(shop.files[0].rejected_rows, 1500);
}

TEST(DateFormatOfAColumn, StandsWhereItIsGiven) {
    const IngestSpec spec{.columns = {}, .date_format = DateFormat::mdy};
    EXPECT_THAT(refuse_text(shop_of({"25/12/2011", "2011-12-25"}), spec), HasSubstr("M/D/Y, the month first"));
}

TEST(ProfileFiles, SaysHowManyDatesFitBothOrders) {
    const test::TemporaryFolder folder;
    const Profile profile =
        profile_files({folder.file("a", shop_of({"3/4/2011", "5/4/2011", "5/14/2011", "5/15/2011"}))}, {});
    ASSERT_FALSE(profile.findings.empty());
    EXPECT_EQ(profile.findings[0].what, "dates of column 'date' fit D/M and M/D (50.0 %); the rest decide M/D");
    EXPECT_EQ(profile.findings[0].rows, 2);
    EXPECT_EQ(profile.first_time, "2011-03-04 00:00:00");
    EXPECT_EQ(profile.columns[1].type, "date");
    EXPECT_EQ(profile.columns[1].max, "5/15/2011");
    EXPECT_THAT(profile_json(profile), AllOf(HasSubstr("\"format\": \"mdy\""), HasSubstr("\"fit_both\": 2")));
}

TEST(ProfileFiles, FindsTheDatesOfColumnsWithoutARoleButNotInCodes) {
    const test::TemporaryFolder folder;
    const Profile profile = profile_files(
        {folder.file("a", "date,shipped,isbn\n2011-01-02,1/14/2011,0306406152\n2011-01-03,1/3/2011,0306406153\n")}, {});
    EXPECT_EQ(profile.columns[1].type, "date");
    EXPECT_EQ(profile.columns[1].min, "1/3/2011");
    EXPECT_EQ(profile.columns[2].type, "text");
}

TEST(ProfileFiles, GivesUpADateThatNothingDecides) {
    const test::TemporaryFolder folder;
    const std::string file = folder.file("a", shop_of({"3/4/2011", "5/4/2011"}));
    const Profile profile = profile_files({file}, {});
    EXPECT_EQ(profile.rows, 2);
    EXPECT_EQ(profile.columns[1].role, Role::attribute);
    EXPECT_EQ(profile.columns[1].count, 2);
    EXPECT_EQ(profile.first_time, "");
    ASSERT_FALSE(profile.findings.empty());
    EXPECT_THAT(profile.findings[0].what, HasSubstr("--date-format dmy or mdy"));
    EXPECT_THAT(profile_json(profile), HasSubstr("\"format\": null"));
    EXPECT_EQ(profile_files({file}, {.columns = {}, .date_format = DateFormat::dmy}).first_time, "2011-04-03 00:00:00");
}

}  // namespace
}  // namespace rfmeans
