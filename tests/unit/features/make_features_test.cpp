#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/numerics/grid.hpp"
#include "unit/features/made_table.hpp"

namespace rfmeans {
namespace {

using test::column_of;
using test::make_matrix;
using test::make_table;
using test::message_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const FeatureSpec kPlain{.transform = Transform::none};

TEST(MakeFeatures, TakesLogarithmsAndZScoresOfRfmByDefault) {
    const RfmTable table = make_table({{1, 1, 10}, {7, 3, 20}, {31, 7, 70}});
    const FeatureMatrix matrix = make_features(table, {});
    ASSERT_EQ(matrix.columns.size(), 3U);
    EXPECT_EQ(matrix.columns[0].name, "recency");
    EXPECT_EQ(matrix.columns[2].name, "monetary");
    EXPECT_EQ(matrix.columns[2].lowest, 0);
    EXPECT_EQ(matrix.points.step_exponent, -20);
    // log1p of 1, 7, 31 is 1, 3, 5 times ln 2: mean 3 ln 2, deviation sqrt(8/3) ln 2, features -+ sqrt(3/2), 0.
    EXPECT_NEAR(matrix.columns[0].centre, 3 * std::log(2.0), 1e-11);
    EXPECT_NEAR(matrix.columns[0].scale, std::sqrt(8.0 / 3) * std::log(2.0), 1e-11);
    EXPECT_THAT(column_of(matrix, 0), ElementsAre(-1284238, 0, 1284238));  // sqrt(3/2) * 2^20 = 1284238.08…
}

TEST(MakeFeatures, LeavesMonetaryOutWithoutAmounts) {
    RfmTable table = make_table({{1, 1, NAN}, {2, 3, NAN}});
    table.monetary_units.clear();
    EXPECT_EQ(make_features(table, {}).columns.size(), 2U);
    EXPECT_THAT(message_of([&] { return make_features(table, {.columns = {"monetary"}}); }, Failure::option),
                HasSubstr("no amount"));
}

TEST(MakeFeatures, CountsMonetaryBelowZeroAsZeroUnderLog1p) {
    const RfmTable table = make_table({{1, 1, -50}, {2, 2, 0}, {3, 3, 100}});
    const auto features = column_of(make_features(table, {}), 2);
    EXPECT_EQ(features[0], features[1]);
    const auto plain = column_of(make_features(table, kPlain), 2);
    EXPECT_LT(plain[0], plain[1]);
}

TEST(MakeFeatures, CentresAPlainMatrixAndNothingElse) {
    // Means 3 and 100: features -1 1 and 50 -50; the step holds 50 in 23 bits: 2^-17 (50 * 2^17 = 6553600).
    const FeatureMatrix matrix = make_features(make_matrix({{2, 150}, {4, 50}}), {"x", "y"}, {});
    EXPECT_EQ(matrix.points.step_exponent, -17);
    EXPECT_THAT(matrix.points.values.values, ElementsAre(-131072, 6553600, 131072, -6553600));
    EXPECT_EQ(matrix.columns[1].centre, 100);
    EXPECT_EQ(matrix.columns[1].scale, 1);
    EXPECT_THAT(matrix.warnings, IsEmpty());
}

TEST(MakeFeatures, ScalesByTheRuleAskedFor) {
    // 0 1 2 3 10: median 2, quartiles 1 and 3; minimum 0, range 10.
    const Matrix<double> values = make_matrix({{0}, {1}, {2}, {3}, {10}});
    const FeatureMatrix robust = make_features(values, {"x"}, {.scaling = Scaling::robust});
    EXPECT_EQ(robust.columns[0].centre, 2);
    EXPECT_EQ(robust.columns[0].scale, 2);
    EXPECT_EQ(robust.points.values.values[4] * robust.points.step(), 4);
    const FeatureMatrix minmax = make_features(values, {"x"}, {.scaling = Scaling::minmax});
    EXPECT_EQ(minmax.columns[0].centre, 0);
    EXPECT_EQ(minmax.columns[0].scale, 10);
    EXPECT_THAT(column_of(minmax, 0), ElementsAre(0, 104858, 209715, 314573, 1048576));  // tenths of 2^20
}

TEST(MakeFeatures, MakesAConstantColumnZeroAndSaysSo) {
    for (const Scaling scaling : {Scaling::none, Scaling::z, Scaling::robust, Scaling::minmax}) {
        const FeatureMatrix matrix =
            make_features(make_matrix({{0.1, 1}, {0.1, 2}, {0.1, 3}}), {"flat", "x"}, {.scaling = scaling});
        EXPECT_TRUE(matrix.columns[0].constant);
        EXPECT_FALSE(matrix.columns[1].constant);
        EXPECT_THAT(column_of(matrix, 0), ElementsAre(0, 0, 0));
        EXPECT_THAT(matrix.warnings, ElementsAre(HasSubstr("'flat'")));
        EXPECT_NEAR(matrix.columns[0].raw(0), 0.1, 1e-12);
    }
}

TEST(MakeFeatures, PutsAnAllConstantMatrixOnTheStepOfTwoToTheMinusTwenty) {
    const FeatureMatrix matrix = make_features(make_matrix({{5, -0.0}, {5, 0.0}}), {"x", "y"}, {});
    EXPECT_EQ(matrix.points.step_exponent, -20);
    EXPECT_THAT(matrix.points.values.values, ElementsAre(0, 0, 0, 0));
    EXPECT_EQ(matrix.warnings.size(), 2U);
}

TEST(MakeFeatures, ScalesByTheDeviationWhereTheQuartilesAreEqual) {
    const FeatureMatrix matrix =
        make_features(make_matrix({{1}, {1}, {1}, {1}, {6}}), {"x"}, {.scaling = Scaling::robust});
    EXPECT_EQ(matrix.columns[0].centre, 1);
    EXPECT_EQ(matrix.columns[0].scale, 2);  // mean 2, squares 1 1 1 1 16, variance 4
    EXPECT_THAT(matrix.warnings, ElementsAre(HasSubstr("inter-quartile range is 0")));
}

TEST(MakeFeatures, CutsTheExtremesByWinsorising) {
    // 0 … 100: type-7 quantiles at 5 and 95 % are 5 and 95.
    Matrix<double> values(101, 1);
    for (std::size_t i = 0; i < 101; ++i) {
        values.values[i] = static_cast<double>(i);
    }
    const FeatureMatrix matrix = make_features(values, {"x"}, {.winsorise = 5});
    EXPECT_EQ(matrix.columns[0].lowest, 5);
    EXPECT_EQ(matrix.columns[0].highest, 95);
    EXPECT_EQ(column_of(matrix, 0)[0], column_of(matrix, 0)[5]);
    EXPECT_NE(column_of(matrix, 0)[5], column_of(matrix, 0)[6]);
    EXPECT_THAT(message_of([&] { return make_features(values, {"x"}, {.winsorise = 50}); }, Failure::option),
                HasSubstr("--winsorise"));
    EXPECT_THAT(message_of([&] { return make_features(values, {"x"}, {.winsorise = NAN}); }, Failure::option),
                HasSubstr("--winsorise"));
}

TEST(MakeFeatures, WinsorisesMonetaryThatIsMostlyBelowZero) {
    const RfmTable table = make_table({{1, 1, -5}, {2, 2, -4}, {3, 3, -3}, {4, 4, -2}, {5, 5, -1}});
    const FeatureMatrix matrix = make_features(table, {.winsorise = 20});
    EXPECT_EQ(matrix.columns[2].lowest, 0);
    EXPECT_EQ(matrix.columns[2].highest, 0);
    EXPECT_TRUE(matrix.columns[2].constant);
}

TEST(MakeFeatures, NamesTheColumnThatMakesTheStepCoarse) {
    Matrix<double> values(1001, 2);
    for (std::size_t i = 0; i < 1001; ++i) {
        values.row(i)[0] = static_cast<double>(i);
        values.row(i)[1] = i == 1000 ? 1e12 : 0;
    }
    const FeatureMatrix matrix = make_features(values, {"small", "wide"}, {});
    ASSERT_EQ(matrix.warnings.size(), 1U);
    EXPECT_THAT(matrix.warnings[0], HasSubstr("column 'wide'"));
    EXPECT_THAT(matrix.warnings[0], HasSubstr("of 1001 distinct points"));
    EXPECT_THAT(matrix.warnings[0], HasSubstr("--winsorise"));
}

TEST(MakeFeatures, WarnsOnlyAboveOneInAThousand) {
    // 2000 distinct points, a step of 1 (the largest feature needs 23 bits): pairs i, i + 1/4 merge.
    const auto merged = [](std::size_t pairs) {
        Matrix<double> values(2000, 1);
        for (std::size_t i = 0; i < 1000; ++i) {
            values.values[2 * i] = static_cast<double>(8 * i);
            values.values[2 * i + 1] = -static_cast<double>(8 * i);
        }
        values.values[1] = 4;
        values.values[3] = -4;
        values.values[0] = 4'194'304 * 2 - 1.0;
        values.values[2] = -values.values[0];
        for (std::size_t i = 0; i < pairs; ++i) {
            values.values[100 + 4 * i] = values.values[102 + 4 * i] + 0.25;
            values.values[101 + 4 * i] = values.values[103 + 4 * i] - 0.25;
        }
        return make_features(values, {"x"}, {}).warnings.size();
    };
    EXPECT_EQ(merged(1), 0U);  // 2 of 2000: exactly 0.1 %
    EXPECT_EQ(merged(2), 1U);
}

TEST(MakeFeatures, HoldsHugeAndTinyColumns) {
    const FeatureMatrix huge = make_features(make_matrix({{1e300}, {-1e300}}), {"x"}, {});
    EXPECT_EQ(huge.points.step_exponent, 974);
    EXPECT_EQ(column_of(huge, 0)[0], -column_of(huge, 0)[1]);
    const FeatureMatrix tiny = make_features(make_matrix({{1e-290}, {-1e-290}}), {"x"}, {.scaling = Scaling::z});
    EXPECT_THAT(column_of(tiny, 0), ElementsAre(1048576, -1048576));
    EXPECT_TRUE(make_features(make_matrix({{5e-324}, {0}}), {"x"}, {}).columns[0].constant);
}

TEST(MakeFeatures, RefusesAColumnThatSpansMoreThanDouble) {
    const double most = 1.7976931348623157e308;
    EXPECT_THAT(
        message_of([&] { return make_features(make_matrix({{most}, {-most}, {-most}}), {"x"}, {}); }, Failure::content),
        HasSubstr("column 'x'"));
}

TEST(MakeFeatures, RefusesValuesThatAreNotFiniteNamingRowAndColumn) {
    for (const double bad : {static_cast<double>(NAN), static_cast<double>(INFINITY)}) {
        const std::string message = message_of(
            [&] { return make_features(make_matrix({{1, 2}, {3, bad}}), {"x", "y"}, {}); }, Failure::content);
        EXPECT_THAT(message, HasSubstr("row 2, column 'y'"));
    }
    EXPECT_THAT(message_of([&] { return make_features(Matrix<double>(0, 2), {"x", "y"}, {}); }, Failure::content),
                HasSubstr("0 rows"));
}

TEST(MakeFeatures, RefusesLogarithmsAtMinusOneAndBelow) {
    const std::string message =
        message_of([&] { return make_features(make_matrix({{1}, {-1}}), {"x"}, {.transform = Transform::log1p}); },
                   Failure::content);
    EXPECT_THAT(message, HasSubstr("column 'x' holds -1 (row 2 of 2)"));
}

TEST(MakeFeatures, TakesAttributesByNameAndRefusesTextMissingAndUnknownOnes) {
    RfmTable table = make_table({{1, 1, 10}, {2, 2, 20}});
    table.attributes = {{"Age", std::vector<double>{20, 40}},
                        {"Churn", std::vector<double>{0, NAN}},
                        {"Gender", TextValues{.dictionary = {"F", "M"}, .codes = {0, 1}}}};
    const FeatureMatrix matrix = make_features(table, {.columns = {"Age", "recency"}, .transform = Transform::none});
    EXPECT_EQ(matrix.columns[0].name, "Age");
    EXPECT_THAT(column_of(matrix, 0), ElementsAre(-1048576, 1048576));
    const auto refuse = [&](const std::string& name, Failure failure) {
        return message_of([&] { return make_features(table, {.columns = {name}}); }, failure);
    };
    EXPECT_THAT(refuse("Churn", Failure::content), HasSubstr("1 of 2 customers"));
    EXPECT_THAT(refuse("Gender", Failure::option), HasSubstr("holds text"));
    EXPECT_THAT(refuse("Height", Failure::option), HasSubstr("recency, frequency, monetary, Age, Churn"));
    EXPECT_THAT(message_of([&] { return make_features(table, {.columns = {"Age", "Age"}}); }, Failure::option),
                HasSubstr("twice"));
    EXPECT_THAT(
        message_of([&] { return make_features(make_matrix({{1}, {2}}), {"x"}, {.columns = {"z"}}); }, Failure::option),
        HasSubstr("'z'"));
}

TEST(MakeFeatures, TakesThePointsOfTheLastWindow) {
    RfmTable table = make_table({{1, 1, 10}, {2, 2, 20}});
    table.as_of.push_back(table.as_of.front() + 30);
    table.tensor.insert(table.tensor.end(), {7, 5, 10, 7, 7, 20});
    table.monetary_units.insert(table.monetary_units.end(), {1000, 2000});
    const FeatureMatrix matrix = make_features(table, {});
    EXPECT_TRUE(matrix.columns[0].constant);
    EXPECT_FALSE(matrix.columns[1].constant);
}

TEST(MakeFeatures, SnapsTheFeaturesOfTheStoredColumns) {
    // What FeatureColumn says is what the matrix holds, to the last bit.
    const RfmTable table = make_table({{1, 1, 10.37}, {7, 3, 20.01}, {31, 7, 70.99}, {365, 2, -3}});
    for (const Scaling scaling : {Scaling::none, Scaling::z, Scaling::robust, Scaling::minmax}) {
        const FeatureMatrix matrix = make_features(table, {.scaling = scaling, .winsorise = 10});
        for (std::size_t i = 0; i < table.customers(); ++i) {
            for (std::size_t d = 0; d < 3; ++d) {
                const double q =
                    numerics::snap_to_grid(matrix.columns[d].feature(table.row(0, i)[d]), matrix.points.step_exponent);
                EXPECT_EQ(static_cast<double>(matrix.points.values.row(i)[d]), q);
            }
        }
    }
}

}  // namespace
}  // namespace rfmeans
