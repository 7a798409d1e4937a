#include "support/same_tables.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace rfmeans::test {

std::uint64_t bits(double x) {
    return std::bit_cast<std::uint64_t>(x);
}

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
    std::vector<std::uint64_t> all;
    for (const double x : values) {
        all.push_back(bits(x));
    }
    return all;
}

void expect_same_columns(const std::vector<Column>& found, const std::vector<Column>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].name, expected[i].name);
        ASSERT_EQ(found[i].values.index(), expected[i].values.index()) << found[i].name;
        if (const auto* numbers = std::get_if<std::vector<double>>(&expected[i].values)) {
            EXPECT_EQ(bits(std::get<std::vector<double>>(found[i].values)), bits(*numbers)) << found[i].name;
        } else {
            EXPECT_EQ(std::get<TextValues>(found[i].values), std::get<TextValues>(expected[i].values)) << found[i].name;
        }
    }
}

void expect_same_rfm(const RfmTable& found, const RfmTable& expected) {
    EXPECT_EQ(found.ids, expected.ids);
    EXPECT_EQ(found.as_of, expected.as_of);
    EXPECT_EQ(bits(found.tensor), bits(expected.tensor));
    EXPECT_EQ(found.monetary_units, expected.monetary_units);
    EXPECT_EQ(found.decimals, expected.decimals);
    EXPECT_EQ(found.scores, expected.scores);
    EXPECT_EQ(found.rule_names, expected.rule_names);
    EXPECT_EQ(found.rule_segment, expected.rule_segment);
    EXPECT_EQ(found.definitions, expected.definitions);
    EXPECT_EQ(found.counts, expected.counts);
    EXPECT_EQ(found.first_time, expected.first_time);
    EXPECT_EQ(found.last_time, expected.last_time);
    expect_same_columns(found.attributes, expected.attributes);
}

void expect_same_transactions(const KeptTransactions& found, const KeptTransactions& expected) {
    EXPECT_EQ(found.texts, expected.texts);
    EXPECT_EQ(found.file, expected.file);
    EXPECT_EQ(found.customer, expected.customer);
    EXPECT_EQ(found.time, expected.time);
    EXPECT_EQ(found.order, expected.order);
    EXPECT_EQ(found.order_ids, expected.order_ids);
    EXPECT_EQ(found.amount, expected.amount);
    EXPECT_EQ(found.decimals, expected.decimals);
    EXPECT_EQ(found.flags, expected.flags);
    expect_same_columns(found.attributes, expected.attributes);
}

}  // namespace rfmeans::test
