#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"
#include "unit/rfm/made_shop.hpp"

namespace rfmeans {
namespace {

using row_flag::kFiltered;
using row_flag::kFree;
using row_flag::kReturn;
using test::Ids;
using test::make_shop;
using test::rfm_of;
using testing::ElementsAre;
using testing::IsEmpty;

// a buys for 10.00 and later sends back for 4.00; b only sends back; c gets a free row after a purchase.
Transactions make_shop_with_returns() {
    return make_shop({{"a", "2011-01-01", "1", 1000},
                      {"a", "2011-01-04", "C2", -400, kReturn},
                      {"b", "2011-01-02", "C3", -700, kReturn},
                      {"c", "2011-01-03", "4", 200},
                      {"c", "2011-01-03", "5", 0, kFree}});
}

TEST(ReturnsPolicy, DropsReturnsByDefault) {
    const RfmTable table = build_rfm(make_shop_with_returns(), {});
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(3, 1, 10));  // as of 4 January: the last row used is c's of the 3rd
    EXPECT_THAT(rfm_of(table, "b"), IsEmpty());
    EXPECT_EQ(test::count_named(table, "rows left out: returns and cancellations"), 2);
    EXPECT_EQ(test::count_named(table, "customers without a purchase"), 1);
}

TEST(ReturnsPolicy, NetsAmountsButNeverRecencyOrFrequency) {
    const RfmTable table = build_rfm(make_shop_with_returns(), {.returns = ReturnsRule::net});
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(4, 1, 6));  // as of 5 January: the return of the 4th is a row used
    EXPECT_THAT(rfm_of(table, "b"), IsEmpty());
    EXPECT_EQ(test::count_named(table, "rows used: returns netted"), 1);
    EXPECT_EQ(test::count_named(table, "rows left out: returns of customers without a purchase"), 1);
}

TEST(ReturnsPolicy, KeepsReturnsLikeAnyRow) {
    const RfmTable table = build_rfm(make_shop_with_returns(), {.returns = ReturnsRule::keep});
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(1, 2, 6));
    EXPECT_THAT(rfm_of(table, "b"), ElementsAre(3, 1, -7));
}

TEST(ReturnsPolicy, ReportsAShopOfReturnsOnly) {
    const Transactions shop = make_shop({{"b", "2011-01-02", "C3", -700, kReturn}});
    EXPECT_THROW((void)build_rfm(shop, {.returns = ReturnsRule::net}), Error);
    EXPECT_THROW((void)build_rfm(shop, {}), Error);
    EXPECT_EQ(build_rfm(shop, {.returns = ReturnsRule::keep}).customers(), 1U);
}

TEST(Filters, TakeRowsBeforeAllOtherPolicies) {
    const Transactions shop = make_shop({{"a", "2011-01-01", "1", 100},
                                         {"a", "2011-01-02", "2", 200},
                                         {"b", "2011-01-02", "3", 400, kFiltered},
                                         {"", "2011-01-05", "4", 800, kFiltered | kReturn},
                                         {"b", "2011-01-03", "C5", -50, kReturn},
                                         {"b", "2011-01-03", "6", 1600},
                                         {"", "2011-01-04", "7", 3200},
                                         {"a", "2011-01-06", "C8", -10, kReturn}});
    const RfmTable table =
        build_rfm(shop, {.period = {.from = parse_day("2011-01-02", "test"), .to = parse_day("2011-01-04", "test")}});
    EXPECT_EQ(test::count_named(table, "rows left out: not of --where"), 2);
    EXPECT_EQ(test::count_named(table, "rows left out: before --from"), 1);
    EXPECT_EQ(test::count_named(table, "rows left out: after --to"), 1);
    EXPECT_EQ(test::count_named(table, "rows left out: no customer id"), 1);
    EXPECT_EQ(test::count_named(table, "rows left out: returns and cancellations"), 1);
    EXPECT_EQ(test::count_named(table, "rows used"), 2);
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(2, 1, 2));   // both ends of the period belong to it,
    EXPECT_THAT(rfm_of(table, "b"), ElementsAre(1, 1, 16));  // and the as-of date follows the last row used
    EXPECT_EQ(test::definition(table, "filters"), "--from 2011-01-02, --to 2011-01-04; other rows are left out");
}

