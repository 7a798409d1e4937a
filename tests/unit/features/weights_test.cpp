#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "unit/features/made_table.hpp"

namespace rfmeans {
namespace {

using test::make_matrix;
using test::make_table;
using test::message_of;
using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> kNames = {"x", "w"};

/// Points 1, 2, 3, … with these weights.
FeatureMatrix weighted(const std::vector<double>& weights) {
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        rows.push_back({static_cast<double>(i + 1), weights[i]});
    }
    return make_features(make_matrix(rows), kNames, {.weights = "w"});
}

TEST(Weights, StayAsTheyAreWhereTheyAreWholeNumbers) {
    const FeatureMatrix matrix = weighted({3, 0, 1'000'000});
    EXPECT_THAT(matrix.points.weights, ElementsAre(3, 0, 1'000'000));
    EXPECT_EQ(matrix.points.weight_exponent, 0);
    ASSERT_EQ(matrix.columns.size(), 1U);  // the weights are no coordinate
    EXPECT_EQ(matrix.columns[0].name, "x");
}

TEST(Weights, LieOnStepsOfTwoToTheMinusTwentyWhereTheTotalIsSmall) {
    const FeatureMatrix matrix = weighted({0.5, 1.0 / 3, 2});
    EXPECT_EQ(matrix.points.weight_exponent, -20);
    EXPECT_THAT(matrix.points.weights, ElementsAre(524'288, 349'525, 2'097'152));  // 2^20 / 3 = 349525.33
}

TEST(Weights, TakeTheFinestStepsForWhichSumsStayExact) {
    // D = 1: the total must stay below 2^40. 2^30 + 0.5 in steps of 2^-9 is 2^39 + 2^8, and in steps of 2^-10 too much.
    const FeatureMatrix matrix = weighted({std::ldexp(1.0, 30), 0.5});
    EXPECT_EQ(matrix.points.weight_exponent, -9);
    EXPECT_THAT(matrix.points.weights, ElementsAre(std::int64_t{1} << 39, 256));
    EXPECT_EQ(matrix.points.weight_step(), 1.0 / 512);
}

TEST(Weights, OfWholeNumbersAreCutToStepsWhereTheirTotalIsTooLarge) {
    const double large = std::ldexp(1.0, 39);
    const FeatureMatrix matrix = weighted({large, large, 6});  // 2^40 + 6, so steps of 2
    EXPECT_EQ(matrix.points.weight_exponent, 1);
    EXPECT_THAT(matrix.points.weights, ElementsAre(std::int64_t{1} << 38, std::int64_t{1} << 38, 3));
}

TEST(Weights, TakeNumbersAtTheEndOfDouble) {
    EXPECT_EQ(weighted({1e308, 1e308}).points.weight_exponent, 985);  // 1e308 = 2^1023.2: twice it below 2^(985 + 40)
    EXPECT_THAT(weighted({0, 0}).points.weights, ElementsAre(0, 0));
}

TEST(Weights, ThatWouldVanishAreRefusedByRowAndValue) {
    const auto message = message_of([] { return weighted({1, 1e-9}); }, Failure::content);
    EXPECT_THAT(message, HasSubstr("row 2"));
    EXPECT_THAT(message, HasSubstr("1e-09"));
    EXPECT_THAT(message, HasSubstr("'w'"));
    EXPECT_THAT(message_of([] { return weighted({1, 1, 1e30}); }, Failure::content),
                HasSubstr("row 1 has the weight 1"));
}

TEST(Weights, BelowZeroOrMissingAreRefused) {
    EXPECT_THAT(message_of([] { return weighted({1, -2}); }, Failure::content), HasSubstr("row 2 has the weight -2"));
    EXPECT_THAT(message_of([] { return weighted({1, NAN}); }, Failure::content), HasSubstr("row 2"));
    EXPECT_THAT(message_of([] { return weighted({1, INFINITY}); }, Failure::content), HasSubstr("row 2"));
}

TEST(Weights, NeedAColumnOfNumbersAndLeaveOneForThePoints) {
    const auto values = make_matrix({{1, 2}, {3, 4}});
    EXPECT_THAT(message_of([&] { return make_features(values, kNames, {.weights = "v"}); }, Failure::option),
                HasSubstr("--weights"));
    EXPECT_THAT(message_of([&] { return make_features(make_matrix({{1}}), {"w"}, {.weights = "w"}); }, Failure::option),
                HasSubstr("only column"));
}

TEST(Weights, OfAStudyAreAColumnOfItsCustomers) {
    RfmTable table = make_table({{1, 1, 10}, {7, 3, 20}, {31, 7, 70}});
    table.attributes = {{"size", std::vector<double>{2, 0.25, 0}}, {"town", TextValues{{"A"}, {0, 0, 0}}}};
    const FeatureMatrix matrix = make_features(table, {.weights = "size"});
    EXPECT_EQ(matrix.columns.size(), 3U);
    EXPECT_THAT(matrix.points.weights, ElementsAre(2 << 20, 1 << 18, 0));
    EXPECT_THAT(make_features(table, {.weights = "monetary"}).points.weights, ElementsAre(10, 20, 70));
    EXPECT_THAT(message_of([&] { return make_features(table, {.weights = "town"}); }, Failure::option),
                HasSubstr("--weights: column 'town' holds text"));
    table.attributes[0].values = std::vector<double>{1, NAN, 1};
    EXPECT_THAT(message_of([&] { return make_features(table, {.weights = "size"}); }, Failure::content),
                HasSubstr("the first of them 'c1'"));
    table.attributes[0].values = std::vector<double>{1, 1, -0.5};
    EXPECT_THAT(message_of([&] { return make_features(table, {.weights = "size"}); }, Failure::content),
                HasSubstr("customer 'c2' has the weight -0.5"));
}

}  // namespace
}  // namespace rfmeans
