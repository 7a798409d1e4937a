#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

#include "rfmeans/error.hpp"
#include "rfmeans/synth.hpp"

namespace rfmeans::test {
namespace {

struct MadeShop {
    std::string transactions;
    std::string truth;
};

MadeShop made_shop(const SynthSpec& spec) {
    std::ostringstream transactions;
    std::ostringstream truth;
    write_made_shop(spec, transactions, &truth);
    return {transactions.str(), truth.str()};
}

// Cells of one CSV row; a quoted cell may hold commas.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    EXPECT_FALSE(quoted) << line;
    return cells;
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::istringstream stream(csv);
    std::string line;
    std::getline(stream, line);  // the header
    std::vector<std::vector<std::string>> rows;
    while (std::getline(stream, line)) {
        rows.push_back(cells_of(line));
    }
    return rows;
}

bool is_sale(const std::vector<std::string>& row) {
    return !row[0].empty() && row[1][0] != 'C' && row[1][0] != 'F';
}

// The distinct orders of each customer, without returns and free rows.
std::map<std::string, std::set<std::string>> orders_by_customer(const MadeShop& shop) {
    std::map<std::string, std::set<std::string>> orders;
    for (const auto& row : rows_of(shop.transactions)) {
        if (is_sale(row)) {
            orders[row[0]].insert(row[1]);
        }
    }
    return orders;
}

TEST(MadeShop, IsTheSameEachTimeAndAnotherForAnotherSeed) {
    const MadeShop shop = made_shop({.customers = 300});
    EXPECT_EQ(shop.transactions, made_shop({.customers = 300}).transactions);
    EXPECT_EQ(shop.truth, made_shop({.customers = 300}).truth);
    EXPECT_NE(shop.transactions, made_shop({.customers = 300, .seed = 1}).transactions);
}

// Worked out by an independent program: made_shop_reference.py, beside this file.
TEST(MadeShop, StartsTheSameOnEveryMachine) {
    std::istringstream shop(made_shop({.customers = 2}).transactions);
    std::string header;
    std::string first;
    std::getline(shop, header);
    std::getline(shop, first);
    EXPECT_EQ(header, "customer_id,order_id,order_date,product,quantity,unit_price,country,age");
    EXPECT_EQ(first, "10001,10001-1,2011-08-17 19:29:50,P374,6,6.90,Poland,47");
}

TEST(MadeShop, IsTheStartOfALargerOne) {
    const MadeShop small = made_shop({.customers = 100});
    const MadeShop large = made_shop({.customers = 250});
    EXPECT_EQ(large.transactions.substr(0, small.transactions.size()), small.transactions);
    EXPECT_EQ(large.truth.substr(0, small.truth.size()), small.truth);
    EXPECT_GT(large.transactions.size(), small.transactions.size());
}

TEST(MadeShop, IsJustAHeaderWithoutCustomers) {
    EXPECT_EQ(made_shop({}).transactions, "customer_id,order_id,order_date,product,quantity,unit_price,country,age\n");
    EXPECT_EQ(made_shop({}).truth, "customer_id,segment\n");
}

TEST(MadeShop, HasAboutHalfOneTimeBuyersAndFiveToSixRowsACustomer) {
    const MadeShop shop = made_shop({.customers = 20'000});
    const auto orders = orders_by_customer(shop);
    ASSERT_EQ(orders.size(), 20'000U);
    const auto once =
        std::count_if(orders.begin(), orders.end(), [](const auto& entry) { return entry.second.size() == 1; });
    // From the table of groups, Σ share·p^shape = 0.52; the deviation of a sample of this size is 0.0035.
    EXPECT_NEAR(static_cast<double>(once) / 20'000, 0.52, 0.02);
    const double rows = static_cast<double>(rows_of(shop.transactions).size()) / 20'000;
    EXPECT_GE(rows, 5.0);
    EXPECT_LE(rows, 6.0);
}

TEST(MadeShop, TellsTheTrueSegmentOfEveryCustomerOnce) {
    const MadeShop shop = made_shop({.customers = 5'000});
    const std::vector<std::string> names = made_segments();
    std::map<std::string, std::string> truth;
    for (const auto& row : rows_of(shop.truth)) {
        ASSERT_EQ(row.size(), 2U);
        EXPECT_TRUE(truth.emplace(row[0], row[1]).second) << "twice: " << row[0];
        EXPECT_THAT(names, testing::Contains(row[1]));
    }
    const auto orders = orders_by_customer(shop);
    ASSERT_EQ(truth.size(), orders.size());
    std::map<std::string, std::pair<double, double>> sums;  // segment → orders, customers
    for (const auto& [id, own] : orders) {
        ASSERT_TRUE(truth.contains(id));
        sums[truth[id]].first += static_cast<double>(own.size());
        sums[truth[id]].second += 1;
    }
    ASSERT_EQ(sums.size(), names.size());
    // Means of the table of groups: 1 + 24 and 1 + 0.1 orders.
    EXPECT_NEAR(sums["champions"].first / sums["champions"].second, 25, 3);
    EXPECT_NEAR(sums["new"].first / sums["new"].second, 1.1, 0.1);
    EXPECT_NEAR(sums["lost"].second / 5'000, 0.20, 0.03);
}

TEST(MadeShop, HasEightCellsARowDaysOfTheShopAndPricesInCents) {
    const Day first = day_from_civil(2020, 2, 28);
    const Day last = day_from_civil(2020, 3, 2);
    const MadeShop shop = made_shop({.customers = 2'000, .seed = 5, .first_day = first, .last_day = last});
    std::set<std::string> days;
    for (const auto& row : rows_of(shop.transactions)) {
        ASSERT_EQ(row.size(), 8U);
        EXPECT_THAT(row[2], testing::MatchesRegex("2020-0[23]-[0-9]{2} [0-9]{2}:[0-5][0-9]:[0-5][0-9]"));
        EXPECT_THAT(row[5], testing::MatchesRegex("[0-9]+\\.[0-9]{2}"));
        EXPECT_THAT(row[7], testing::MatchesRegex("([1-9][0-9])?"));
        days.insert(row[2].substr(0, 10));
    }
    EXPECT_THAT(days, testing::ElementsAre("2020-02-28", "2020-02-29", "2020-03-01", "2020-03-02"));
}

TEST(MadeShop, CanBeOfASingleDay) {
    const MadeShop shop = made_shop({.customers = 50, .first_day = 0, .last_day = 0});
    for (const auto& row : rows_of(shop.transactions)) {
        EXPECT_EQ(row[2].substr(0, 10), "1970-01-01");
    }
}

TEST(MadeShop, HasAFewReturnsGuestsFreeRowsAndMissingAges) {
    int returns = 0;
    int guests = 0;
    int free_rows = 0;
    int ageless = 0;
    int quoted = 0;
    const auto rows = rows_of(made_shop({.customers = 5'000}).transactions);
    for (const auto& row : rows) {
        EXPECT_EQ(row[1][0] == 'C', row[4][0] == '-');
        EXPECT_EQ(row[1][0] == 'F', row[5] == "0.00");
        returns += row[1][0] == 'C';
        guests += row[0].empty();
        free_rows += row[5] == "0.00";
        ageless += row[7].empty();
        quoted += row[6] == "Korea, Republic of";
    }
    // Shares of customers: 4 %, 2 %, 1 %.
    EXPECT_NEAR(returns, 200, 60);
    EXPECT_NEAR(guests, 100, 45);
    EXPECT_NEAR(free_rows, 50, 30);
    EXPECT_GT(ageless, 0);
    EXPECT_LT(ageless, static_cast<int>(rows.size()) / 10);
    EXPECT_GT(quoted, 0);
}

TEST(MadeShop, RefusesImpossibleDaysAndNumbers) {
    std::ostringstream out;
    EXPECT_THROW(write_made_shop({.customers = -1}, out, nullptr), Error);
    EXPECT_THROW(write_made_shop({.customers = std::int64_t{1} << 32}, out, nullptr), Error);
    EXPECT_THROW(write_made_shop({.customers = 1, .first_day = 2, .last_day = 1}, out, nullptr), Error);
    EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace rfmeans::test
