#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"
#include "unit/rfm/made_shop.hpp"

namespace rfmeans {
namespace {

using test::Ids;
using test::make_shop;
using test::Orders;
using test::rfm_of;
using testing::ElementsAre;
using testing::HasSubstr;

std::string message_of(const Transactions& shop, const RfmSpec& spec, Failure failure) {
    try {
        (void)build_rfm(shop, spec);
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), failure) << error.what();
        return error.what();
    }
    return "no error";
}

TEST(BuildRfm, CountsTwoLinesOfOneOrderAsOnePurchase) {
    const RfmTable table = build_rfm(make_shop({{"a", "2011-01-01", "1", 250}, {"a", "2011-01-01", "1", 300}}), {});
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(1, 1, 5.5));
    EXPECT_THAT(table.monetary_units, ElementsAre(550));
}

TEST(BuildRfm, CountsAnOrderIdSharedByTwoCustomersOnceForEach) {
    const RfmTable table = build_rfm(make_shop({{"a", "2011-01-01", "1", 1}, {"b", "2011-01-01", "1", 1}}), {});
    EXPECT_EQ(rfm_of(table, "a")[1], 1);
    EXPECT_EQ(rfm_of(table, "b")[1], 1);
}

TEST(BuildRfm, CountsEachRowWithoutAnOrderIdAsItsOwnOrder) {
    const RfmTable table =
        build_rfm(make_shop({{"a", "2011-01-01", "", 1}, {"a", "2011-01-01", "", 1}, {"a", "2011-01-01", "7", 1}}), {});
    EXPECT_EQ(rfm_of(table, "a")[1], 3);
}

