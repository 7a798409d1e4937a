// Values at ranks and sorted numbers, against sorting.
#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "rfm/order_statistics.hpp"
#include "rfm/sorted_order.hpp"

namespace rfmeans::rfm {
namespace {

void expect_values_of_sorting(const std::vector<double>& values) {
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::size_t> ranks = {0, values.size() / 5, values.size() / 2, values.size() - 1};
    std::vector<double> expected;
    for (const std::size_t rank : ranks) {
        expected.push_back(sorted[rank]);
    }
    EXPECT_EQ(values_at({values.data(), values.size()}, ranks), expected);
    std::vector<double> matrix(3 * values.size(), -1e9);
    for (std::size_t i = 0; i < values.size(); ++i) {
        matrix[3 * i + 1] = values[i];
    }
    EXPECT_EQ(values_at({matrix.data() + 1, values.size(), 3}, ranks), expected);
}

TEST(ValuesAt, AreThoseOfSorting) {
    std::mt19937_64 random(2);
    for (const std::size_t size : {1U, 2U, 5U, 1000U}) {
        std::vector<double> days, fractions, signs, large;
        for (std::size_t i = 0; i < size; ++i) {
            days.push_back(static_cast<double>(random() % 700));
            fractions.push_back(static_cast<double>(random() % 100'000) / 100);
            signs.push_back(static_cast<double>(random() % 9) - 4);
            large.push_back(static_cast<double>(random() % 3 + 65'534));  // about the largest that is counted
        }
        expect_values_of_sorting(days);
        expect_values_of_sorting(fractions);
        expect_values_of_sorting(signs);
        expect_values_of_sorting(large);
        days.back() = 0.5;  // the only one that is not whole
        expect_values_of_sorting(days);
        days.back() = 1e300;
        expect_values_of_sorting(days);
    }
}

TEST(SortByNumber, SortsNumbersOfAnyLengthWithTheirPlaces) {
    std::mt19937_64 random(3);
    for (const unsigned bits : {0U, 1U, 10U, 11U, 12U, 22U, 23U, 31U, 32U, 33U, 44U, 63U}) {
        for (const std::size_t size : {0U, 1U, 2U, 3000U}) {
            std::vector<std::pair<std::int64_t, std::uint32_t>> expected;
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint64_t number = random() >> (64 - std::max(bits, 1U));
                expected.emplace_back(bits == 0 ? 0 : static_cast<std::int64_t>(number), 4294967295U - 7 * i);
            }
            std::vector<std::int64_t> numbers;
            std::vector<std::uint32_t> places;
            for (const auto& [number, place] : expected) {
                numbers.push_back(number);
                places.push_back(place);
            }
            std::stable_sort(expected.begin(), expected.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            sort_by_number(numbers, places);
            for (std::size_t i = 0; i < size; ++i) {
                ASSERT_EQ(numbers[i], expected[i].first) << bits;
                ASSERT_EQ(places[i], expected[i].second) << bits;
            }
        }
    }
}

TEST(SortByText, SortsPlacesByBytesAndLeavesOthersOut) {
    const std::vector<std::string> texts = {"b", "", "\xC3\xA4", "a", "", "B"};
    std::vector<std::uint32_t> places = {0, 2, 3, 5};
    sort_by_text(texts, places);
    EXPECT_THAT(places, testing::ElementsAre(5, 3, 0, 2));
}

}  // namespace
}  // namespace rfmeans::rfm
