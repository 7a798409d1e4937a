#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "rfm/rule_table.hpp"
#include "rfmeans/rfm.hpp"
#include "support/data_files.hpp"

namespace rfmeans {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(ScoreQuintiles, CutsAtTypeSevenQuantilesPlusOne) {
    // R: quantile(1:11, 1:4/5) is 3 5 7 9, so the cut points are 4, 6, 8, 10.
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    EXPECT_THAT(score_quintiles(values, ScoreOrder::ascending), ElementsAre(1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5));
    EXPECT_THAT(score_quintiles(values, ScoreOrder::reversed), ElementsAre(5, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1));
}

TEST(ScoreQuintiles, ScoresEqualValuesAlikeWhateverTheirRows) {
    const std::vector<double> values = {1, 1, 9, 1, 1, 2, 1, 1, 1, 1};
    // Quantiles 1, 1, 1, 1.2 (h = 7.2 between 1 and 2): cut points 2, 2, 2, 2.2.
    EXPECT_THAT(score_quintiles(values, ScoreOrder::ascending), ElementsAre(1, 1, 5, 1, 1, 4, 1, 1, 1, 1));
}

TEST(ScoreQuintiles, GivesOneScoreToAConstantFeature) {
    EXPECT_THAT(score_quintiles({7, 7, 7}, ScoreOrder::ascending), ElementsAre(1, 1, 1));
    EXPECT_THAT(score_quintiles({7}, ScoreOrder::reversed), ElementsAre(5));
    EXPECT_THAT(score_quintiles({}, ScoreOrder::reversed), ElementsAre());
}

TEST(RuleTable, CoversThePublishedNumberOfCellsPerSegment) {
    // Cells per segment found by enumeration of R's package rfm 0.3.0.
    std::map<std::string, int> cells;
    const auto names = rfm::rule_segment_names();
    for (std::uint8_t r = 1; r <= 5; ++r) {
        for (std::uint8_t f = 1; f <= 5; ++f) {
            for (std::uint8_t m = 1; m <= 5; ++m) {
                ++cells[names[rfm::find_rule_segment({r, f, m})]];
            }
        }
    }
    EXPECT_THAT(cells,
                UnorderedElementsAre(Pair("Champions", 1), Pair("Potential Loyalist", 35), Pair("Loyal Customers", 15),
                                     Pair("Promising", 8), Pair("New Customers", 15), Pair("Can't Lose Them", 6),
                                     Pair("At Risk", 7), Pair("Need Attention", 4), Pair("About To Sleep", 10),
                                     Pair("Lost", 14), Pair("Others", 10)));
}

TEST(RuleTable, AsksNothingOfMonetaryWhereThereAreNoAmounts) {
    const auto names = rfm::rule_segment_names();
    EXPECT_EQ(names[rfm::find_rule_segment({5, 5, 0})], "Champions");
    EXPECT_EQ(names[rfm::find_rule_segment({1, 1, 0})], "Lost");
}

// customer_id, recency_days, transaction_count, amount, three scores, rfm_score, segment: made by the package itself.
struct ExpectedCustomer {
    std::string id;
    double recency, frequency, monetary;
    std::array<std::uint8_t, 3> scores;
    std::string segment;
};

std::vector<ExpectedCustomer> read_expected(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    std::vector<ExpectedCustomer> customers;
    while (std::getline(in, line)) {
        std::vector<std::string> cells;
        std::istringstream rest(line);
        for (std::string cell; std::getline(rest, cell, ',');) {
            cells.push_back(cell);
        }
        const auto score = [&](std::size_t i) { return static_cast<std::uint8_t>(std::stoi(cells.at(i))); };
        customers.push_back({cells.at(0),
                             std::stod(cells.at(1)),
                             std::stod(cells.at(2)),
                             std::stod(cells.at(3)),
                             {score(4), score(5), score(6)},
                             cells.at(8)});
    }
    return customers;
}

TEST(ScoreQuintiles, EqualsThePackagesScoresAndSegmentsForAll995Customers) {
    RFMEANS_NEED_DATA(folder, "rfm_r_package");
    const auto customers = read_expected(folder / "expected_scores_segments.csv");
    ASSERT_EQ(customers.size(), 995U);
    std::vector<double> recency;
    std::vector<double> frequency;
    std::vector<double> monetary;
    for (const auto& customer : customers) {
        recency.push_back(customer.recency);
        frequency.push_back(customer.frequency);
        monetary.push_back(customer.monetary);
    }
    const auto r = score_quintiles(recency, ScoreOrder::reversed);
    const auto f = score_quintiles(frequency, ScoreOrder::ascending);
    const auto m = score_quintiles(monetary, ScoreOrder::ascending);
    const auto names = rfm::rule_segment_names();
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const std::array<std::uint8_t, 3> scores = {r[i], f[i], m[i]};
        EXPECT_EQ(scores, customers[i].scores) << customers[i].id;
        EXPECT_EQ(names[rfm::find_rule_segment(scores)], customers[i].segment) << customers[i].id;
    }
}

}  // namespace
}  // namespace rfmeans
