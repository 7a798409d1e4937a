#include "rfmeans/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

Profile profile_text(const std::string& content) {
    const test::TemporaryFolder folder;
    return profile_files({folder.file("shop.csv", content)}, {});
}

std::int64_t rows_of(const Profile& profile, const std::string& what) {
    for (const Finding& finding : profile.findings) {
        if (finding.what.find(what) != std::string::npos) {
            return finding.rows;
        }
    }
    for (const Alert& alert : profile.alerts) {
        if (alert.what.find(what) != std::string::npos) {
            return alert.rows;
        }
    }
    return 0;
}

// mean 3, population variance (4+1+0+1+4)/5 = 2; quartiles of 1..5 are 2, 3, 4.
TEST(ProfileFiles, DescribesNumbers) {
    const Profile profile = profile_text("x,y\n1,a\n5,b\n3,a\n2,NA\n4,\n,b\n");
    ASSERT_EQ(profile.columns.size(), 2U);
    const ColumnProfile& x = profile.columns[0];
    EXPECT_EQ(x.type, "integer");
    EXPECT_EQ(x.count, 5);
    EXPECT_EQ(x.missing, 1);
    EXPECT_EQ(x.distinct, 5);
    EXPECT_EQ(x.mean, 3);
    EXPECT_DOUBLE_EQ(x.deviation, std::sqrt(2.0));
    EXPECT_EQ(x.quantiles.q25, 2);
    EXPECT_EQ(x.quantiles.median, 3);
    EXPECT_EQ(x.quantiles.q75, 4);
    EXPECT_EQ(x.min, "1");
    EXPECT_EQ(x.max, "5");
    const ColumnProfile& y = profile.columns[1];
    EXPECT_EQ(y.type, "text");
    EXPECT_EQ(y.distinct, 3);
    EXPECT_EQ(y.min, "NA");
    EXPECT_TRUE(std::isnan(y.mean));
    EXPECT_EQ(y.top.front(), (std::pair<std::string, std::int64_t>{"a", 2}));
}

TEST(ProfileFiles, NeedsNoRoles) {
    const Profile profile = profile_text("colour,size\nred,3\nblue,10\n");
    EXPECT_EQ(profile.rows, 2);
    EXPECT_EQ(profile.first_time, "");
    EXPECT_EQ(profile.total_amount, "");
    EXPECT_TRUE(profile.months.empty());
    EXPECT_EQ(profile.columns[1].max, "10") << "numbers are ordered as numbers";
}

TEST(ProfileFiles, FindsWhatIsOddAndRepairsNothing) {
    const Profile profile = profile_text(
        "customer,date,quantity,price,total,age,years,shop\n"
        "1,2020-01-01,2,3,6,30,30,A\n"
        "1,2020-01-01,2,3,6,30,30,A\n"
        ",2020-01-01,2,3,7,31,31,A\n"
        "2,2020-02-01,-1,3,-3,32,32,A\n"
        "2,2020-02-01,1,0,0,32,32,A\n"
        ",,,,,,,\n"
        "2,2020-02-01,1,-1,-1,32,32,A\n"
        "2,2020-02-31,1,1,1,32,32,A\n"
        "2,2020\n");
    EXPECT_EQ(profile.rows, 8);
    EXPECT_EQ(rows_of(profile, "blank"), 1);
    EXPECT_EQ(rows_of(profile, "rejected"), 2);
    EXPECT_EQ(rows_of(profile, "without a customer"), 1);
    EXPECT_EQ(rows_of(profile, "returns"), 2);
    EXPECT_EQ(rows_of(profile, "free"), 2);
    EXPECT_EQ(rows_of(profile, "negative unit price"), 1);
    EXPECT_EQ(rows_of(profile, "duplicate rows"), 1);
    EXPECT_EQ(rows_of(profile, "not price x quantity"), 1);
    EXPECT_EQ(rows_of(profile, "'years' is an exact copy of 'age'"), 7);
    EXPECT_EQ(rows_of(profile, "'shop' is constant ('A')"), 7);
    EXPECT_EQ(profile.total_amount, "15");  // 6 + 6 + 7 - 3 + 0 - 1: the given totals
    ASSERT_EQ(profile.months.size(), 2U);
    EXPECT_EQ(profile.months[1].month, "2020-02");
    EXPECT_EQ(profile.months[1].amount, "-4");
    EXPECT_EQ(profile.months[1].rows, 3);
}

