#include "rfmeans/segment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "rfmeans/error.hpp"
#include "segment/naming.hpp"
#include "segment/position.hpp"

namespace rfmeans {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Row {
    double recency, frequency;
    std::int64_t cents;
};

RfmTable make_table(const std::vector<Row>& rows) {
    RfmTable table;
    std::vector<std::int64_t> ids;
    for (const Row& row : rows) {
        ids.push_back(static_cast<std::int64_t>(ids.size()));
        table.tensor.insert(table.tensor.end(), {row.recency, row.frequency, static_cast<double>(row.cents) / 100});
        table.monetary_units.push_back(row.cents);
    }
    table.ids.values = ids;
    table.as_of = {15'000};
    table.decimals = 2;
    return table;
}

/// One column named `name` in raw units, a step of 1.
FeatureMatrix make_feature(const std::string& name) {
    FeatureMatrix features;
    features.columns = {{.name = name}};
    return features;
}

Model make_model(const std::vector<float>& centroids) {
    Model model{.k = static_cast<std::int32_t>(centroids.size()), .seed = 7};
    model.centroids = Matrix<float>(centroids.size(), 1);
    model.centroids.values = centroids;
    return model;
}

const std::vector<Row> kRows = {{1, 9, 50'000}, {2, 8, 30'001}, {100, 1, 100}, {200, 1, 300}, {300, 1, 99}};

TEST(MakeSegments, NumbersByRevenueAndPutsClustersWithoutCustomersLast) {
    // Cluster 0: the three poor customers (4.99), 1: nobody, 2: the two rich ones (800.01).
    const Segmentation made =
        make_segments(make_table(kRows), make_feature("recency"), make_model({200, 50, 1.5F}), {2, 2, 0, 0, 0},
                      {.model = 0, .runners_up = {}, .explanation = "because"}, {0.5, kUndefined, 0.75});
    ASSERT_EQ(made.segments.size(), 3U);
    EXPECT_EQ(made.k, 3);
    EXPECT_EQ(made.seed, 7U);
    EXPECT_EQ(made.explanation, "because");
    EXPECT_THAT(made.label, ElementsAre(0, 0, 1, 1, 1));
    EXPECT_EQ(made.segments[0].cluster, 2);
    EXPECT_EQ(made.segments[1].cluster, 0);
    EXPECT_EQ(made.segments[2].cluster, 1);
    EXPECT_EQ(made.segments[2].customers, 0);
    EXPECT_EQ(made.segments[0].revenue_units, 80'001);
    EXPECT_EQ(made.segments[1].revenue_units, 499);
    EXPECT_DOUBLE_EQ(made.segments[0].revenue_share, 80'001.0 / 80'500.0);
    EXPECT_DOUBLE_EQ(made.segments[1].customer_share, 0.6);
    EXPECT_THAT(made.segments[1].mean, ElementsAre(200, 1, testing::DoubleNear(499.0 / 300, 1e-12)));
    EXPECT_THAT(made.segments[1].median, ElementsAre(200, 1, 1.0));
    EXPECT_THAT(made.segments[0].median, ElementsAre(1.5, 8.5, testing::DoubleNear(400.005, 1e-9)));
    EXPECT_EQ(made.segments[0].silhouette, 0.75);
    EXPECT_THAT(made.segments[1].centroid, ElementsAre(200));
}

TEST(MakeSegments, KeepsClustersWithoutCustomersLastWhereRevenueIsNegative) {
    const Segmentation made = make_segments(make_table({{1, 1, -500}, {2, 1, -700}}), make_feature("recency"),
                                            make_model({9, 2, 1}), {2, 1}, {}, {});
    EXPECT_THAT(made.label, ElementsAre(0, 1));
    EXPECT_EQ(made.segments[2].customers, 0);
    EXPECT_TRUE(std::isnan(made.segments[0].revenue_share));
    EXPECT_TRUE(std::isnan(made.segments[0].silhouette));
}

TEST(MakeSegments, BreaksTiesOfRevenueByTheClusterIndex) {
    const Segmentation made = make_segments(make_table({{1, 1, 500}, {2, 1, 500}}), make_feature("recency"),
                                            make_model({2, 1}), {1, 0}, {}, {});
    EXPECT_EQ(made.segments[0].cluster, 0);
    EXPECT_THAT(made.label, ElementsAre(1, 0));
}

TEST(MakeSegments, OrdersBySizeWithoutAmounts) {
    RfmTable table = make_table(kRows);
    table.monetary_units.clear();
    for (std::size_t customer = 0; customer < kRows.size(); ++customer) {
        table.tensor[3 * customer + 2] = kUndefined;
    }
    const Segmentation made =
        make_segments(table, make_feature("recency"), make_model({1.5F, 200}), {0, 0, 1, 1, 1}, {}, {});
    EXPECT_EQ(made.segments[0].cluster, 1);
    EXPECT_TRUE(std::isnan(made.segments[0].revenue_share));
    EXPECT_TRUE(std::isnan(made.segments[0].mean[2]));
    EXPECT_EQ(made.segments[0].name, "Lapsed one-timers");
    EXPECT_EQ(made.segments[1].name, "Champions");
}

TEST(MakeSegments, NamesFromMediansWhereTheModelKnowsNoRfmFeature) {
    RfmTable table = make_table(kRows);
    table.attributes = {{"age", std::vector<double>{30, 40, 50, 60, kUndefined}}};
    const Segmentation made = make_segments(table, make_feature("age"), make_model({35, 55}), {0, 0, 1, 1, 1}, {}, {});
    EXPECT_EQ(made.segments[0].name, "Champions");
    EXPECT_THAT(made.segments[1].name, HasSubstr("one-timers"));
    EXPECT_EQ(made.segments[0].profile[0].text, "mean 35 (all customers 45)");
    EXPECT_EQ(made.segments[1].profile[0].text, "mean 55 (all customers 45)");
}

TEST(MakeSegments, TakesTheSmallestOfEquallyFrequentTexts) {
    RfmTable table = make_table(kRows);
    table.attributes = {{"country", TextValues{{"DE", "FR"}, {1, 0, 1, -1, -1}}},
                        {"none", TextValues{{}, {-1, -1, -1, -1, -1}}}};
    const Segmentation made =
        make_segments(table, make_feature("recency"), make_model({1.5F, 200}), {0, 0, 1, 1, 1}, {}, {});
    EXPECT_EQ(made.segments[0].profile[0].text, "DE, 50.0 % (all customers 33.3 %)");
    EXPECT_EQ(made.segments[1].profile[0].text, "FR, 100.0 % (all customers 66.7 %)");
    EXPECT_EQ(made.segments[1].profile[1].text, "no values");
}

TEST(MakeSegments, RefusesRevenueBeyondInt64) {
    constexpr std::int64_t kHuge = 9'000'000'000'000'000'000;
    try {
        (void)make_segments(make_table({{1, 1, kHuge}, {2, 1, kHuge}}), make_feature("recency"), make_model({1, 2}),
                            {0, 1}, {}, {});
        FAIL() << "expected an error";
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::content);
    }
}

TEST(SegmentLabels, GivesNoSegmentToLabelsThatAreNone) {
    Segmentation segmentation{.k = 2, .segments = {{.cluster = 1}, {.cluster = 0}}};
    EXPECT_THAT(segment_labels(segmentation, {0, 1, -1, 2}), ElementsAre(1, 0, kNoSegment, kNoSegment));
}

TEST(NameSegments, AreUniqueWhereSixtyFourSegmentsLieInOneCell) {
    segment::NamingInput input;
    input.frequency.assign(64, 5);
    for (auto& ranks : input.rank) {
        ranks.assign(64, 0.5);
    }
    for (std::size_t i = 0; i < 32; ++i) {
        input.rank[2][i] = 0.4 + 0.001 * static_cast<double>(i);
    }
    std::set<std::string> names;
    for (const auto& words : segment::name_segments(input)) {
        EXPECT_TRUE(names.insert(words.name).second) << words.name;
        EXPECT_FALSE(words.action.empty());
    }
    EXPECT_EQ(names.size(), 64U);
}

TEST(NameSegments, TellEqualCellsApartByWhatDiffersMost) {
    segment::NamingInput input;
    input.rank = {{{0.1, 0.2}, {0.9, 0.91}, {0.8, 0.99}}};
    input.frequency = {8, 9};
    const auto words = segment::name_segments(input);
    EXPECT_EQ(words[0].name, "Champions, lower spend");
    EXPECT_EQ(words[1].name, "Champions, higher spend");
}

TEST(NameSegments, UseFurtherFeaturesAndAtTheLastNumbers) {
    segment::NamingInput input;
    input.rank = {{{0.1, 0.1, 0.1}, {0.9, 0.9, 0.9}, {0.9, 0.9, 0.9}}};
    input.frequency = {8, 8, 8};
    input.extra = {{"higher age", "lower age", {0.2, 0.8, 0.8}}};
    const auto words = segment::name_segments(input);
    EXPECT_EQ(words[0].name, "Champions, lower age");
    EXPECT_EQ(words[1].name, "Champions, higher age (1)");
    EXPECT_EQ(words[2].name, "Champions, higher age (2)");
}

TEST(NameSegments, CallASegmentThatLiesNowhereEmpty) {
    segment::NamingInput input;
    for (auto& ranks : input.rank) {
        ranks.assign(1, kUndefined);
    }
    input.frequency = {kUndefined};
    EXPECT_EQ(segment::name_segments(input)[0].name, "Empty segment");
}

TEST(PercentileRanks, AreMidRanksAndSkipMissingValues) {
    // Of 1, 1, 2, 4: below 1: 0, at 1: 2 -> (0+2)/8; 3 has three below -> 6/8; 4 -> (3+4)/8.
    EXPECT_THAT(segment::percentile_ranks({4, 1, kUndefined, 2, 1}, {1, 3, 4, 0, 9, 3}),
                ElementsAre(0.25, 0.75, 0.875, 0, 1, 0.75));
    EXPECT_TRUE(std::isnan(segment::percentile_ranks({}, {1})[0]));
    EXPECT_TRUE(std::isnan(segment::percentile_ranks({1}, {kUndefined})[0]));
}

}  // namespace
}  // namespace rfmeans
