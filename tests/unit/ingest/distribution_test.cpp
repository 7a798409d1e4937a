#include "ingest/profile/distribution.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ingest/profile/decimal_sum.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kPlenty = std::size_t{1} << 24;

ColumnProfile describe(const std::vector<double>& values, std::size_t memory = kPlenty) {
    NumberSorter numbers(memory, "/tmp");
    for (const double value : values) {
        numbers.add(value, 1);
    }
    ColumnProfile profile;
    fill_distribution(numbers, profile);
    return profile;
}

std::int64_t total(const ColumnHistogram& histogram) {
    return std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::int64_t{0});
}

// 1 to 101: position p·100 of type 7 is the value 1 + 100 p.
TEST(Distribution, HasTheQuantilesOfTypeSeven) {
    std::vector<double> values(101);
    std::iota(values.begin(), values.end(), 1);
    std::reverse(values.begin(), values.end());
    const NumberQuantiles quantiles = describe(values).quantiles;
    EXPECT_DOUBLE_EQ(quantiles.q01, 2);
    EXPECT_DOUBLE_EQ(quantiles.q05, 6);
    EXPECT_DOUBLE_EQ(quantiles.q25, 26);
    EXPECT_DOUBLE_EQ(quantiles.median, 51);
    EXPECT_DOUBLE_EQ(quantiles.q75, 76);
    EXPECT_DOUBLE_EQ(quantiles.q95, 96);
    EXPECT_DOUBLE_EQ(quantiles.q99, 100);
}

// numpy.quantile([1, 2, 4, 8], [.25, .5, .95]) is 1.75, 3, 7.4.
TEST(Distribution, InterpolatesBetweenNeighbours) {
    const NumberQuantiles quantiles = describe({8, 1, 4, 2}).quantiles;
    EXPECT_DOUBLE_EQ(quantiles.q25, 1.75);
    EXPECT_DOUBLE_EQ(quantiles.median, 3);
    EXPECT_DOUBLE_EQ(quantiles.q95, 7.4);
}

TEST(Distribution, CountsZerosOfBothSignsAndNegatives) {
    const ColumnProfile profile = describe({0.0, -0.0, -1, 2});
    EXPECT_EQ(profile.zeros, 2);
    EXPECT_EQ(profile.negatives, 1);
    EXPECT_DOUBLE_EQ(profile.mean, 0.25);
}

// Plain double sums lose all of it: 10^15 + 0, 1, 2 has the deviation sqrt(2/3).
TEST(Distribution, KeepsTheDeviationOfNearlyEqualNumbers) {
    const ColumnProfile profile = describe({1e15, 1e15 + 1, 1e15 + 2});
    EXPECT_DOUBLE_EQ(profile.mean, 1e15 + 1);
    EXPECT_DOUBLE_EQ(profile.deviation, std::sqrt(2.0 / 3));
}

TEST(Distribution, StaysFiniteAtTheEndsOfDouble) {
    const ColumnProfile profile = describe({-1.7e308, 1e-300, 1.7e308, 3});
    EXPECT_TRUE(std::isfinite(profile.mean));
    EXPECT_NEAR(profile.deviation / 1e308, 1.7 / std::sqrt(2.0), 1e-12);
    EXPECT_LE(profile.histogram.counts.size(), 52U);
    EXPECT_EQ(total(profile.histogram), 4);
    EXPECT_TRUE(std::is_sorted(profile.histogram.edges.begin(), profile.histogram.edges.end()));
    EXPECT_TRUE(std::isfinite(profile.quantiles.median));
}

