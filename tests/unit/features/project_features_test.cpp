#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "unit/features/made_table.hpp"

namespace rfmeans {
namespace {

using test::column_of;
using test::make_table;
using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const RfmTable& table, const FeatureMatrix& fitted) {
    try {
        (void)project_features(table, fitted);
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::content);
        return error.what();
    }
    return "no error";
}

TEST(ProjectFeatures, GivesTheFittedCustomersTheirOwnPoints) {
    const RfmTable table = make_table({{1, 1, 10.37}, {7, 3, 20.01}, {31, 7, 70.99}, {365, 2, -3}});
    for (const Scaling scaling : {Scaling::none, Scaling::z, Scaling::robust, Scaling::minmax}) {
        const FeatureMatrix fitted = make_features(table, {.scaling = scaling});
        const ProjectedPoints projected = project_features(table, fitted);
        EXPECT_EQ(projected.points.values, fitted.points.values);
        EXPECT_EQ(projected.points.step_exponent, fitted.points.step_exponent);
        EXPECT_EQ(projected.clamped, 0);
    }
}

TEST(ProjectFeatures, ClampsPointsOffTheGridAndCountsEachOnce) {
    // z of 0 and 2 is -+1, steps of 2^-20: the grid ends at +-(8 - 2^-20), raw 9 - 2^-20 and -7 + 2^-20.
    const FeatureMatrix fitted = make_features(make_table({{0, 0, 0}, {2, 2, 2}}), {.transform = Transform::none});
    const ProjectedPoints projected =
        project_features(make_table({{9, 9, 9}, {1e300, -1e300, 1}, {8.5, 1, 1}, {1, 1, -7}, {1, 1, -6.5}}), fitted);
    EXPECT_THAT(column_of(projected.points, 0), ElementsAre(8388607, 8388607, 7864320, 0, 0));
    EXPECT_EQ(column_of(projected.points, 1)[1], -8388607);
    EXPECT_THAT(column_of(projected.points, 2), ElementsAre(8388607, 0, 0, -8388607, -7864320));
    EXPECT_EQ(projected.clamped, 3);
}

TEST(ProjectFeatures, KeepsAConstantColumnAtZero) {
    const FeatureMatrix fitted = make_features(make_table({{5, 1, 1}, {5, 2, 2}}), {});
    const ProjectedPoints projected = project_features(make_table({{500, 1, 1}}), fitted);
    EXPECT_EQ(projected.points.values.values[0], 0);
    EXPECT_EQ(projected.clamped, 0);
}

TEST(ProjectFeatures, RefusesDataWithoutTheModelsColumns) {
    RfmTable table = make_table({{1, 1, 10}, {2, 2, 20}});
    table.attributes = {{"Age", std::vector<double>{20, 40}}};
    const FeatureMatrix fitted = make_features(table, {.columns = {"Age", "monetary"}});
    RfmTable fresh = make_table({{1, 1, 10}, {2, 2, 20}});
    EXPECT_THAT(refusal(fresh, fitted), HasSubstr("'Age'"));
    fresh.attributes = {{"Age", std::vector<double>{NAN, 40}}};
    EXPECT_THAT(refusal(fresh, fitted), HasSubstr("1 of 2 customers"));
    fresh.attributes = {{"Age", TextValues{.dictionary = {"old"}, .codes = {0, 0}}}};
    EXPECT_THAT(refusal(fresh, fitted), HasSubstr("text"));
    fresh.attributes = table.attributes;
    fresh.monetary_units.clear();
    EXPECT_THAT(refusal(fresh, fitted), HasSubstr("no amount"));
    fresh.monetary_units = {1000, 2000};
    fresh.attributes = {{"Age", std::vector<double>{-1, 40}}};
    EXPECT_THAT(refusal(fresh, fitted), HasSubstr("log1p"));
}

}  // namespace
}  // namespace rfmeans