TEST(BuildRfm, TakesWholeCalendarDaysWhateverTheTimeOfDay) {
    const RfmTable table = build_rfm(make_shop({{"early", "2011-12-07", "1", 1, 0, 1},
                                                {"late", "2011-12-07", "2", 1, 0, 86'399},
                                                {"last", "2011-12-09", "3", 1, 0, 46'200}}),
                                     {});
    EXPECT_EQ(format_day(table.as_of.front()), "2011-12-10");
    EXPECT_EQ(rfm_of(table, "early")[0], 3);
    EXPECT_EQ(rfm_of(table, "late")[0], 3);
    EXPECT_EQ(rfm_of(table, "last")[0], 1);
    EXPECT_EQ(format_time(table.first_time), "2011-12-07 00:00:01");
    EXPECT_EQ(format_time(table.last_time), "2011-12-09 12:50:00");
    EXPECT_THAT(test::definition(table, "as-of date"), HasSubstr("2011-12-10 (the day after the last row used)"));
}

TEST(BuildRfm, TakesDaysBefore1970AndTheLeapDay) {
    const RfmTable table =
        build_rfm(make_shop({{"a", "1968-02-28", "1", 1, 0, 5}, {"b", "1968-03-01", "2", 1, 0, 5}}), {});
    EXPECT_EQ(rfm_of(table, "a")[0], 3);  // 28 February, the leap day, 1 March → as of 2 March
    EXPECT_EQ(rfm_of(table, "b")[0], 1);
}

TEST(BuildRfm, LeavesOutRowsAfterTheAsOfDateButKeepsThatDay) {
    const RfmTable table = build_rfm(make_shop({{"a", "2011-01-01", "1", 100},
                                                {"a", "2011-01-05", "2", 10, 0, 80'000},
                                                {"a", "2011-01-06", "3", 1},
                                                {"late", "2011-01-06", "4", 1}}),
                                     {.as_of = day_from_civil(2011, 1, 5)});
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(0, 2, 1.1));
    EXPECT_EQ(test::count_named(table, "rows left out: after the as-of date"), 2);
    EXPECT_EQ(test::count_named(table, "customers without a purchase"), 1);
    EXPECT_THAT(test::definition(table, "as-of date"), HasSubstr("2011-01-05 (--as-of"));
}

TEST(BuildRfm, CountsFrequencyByTheRuleAskedFor) {
    const Transactions shop = make_shop({{"a", "2011-01-01", "1", 100, 0, 10},
                                         {"a", "2011-01-01", "1", 100, 0, 10},
                                         {"a", "2011-01-01", "2", 100, 0, 10},
                                         {"a", "2011-01-01", "3", 100, 0, 20},
                                         {"a", "2011-01-02", "4", 100, 0, 10}});
    const auto frequency = [&](FrequencyRule rule) { return rfm_of(build_rfm(shop, {.frequency = rule}), "a")[1]; };
    EXPECT_EQ(frequency(FrequencyRule::automatic), 4);
    EXPECT_EQ(frequency(FrequencyRule::orders), 4);
    EXPECT_EQ(frequency(FrequencyRule::rows), 5);
    EXPECT_EQ(frequency(FrequencyRule::timestamps), 3);
    EXPECT_EQ(frequency(FrequencyRule::days), 2);
}

TEST(BuildRfm, CountsRowsWhereThereIsNoOrderColumnAndSaysSo) {
    const Transactions shop =
        make_shop({{"a", "2011-01-01", "", 1}, {"a", "2011-01-01", "", 1}}, Ids::text, Orders::no);
    const RfmTable table = build_rfm(shop, {});
    EXPECT_EQ(rfm_of(table, "a")[1], 2);
    EXPECT_THAT(test::definition(table, "frequency"), HasSubstr("rows per customer (there is no order column)"));
    EXPECT_THAT(message_of(shop, {.frequency = FrequencyRule::orders}, Failure::option), HasSubstr("--columns order="));
    EXPECT_THAT(message_of(shop, {.guests = GuestsRule::order}, Failure::option), HasSubstr("--guests order"));
}

TEST(BuildRfm, GivesTheMeanPerUnitOfFrequencyAndKeepsTheExactSum) {
    const RfmTable table = build_rfm(
        make_shop({{"a", "2011-01-01", "1", 100}, {"a", "2011-01-01", "1", 100}, {"a", "2011-01-02", "2", 101}}),
        {.monetary = MonetaryRule::mean});
    EXPECT_EQ(rfm_of(table, "a")[2], 301.0 / 200.0);
    EXPECT_THAT(table.monetary_units, ElementsAre(301));
}

TEST(BuildRfm, AddsAmountsExactlyWhereFloatSumsWouldNot) {
    // 100,000 times 0.10 as doubles add up to 10000.000000018848 (python: sum([0.1] * 100000)).
    const std::vector<test::MadeRow> rows(100'000, {"a", "2011-01-01", "1", 10});
    const RfmTable table = build_rfm(make_shop(rows), {});
    EXPECT_EQ(rfm_of(table, "a")[2], 10'000.0);
}

TEST(BuildRfm, RefusesASumBeyond64BitsWhateverTheOrderOfRows) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_THAT(
        message_of(make_shop({{"a", "2011-01-01", "1", most}, {"a", "2011-01-01", "1", 1}}), {}, Failure::content),
        HasSubstr("customer 'a'"));
    // A sum that only leaves int64 on the way is fine.
    const RfmTable table = build_rfm(
        make_shop({{"a", "2011-01-01", "1", most}, {"a", "2011-01-01", "1", 1}, {"a", "2011-01-01", "1", -1}}),
        {.returns = ReturnsRule::keep});
    EXPECT_THAT(table.monetary_units, ElementsAre(most));
}

TEST(BuildRfm, HasNoMonetaryWithoutAmounts) {
    Transactions shop = make_shop({{"a", "2011-01-01", "1", 0}, {"b", "2011-01-02", "2", 0}});
    shop.amount.clear();
    const RfmTable table = build_rfm(shop, {});
    EXPECT_FALSE(table.has_monetary());
    EXPECT_TRUE(std::isnan(rfm_of(table, "a")[2]));
    EXPECT_EQ(table.scores[0][2], 0);
    EXPECT_THAT(test::definition(table, "monetary"), HasSubstr("none"));
}

TEST(BuildRfm, OrdersNumbersByValueAndTextByBytes) {
    const std::vector<test::MadeRow> rows = {{"10", "2011-01-01", "1", 1}, {"9", "2011-01-01", "2", 1}};
    EXPECT_THAT(test::id_texts(build_rfm(make_shop(rows, Ids::numbers), {})), ElementsAre("9", "10"));
    EXPECT_THAT(test::id_texts(build_rfm(make_shop(rows, Ids::text), {})), ElementsAre("10", "9"));
}

TEST(BuildRfm, SaysWhenThereIsNoRow) {
    EXPECT_THAT(message_of(make_shop({}), {}, Failure::content), HasSubstr("no transaction"));
}

TEST(BuildRfm, SaysWhichPoliciesTookAllRows) {
    const Transactions shop = make_shop({{"", "2011-01-01", "1", 1},
                                         {"a", "2011-01-01", "C2", -1, row_flag::kReturn},
                                         {"a", "2011-01-01", "3", 0, row_flag::kFree},
                                         {"a", "2011-02-01", "4", 5}});
    const std::string message = message_of(shop, {.as_of = day_from_civil(2011, 1, 20)}, Failure::content);
    EXPECT_THAT(message, HasSubstr("no customer id: 1"));
    EXPECT_THAT(message, HasSubstr("returns and cancellations: 1"));
    EXPECT_THAT(message, HasSubstr("free (unit price <= 0): 1"));
    EXPECT_THAT(message, HasSubstr("after the as-of date: 1"));
    EXPECT_THAT(message, HasSubstr("--guests one"));
}

TEST(BuildRfm, ScoresAndNamesASingleCustomer) {
    // One customer: all cut points are its own value + 1, so every score is the lowest, recency's the highest.
    const RfmTable table = build_rfm(make_shop({{"a", "2011-01-01", "1", 500}}), {});
    EXPECT_EQ(table.scores[0], (std::array<std::uint8_t, 3>{5, 1, 1}));
    EXPECT_EQ(table.rule_names[table.rule_segment[0]], "New Customers");
}

}  // namespace
}  // namespace rfmeans