TEST(ProfileFiles, FindsNothingOddInACleanFile) {
    const Profile profile = profile_text("customer,date,total\n1,2020-01-01,5\n2,2020-01-02,6\n");
    EXPECT_TRUE(profile.findings.empty());
    EXPECT_TRUE(profile.alerts.empty());
}

TEST(ProfileFiles, CountsRowsByMonthWithoutAmounts) {
    const Profile profile = profile_text("customer,date\n1,2020-01-01\n2,2020-01-02\n2,2020-03-02\n");
    ASSERT_EQ(profile.months.size(), 2U);
    EXPECT_EQ(profile.months[0].month, "2020-01");
    EXPECT_EQ(profile.months[0].rows, 2);
    EXPECT_EQ(profile.months[1].rows, 1);
    EXPECT_EQ(profile.months[1].amount, "");
}

TEST(ProfileFiles, RefusesFilesWhoseHeadersDiffer) {
    const test::TemporaryFolder folder;
    const std::vector<std::string> files = {folder.file("a", "customer,date,total\n1,2020-01-01,5\n"),
                                            folder.file("b", "customer,date,shop\n1,2020-01-02,5\n")};
    EXPECT_THAT(test::message_of(Failure::content, [&] { static_cast<void>(profile_files(files, {})); }),
                testing::HasSubstr("has no column 'total'"));
}

TEST(ProfileFiles, HasNoAmountWhereContentDoesNotDecideIt) {
    const test::TemporaryFolder folder;
    const Profile profile = profile_files({folder.file("a", "7,2020-01-01,5.5,6.5\n7,2020-01-02,4.5,1.5\n")}, {});
    EXPECT_EQ(profile.rows, 2);
    EXPECT_EQ(profile.columns[1].role, Role::date);
    EXPECT_EQ(profile.total_amount, "");
}

TEST(ProfileFiles, KeepsErrorsOfTheFilesThemselves) {
    EXPECT_THAT(test::message_of(Failure::content, [] { static_cast<void>(profile_text("")); }),
                testing::HasSubstr("is empty"));
    EXPECT_THAT(test::message_of(Failure::resource, [] { static_cast<void>(profile_files({"/no/such"}, {})); }),
                testing::HasSubstr("was not found"));
}

TEST(ProfileFiles, ReadsAmountsInEverySpelling) {
    const Profile profile = profile_text(
        "customer,date,total,fee\n1,2020-01-01,\"$1,234.50\",(5)\n2,2020-01-02,$-7,12-\n3,2020-01-02,USD 2,NA\n");
    EXPECT_EQ(profile.total_amount, "1229.5");
    const ColumnProfile& total = profile.columns[2];
    EXPECT_EQ(total.type, "decimal");
    EXPECT_EQ(total.min, "$-7");
    EXPECT_EQ(total.max, "$1,234.50");
    EXPECT_EQ(total.quantiles.median, 2);
    const ColumnProfile& fee = profile.columns[3];
    EXPECT_EQ(fee.type, "integer");
    EXPECT_EQ(fee.min, "12-");
    EXPECT_EQ(fee.missing, 1);
    EXPECT_EQ(fee.negatives, 2);
    EXPECT_EQ(rows_of(profile, "several currencies ($ in 2 rows, USD in 1 row)"), 3);
}

TEST(ProfileFiles, ReadsDecimalCommasWhereTheColumnDecidesThem) {
    const Profile profile =
        profile_text("customer;date;total;weight\n1;2020-01-01;1.234,5;0,5\n2;2020-01-02;2,25;1,5\n");
    EXPECT_EQ(profile.total_amount, "1236.75");
    EXPECT_EQ(profile.columns[2].max, "1.234,5");
    EXPECT_EQ(profile.columns[3].type, "decimal");
    EXPECT_EQ(profile.columns[3].mean, 1);
}

