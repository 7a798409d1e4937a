#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "rfmeans/rfm.hpp"
#include "unit/rfm/made_shop.hpp"

namespace rfmeans {
namespace {

using test::make_shop;
using testing::ElementsAre;

const std::vector<double>& numbers_of(const RfmTable& table) {
    return std::get<std::vector<double>>(table.attributes.front().values);
}

Transactions make_shop_with(const std::vector<std::pair<std::string, double>>& rows) {
    std::vector<test::MadeRow> made;
    std::vector<double> values;
    for (const auto& [customer, value] : rows) {
        made.push_back({customer, "2011-01-01", "1", 1});
        values.push_back(value);
    }
    Transactions shop = make_shop(made);
    shop.attributes = {{"Age", values}};
    return shop;
}

TEST(Attributes, TakeTheMeanOfNumbersAndIgnoreMissingOnes) {
    const RfmTable table = build_rfm(make_shop_with({{"a", 30}, {"b", 41}, {"a", NAN}, {"a", 31}, {"c", NAN}}), {});
    EXPECT_EQ(table.attributes.front().name, "Age");
    EXPECT_EQ(numbers_of(table)[0], 30.5);
    EXPECT_EQ(numbers_of(table)[1], 41);
    EXPECT_TRUE(std::isnan(numbers_of(table)[2]));
}

TEST(Attributes, MeanDoesNotDependOnTheOrderOfRows) {
    // In row order these give 1/3 or 0: 1e16 + 1 is 1e16.
    std::vector<std::pair<std::string, double>> rows = {{"a", 1e16}, {"a", 1.0}, {"a", -1e16}};
    std::sort(rows.begin(), rows.end());
    const double first = numbers_of(build_rfm(make_shop_with(rows), {}))[0];
    while (std::next_permutation(rows.begin(), rows.end())) {
        EXPECT_EQ(numbers_of(build_rfm(make_shop_with(rows), {}))[0], first);
    }
}

TEST(Attributes, MeanOfEqualValuesIsThatValue) {
    // python: (0.1 + 0.1 + 0.1) / 3 is 0.10000000000000002
    EXPECT_EQ(numbers_of(build_rfm(make_shop_with({{"a", 0.1}, {"a", 0.1}, {"a", 0.1}}), {}))[0], 0.1);
    EXPECT_EQ(numbers_of(build_rfm(make_shop_with({{"a", 1.7e308}, {"a", 1.7e308}}), {}))[0], 1.7e308);
}

TEST(Attributes, TakeTheMostFrequentTextAndTheSmallestOfATie) {
    Transactions shop = make_shop({{"a", "2011-01-01", "1", 1},
                                   {"a", "2011-01-01", "1", 1},
                                   {"a", "2011-01-01", "1", 1},
                                   {"b", "2011-01-01", "1", 1},
                                   {"b", "2011-01-01", "1", 1},
                                   {"c", "2011-01-01", "1", 1}});
    shop.attributes = {{"Country", TextValues{.dictionary = {"A", "FR", "UK", "US"}, .codes = {3, 1, 3, 2, 1, -1}}}};
    const RfmTable table = build_rfm(shop, {});
    const auto& countries = std::get<TextValues>(table.attributes.front().values);
    EXPECT_THAT(countries.dictionary, ElementsAre("FR", "US"));  // only what is still used, ascending
    EXPECT_THAT(countries.codes, ElementsAre(1, 0, -1));
}

TEST(Attributes, LookAtUsedRowsOnly) {
    Transactions shop = make_shop({{"a", "2011-01-01", "1", 1},
                                   {"a", "2011-01-01", "C2", -1, row_flag::kReturn},
                                   {"b", "2011-01-01", "C3", -1, row_flag::kReturn}});
    shop.attributes = {{"Age", std::vector<double>{20, 99, 50}}};
    EXPECT_THAT(numbers_of(build_rfm(shop, {})), ElementsAre(20));
}

}  // namespace
}  // namespace rfmeans
