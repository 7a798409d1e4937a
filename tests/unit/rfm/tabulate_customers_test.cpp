#include <gmock/gmock.h>

#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CustomerTable make_table() {
    CustomerTable table;
    table.ids.values = std::vector<std::int64_t>{1, 2, 5};
    table.frequency = {2, 3, 0};
    table.monetary = {125, -50, 0};
    table.decimals = 1;
    table.recency_source = "column 'r'";
    return table;
}

std::string refusal(Failure failure, const CustomerTable& table, const RfmSpec& spec) {
    try {
        static_cast<void>(tabulate_customers(table, spec));
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), failure);
        return error.what();
    }
    return "";
}

const std::string& definition(const RfmTable& table, const std::string& name) {
    for (const NamedText& text : table.definitions) {
        if (text.name == name) {
            return text.text;
        }
    }
    ADD_FAILURE() << "no definition of " << name;
    return table.definitions.front().text;
}

TEST(TabulateCustomers, TakesTheMeasuresAsTheyAre) {
    CustomerTable customers = make_table();
    customers.recency = {4, 0, 2.5};
    const RfmTable table = tabulate_customers(customers, {});
    EXPECT_THAT(table.tensor, ElementsAre(4, 2, 12.5, 0, 3, -5, 2.5, 0, 0));
    EXPECT_THAT(table.monetary_units, ElementsAre(125, -50, 0));
    EXPECT_FALSE(table.is_dated());
    EXPECT_EQ(table.windows(), 1U);
    EXPECT_EQ(table.scores.size(), 3U);
    EXPECT_EQ(table.rule_segment.size(), 3U);
    EXPECT_THAT(definition(table, "recency"), HasSubstr("column 'r', as given"));
    EXPECT_THAT(definition(table, "customers"), HasSubstr("numbered by row"));
}

TEST(TabulateCustomers, CountsDaysFromTheLastPurchases) {
    CustomerTable customers = make_table();
    customers.last_time = {0, 86'400 + 3'600, 2 * 86'400};  // 1 to 3 January 1970
    const RfmTable table = tabulate_customers(customers, {});
    EXPECT_TRUE(table.is_dated());
    EXPECT_EQ(table.as_of.front(), 3);
    EXPECT_EQ(table.row(0, 0)[0], 3);
    EXPECT_EQ(table.row(0, 1)[0], 2);
    EXPECT_EQ(table.row(0, 2)[0], 1);
}

TEST(TabulateCustomers, LeavesOutCustomersAfterTheAsOfDateAndCountsThem) {
    CustomerTable customers = make_table();
    customers.last_time = {0, 86'400, 2 * 86'400};
    customers.attributes = {{"age", std::vector<double>{30, 40, 50}}};
    const RfmTable table = tabulate_customers(customers, {.as_of = 1});
    EXPECT_EQ(table.customers(), 2U);
    EXPECT_THAT(table.monetary_units, ElementsAre(125, -50));
    EXPECT_THAT(std::get<std::vector<double>>(table.attributes[0].values), ElementsAre(30, 40));
    EXPECT_EQ(table.counts[2].count, 1);
    EXPECT_THAT(refusal(Failure::content, customers, {.as_of = -1}), HasSubstr("no customer is left of 3"));
}

TEST(TabulateCustomers, HasNoMonetaryWhereNoneIsGiven) {
    CustomerTable customers = make_table();
    customers.recency = {4, 0, 2};
    customers.monetary.clear();
    const RfmTable table = tabulate_customers(customers, {});
    EXPECT_FALSE(table.has_monetary());
    EXPECT_TRUE(std::isnan(table.row(0, 0)[2]));
    EXPECT_EQ(table.scores[0][2], 0);
    EXPECT_THAT(definition(table, "monetary"), HasSubstr("none"));
}

TEST(TabulateCustomers, RefusesRulesThatNeedTransactions) {
    CustomerTable customers = make_table();
    customers.recency = {4, 0, 2};
    EXPECT_THAT(refusal(Failure::option, customers, {.returns = ReturnsRule::net}), HasSubstr("--returns"));
    EXPECT_THAT(refusal(Failure::option, customers, {.frequency = FrequencyRule::days}), HasSubstr("--frequency"));
    EXPECT_THAT(refusal(Failure::option, customers, {.monetary = MonetaryRule::mean}), HasSubstr("--monetary"));
    EXPECT_THAT(refusal(Failure::option, customers, {.as_of = 5}), HasSubstr("--as-of says nothing here"));
}

}  // namespace
}  // namespace rfmeans