// Bins by the range alone would be 10^300 wide, or as many.
TEST(Distribution, ShowsTheBulkBesideAnOutlier) {
    std::vector<double> values;
    for (int i = 0; i < 1'000; ++i) {
        values.push_back(i + 0.5);
    }
    values.push_back(1e300);
    const ColumnHistogram histogram = describe(values).histogram;
    EXPECT_GE(histogram.counts.size(), 10U);
    EXPECT_LE(histogram.counts.size(), 52U);
    EXPECT_EQ(total(histogram), 1'001);
    EXPECT_LT(*std::max_element(histogram.counts.begin(), histogram.counts.end()), 200);
}

TEST(Distribution, GivesFewWholeNumbersABinEach) {
    const ColumnHistogram histogram = describe({1, 1, 2, 4}).histogram;
    EXPECT_THAT(histogram.edges, testing::ElementsAre(0.5, 1.5, 2.5, 3.5, 4.5));
    EXPECT_THAT(histogram.counts, testing::ElementsAre(2, 1, 0, 1));
}

TEST(Distribution, HasOneBinForOneFraction) {
    const ColumnHistogram histogram = describe({0.25, 0.25}).histogram;
    EXPECT_THAT(histogram.counts, testing::ElementsAre(2));
}

TEST(Distribution, IsTheSameBitsInAnyOrderAndMemory) {
    std::vector<double> values;
    for (int i = 0; i < 20'000; ++i) {
        values.push_back(std::ldexp(i * 7919 % 10'007 - 5'000, i % 40 - 20) / 3);
    }
    const ColumnProfile one = describe(values);
    std::reverse(values.begin(), values.end());
    const ColumnProfile other = describe(values, 1'024);
    EXPECT_EQ(one.mean, other.mean);
    EXPECT_EQ(one.deviation, other.deviation);
    EXPECT_EQ(one.quantiles.q01, other.quantiles.q01);
    EXPECT_EQ(one.quantiles.median, other.quantiles.median);
    EXPECT_EQ(one.histogram.edges, other.histogram.edges);
    EXPECT_EQ(one.histogram.counts, other.histogram.counts);
}

TEST(Distribution, IsNothingWithoutNumbers) {
    const ColumnProfile profile = describe({});
    EXPECT_TRUE(std::isnan(profile.mean));
    EXPECT_EQ(profile.zeros, -1);
    EXPECT_TRUE(profile.histogram.counts.empty());
}

ColumnHistogram dates(const std::vector<Day>& days) {
    NumberSorter times(kPlenty, "/tmp");
    for (const Day day : days) {
        times.add(static_cast<double>(kSecondsPerDay * day + 3'600), 1);
    }
    ColumnProfile profile;
    fill_date_histogram(times, profile);
    return profile.histogram;
}

TEST(DateHistogram, ChoosesDaysMonthsOrYears) {
    const Day first = day_from_civil(2011, 1, 31);
    const ColumnHistogram days = dates({first, first + 2});
    EXPECT_EQ(days.unit, "day");
    EXPECT_THAT(days.counts, testing::ElementsAre(1, 0, 1));
    const ColumnHistogram months = dates({first, first + 1, day_from_civil(2011, 12, 1)});
    EXPECT_EQ(months.unit, "month");
    EXPECT_THAT(months.counts, testing::ElementsAre(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    const ColumnHistogram years = dates({first, day_from_civil(2020, 1, 1)});
    EXPECT_EQ(years.unit, "year");
    EXPECT_EQ(years.counts.size(), 10U);
    EXPECT_LE(dates({day_from_civil(1, 1, 1), day_from_civil(9999, 12, 31)}).counts.size(), 62U);
}

TEST(DecimalSum, AddsAnyScalesExactly) {
    DecimalSum sum;
    sum.add({.mantissa = -25, .scale = 2});
    EXPECT_EQ(sum.text(2), "-0.25");
    sum.add({.mantissa = -1, .scale = 18});
    EXPECT_EQ(sum.text(18), "-0.250000000000000001");
    sum.add({.mantissa = std::numeric_limits<std::int64_t>::max(), .scale = 0});
    EXPECT_EQ(sum.text(18), "9223372036854775806.749999999999999999");
    for (int i = 0; i < 1'000; ++i) {
        sum.add({.mantissa = std::numeric_limits<std::int64_t>::min() + 1, .scale = 0});
    }
    EXPECT_EQ(sum.text(18), "-9214148664817921031193.250000000000000001");
    EXPECT_EQ(DecimalSum().text(0), "0");
    EXPECT_EQ(DecimalSum().text(2), "0.00");
}

TEST(DecimalSum, HasEnoughPlacesForASumOfSums) {
    DecimalSum a, b;
    a.add({.mantissa = 999'999'999'999'999'999, .scale = 18});
    b.add({.mantissa = 2, .scale = 18});
    a.add(b);
    EXPECT_EQ(a.text(18), "1.000000000000000001");
    EXPECT_EQ(a.text(0), "1");
}

}  // namespace
}  // namespace rfmeans::ingest