TEST(Filters, ThatLeaveNothingAreNamed) {
    const Transactions shop = make_shop({{"a", "2011-01-01", "1", 100, kFiltered}, {"a", "2011-01-02", "2", 200}});
    try {
        (void)build_rfm(shop, {.period = {.from = parse_day("2012-01-01", "test"), .to = {}}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("not of --where: 1; rows left out: before --from: 1"));
        EXPECT_THAT(error.what(), testing::HasSubstr("other values of --where, an earlier --from"));
    }
}

TEST(FreePolicy, LeavesFreeRowsOutUnlessAskedToKeepThem) {
    EXPECT_EQ(rfm_of(build_rfm(make_shop_with_returns(), {}), "c")[1], 1);
    EXPECT_EQ(rfm_of(build_rfm(make_shop_with_returns(), {.free_rows = FreeRule::keep}), "c")[1], 2);
}

TEST(FreePolicy, TakesAGivenTotalOfZeroAsAPurchase) {
    const RfmTable table = build_rfm(make_shop({{"a", "2011-01-01", "1", 0}}), {});
    EXPECT_THAT(rfm_of(table, "a"), ElementsAre(1, 1, 0));
}

TEST(GuestsPolicy, MakesOneGuestCustomerAndTextIds) {
    const Transactions shop = make_shop({{"10", "2011-01-01", "1", 100},
                                         {"9", "2011-01-01", "2", 200},
                                         {"", "2011-01-01", "3", 300},
                                         {"", "2011-01-01", "", 5}},
                                        Ids::numbers);
    const RfmTable table = build_rfm(shop, {.guests = GuestsRule::one});
    EXPECT_THAT(test::id_texts(table), ElementsAre("10", "9", "guest"));  // by bytes, as ids are text now
    EXPECT_FALSE(table.ids.numeric());
    EXPECT_THAT(rfm_of(table, "9"), ElementsAre(1, 1, 2));
    EXPECT_THAT(rfm_of(table, "guest"), ElementsAre(1, 2, 3.05));
}

TEST(GuestsPolicy, KeepsNumbersWhereNoGuestIsKept) {
    const Transactions shop =
        make_shop({{"10", "2011-01-01", "1", 100}, {"", "2011-01-01", "C3", -300, kReturn}}, Ids::numbers);
    EXPECT_TRUE(build_rfm(shop, {.guests = GuestsRule::one}).ids.numeric());
    EXPECT_TRUE(build_rfm(shop, {.returns = ReturnsRule::net, .guests = GuestsRule::one}).ids.numeric());
}

TEST(GuestsPolicy, MakesOneCustomerPerGuestOrderNumberedByTimeNotByRow) {
    std::vector<test::MadeRow> rows = {{"", "2011-01-03", "x", 100},
                                       {"", "2011-01-01", "y", 200},
                                       {"", "2011-01-03", "x", 50},
                                       {"", "2011-01-02", "", 7},
                                       {"m", "2011-01-01", "z", 1}};
    const RfmTable table = build_rfm(make_shop(rows), {.guests = GuestsRule::order});
    EXPECT_THAT(test::id_texts(table), ElementsAre("guest:1", "guest:2", "guest:3", "m"));
    EXPECT_THAT(rfm_of(table, "guest:1"), ElementsAre(3, 1, 2));
    EXPECT_THAT(rfm_of(table, "guest:2"), ElementsAre(2, 1, 0.07));
    EXPECT_THAT(rfm_of(table, "guest:3"), ElementsAre(1, 1, 1.5));
    std::reverse(rows.begin(), rows.end());
    EXPECT_EQ(build_rfm(make_shop(rows), {.guests = GuestsRule::order}).tensor, table.tensor);
}

TEST(GuestsPolicy, PadsGuestNumbersSoThatBytesAscendAsNumbersDo) {
    std::vector<test::MadeRow> rows;
    for (int day = 1; day <= 10; ++day) {
        rows.push_back(
            {"", "2011-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day), std::to_string(day), 1});
    }
    const RfmTable table = build_rfm(make_shop(rows), {.guests = GuestsRule::order});
    EXPECT_EQ(table.ids.text(0), "guest:01");
    EXPECT_EQ(table.ids.text(9), "guest:10");
    EXPECT_EQ(table.row(0, 9)[0], 1);
}

TEST(GuestsPolicy, DoesNotMixAGuestWithACustomerOfThatName) {
    const RfmTable table = build_rfm(make_shop({{"guest", "2011-01-01", "1", 100}, {"", "2011-01-01", "2", 200}}),
                                     {.guests = GuestsRule::one});
    EXPECT_THAT(test::id_texts(table), ElementsAre("guest", "guest*"));
    EXPECT_EQ(rfm_of(table, "guest")[2], 1);
}

TEST(Policies, CountEveryRowUnderExactlyOneReason) {
    // A free return without id after the as-of date could go under four reasons: the first policy takes it.
    std::vector<test::MadeRow> rows;
    for (int bits = 0; bits < 16; ++bits) {
        rows.push_back({(bits & 1) != 0 ? "" : "a" + std::to_string(bits),
                        (bits & 8) != 0 ? "2011-02-01" : "2011-01-01", std::to_string(bits), 10,
                        static_cast<std::uint8_t>((bits >> 1) & 3)});
    }
    for (const ReturnsRule returns : {ReturnsRule::drop, ReturnsRule::net, ReturnsRule::keep}) {
        for (const GuestsRule guests : {GuestsRule::drop, GuestsRule::one, GuestsRule::order}) {
            const RfmTable table = build_rfm(
                make_shop(rows), {.as_of = day_from_civil(2011, 1, 15), .returns = returns, .guests = guests});
            EXPECT_EQ(test::count_named(table, "rows read"), 16);
            EXPECT_EQ(test::count_named(table, "rows used") + test::sum_counts(table, "rows left out: "), 16);
        }
    }
    const RfmTable table = build_rfm(make_shop(rows), {.as_of = day_from_civil(2011, 1, 15)});
    EXPECT_EQ(test::count_named(table, "rows left out: no customer id"), 8);
    EXPECT_EQ(test::count_named(table, "rows left out: returns and cancellations"), 4);
    EXPECT_EQ(test::count_named(table, "rows left out: free (unit price <= 0)"), 2);
    EXPECT_EQ(test::count_named(table, "rows left out: after the as-of date"), 1);
    EXPECT_EQ(test::count_named(table, "rows used"), 1);
}

}  // namespace
}  // namespace rfmeans