TEST(ProfileFiles, TakesCodesForNoNumbers) {
    const Profile profile = profile_text("zip,phone\n01234,030\n99999,1\n");
    EXPECT_EQ(profile.columns[0].type, "text");
    EXPECT_EQ(profile.columns[1].type, "text");
}

TEST(ProfileFiles, SurvivesHostileColumns) {
    std::string text = "none,one,spread,mixed,nans,huge\n";
    for (int i = 0; i < 40; ++i) {
        text += fmt::format(",x,{},{},{},{}\n", i % 2 == 0 ? "1e300" : "-1e-300", i % 2 == 0 ? "7" : "seven",
                            i % 3 == 0 ? "NaN" : "1", "123456789012345678901234567890" + std::to_string(10 + i));
    }
    const Profile profile = profile_text(text);
    ASSERT_EQ(profile.columns.size(), 6U);
    EXPECT_EQ(profile.columns[0].count, 0);
    EXPECT_EQ(profile.columns[0].type, "text");
    EXPECT_EQ(rows_of(profile, "'none' has no values"), 40);
    EXPECT_EQ(rows_of(profile, "'one' is constant ('x')"), 40);
    EXPECT_EQ(profile.columns[2].type, "decimal");
    EXPECT_EQ(profile.columns[2].mean, 5e299);
    EXPECT_EQ(profile.columns[3].type, "text");
    EXPECT_EQ(profile.columns[4].type, "integer");
    EXPECT_EQ(profile.columns[4].missing, 14);
    EXPECT_EQ(profile.columns[4].distinct, 1);
    EXPECT_EQ(profile.columns[4].deviation, 0);
    EXPECT_EQ(profile.columns[5].type, "integer");
    EXPECT_EQ(profile.columns[5].distinct, 40);
    EXPECT_EQ(profile.columns[5].max, "12345678901234567890123456789049");
    EXPECT_EQ(rows_of(profile, "'huge' has another value in every row"), 40);
}

TEST(ProfileFiles, FindsMostlyMissingAndNearlyConstantColumns) {
    std::string text = "note,shop\n";
    for (int i = 0; i < 100; ++i) {
        text += fmt::format("{},{}\n", i < 30 ? std::to_string(i % 7) : "", i < 97 ? "A" : "B");
    }
    const Profile profile = profile_text(text);
    EXPECT_EQ(rows_of(profile, "'note' is mostly missing (70.0 %)"), 70);
    EXPECT_EQ(rows_of(profile, "'shop' has nearly one value only ('A', 97.0 %)"), 97);
}

TEST(ProfileFiles, FindsSuspiciousDates) {
    std::string text = "customer,date\n1,1970-01-01\n2,2110-05-05\n";
    for (int i = 0; i < 400; ++i) {
        text += fmt::format("{},2011-{:02}-{:02}\n", i % 90, i % 12 + 1, i % 28 + 1);
    }
    for (int i = 0; i < 200; ++i) {
        text += "7,2011-06-30\n";
    }
    const Profile profile = profile_text(text);
    EXPECT_EQ(rows_of(profile, "'date' has dates that often stand for none (such as 1970-01-01)"), 1);
    EXPECT_EQ(rows_of(profile, "'date' has dates far from all others (such as 2110-05-05)"), 1);
    EXPECT_EQ(rows_of(profile, "2011-06-30 has 40 times the rows of a usual day (5)"), 200);
    EXPECT_EQ(profile.coverage.longest_gap_from, "2011-12-29");
}

TEST(ProfileFiles, FindsNothingOddInOldDatesOfBirth) {
    std::string text = "customer,date,born\n";
    for (int i = 0; i < 300; ++i) {
        text += fmt::format("{},2020-01-{:02},19{:02}-03-0{}\n", i % 9, i % 28 + 1, i % 100, i % 7 + 1);
    }
    const Profile profile = profile_text(text);
    EXPECT_EQ(profile.columns[2].type, "date");
    EXPECT_EQ(profile.columns[2].histogram.unit, "year");
    EXPECT_EQ(rows_of(profile, "'born'"), 0);
}

TEST(ProfileFiles, DescribesIsoDatesOfEveryLengthAndYear) {
    const Profile profile = profile_text(
        "customer,date,total\n1,1850-01-02,5\n1,2020-03-01 23:59,5\n1,2020-03-01 23:59:59,5\n1,2020-03-01,5\n"
        "1,2150-12-31T00:00:00,5\n1,2020-03-01 23:59:59.5,5\n1,2020-3-2,5\n");
    const ColumnProfile& date = profile.columns[1];
    EXPECT_EQ(date.type, "date");
    EXPECT_EQ(date.distinct, 7);
    EXPECT_EQ(date.min, "1850-01-02");
    EXPECT_EQ(date.max, "2150-12-31T00:00:00");
    ASSERT_EQ(date.histogram.unit, "year");
    EXPECT_EQ(date.histogram.counts.front(), 1);
    EXPECT_EQ(date.histogram.counts.back(), 1);
    EXPECT_EQ(*std::max_element(date.histogram.counts.begin(), date.histogram.counts.end()), 5);
    EXPECT_EQ(profile.coverage.days_with_rows, 4);
}

TEST(ProfileFiles, DescribesWholeNumbersOfEveryLength) {
    const Profile profile =
        profile_text("x,y\n0,a\n7,b\n123456789012345,a\n1234567890123456,a\n-3,a\n9,a\n12345678901234567890,a\n");
    const ColumnProfile& x = profile.columns[0];
    EXPECT_EQ(x.type, "integer");
    EXPECT_EQ(x.min, "-3");
    EXPECT_EQ(x.max, "12345678901234567890");
    EXPECT_EQ(x.zeros, 1);
    EXPECT_EQ(x.quantiles.median, 9);
    EXPECT_EQ(x.quantiles.q25, 3.5);
}

TEST(ProfileFiles, CountsAnOrderOfTwoMonthsInEach) {
    const Profile profile = profile_text(
        "customer,order,date,total\n1,8,2020-01-31,1\n1,8,2020-02-01,1\n1,9,2020-02-01,1\n1,9,2020-02-02,1\n"
        "1,,2020-02-02,1\n");
    EXPECT_EQ(profile.orders, 2);
    ASSERT_EQ(profile.months.size(), 2U);
    EXPECT_EQ(profile.months[0].orders, 1);
    EXPECT_EQ(profile.months[1].orders, 2);
    EXPECT_EQ(profile.months[1].rows, 4);
}

TEST(ProfileFiles, TellsColumnsApartThatDifferInOneRow) {
    const Profile profile = profile_text("a,b,c\n1,1,\n2,2,2\n3,4,3\n,,1\n");
    EXPECT_EQ(rows_of(profile, "copy"), 0);
}

TEST(ProfileJson, IsValidAndHoldsTheNumbers) {
    const Profile profile = profile_text("customer,date,total,city\n1,2020-01-01,5.5,K\xF6ln\n1,2020-01-02,1,\n");
    const auto json = nlohmann::json::parse(profile_json(profile));
    EXPECT_EQ(json["schema"], 2);
    EXPECT_EQ(json["rows"], 2);
    EXPECT_EQ(json["total_amount"], "6.5");
    EXPECT_EQ(json["columns"].size(), 4U);
    EXPECT_EQ(json["columns"][3]["top"][0]["value"], "Köln");
    EXPECT_EQ(json["columns"][3]["missing"], 1);
    EXPECT_TRUE(json["columns"][3]["mean"].is_null());
    EXPECT_EQ(json["columns"][0]["role"], "customer");
    EXPECT_EQ(json["monthly"][0]["amount"], "6.5");
    EXPECT_EQ(json["files"][0]["rows"], 2);
}

}  // namespace
}  // namespace rfmeans
