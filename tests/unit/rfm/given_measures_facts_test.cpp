// Facts of real tables of customers, computed independently (reference_facts.json and README.md beside the data).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "support/data_files.hpp"
#include "unit/rfm/facts.hpp"

namespace rfmeans {
namespace {

using nlohmann::json;
using test::read_facts;
using testing::ElementsAre;

RfmTable read_table(const std::filesystem::path& file, const RfmSpec& spec = {}) {
    EXPECT_EQ(find_row_kind({file}, {}), RowKind::customers);
    return tabulate_customers(read_customers({file}, {}), spec);
}

double sum_of(const RfmTable& table, std::size_t part) {
    double sum = 0;
    for (std::size_t i = 0; i < table.customers(); ++i) {
        sum += table.row(0, i)[part];
    }
    return sum;
}

std::int64_t sum_units(const RfmTable& table) {
    std::int64_t sum = 0;
    for (const std::int64_t units : table.monetary_units) {
        sum += units;
    }
    return sum;
}

std::map<std::string, int> count_segments(const RfmTable& table) {
    std::map<std::string, int> counts;
    for (const std::uint8_t segment : table.rule_segment) {
        ++counts[table.rule_names[segment]];
    }
    return counts;
}

TEST(GivenMeasures, AreTheFactsOfBloodTransfusion) {
    RFMEANS_NEED_DATA(folder, "blood_transfusion");
    const json facts = read_facts(folder);
    const RfmTable table = read_table(folder / "transfusion_rfmtc.csv");
    EXPECT_EQ(table.customers(), facts["rows"].get<std::size_t>());
    EXPECT_EQ(table.ids.text(747), "748") << "numbered by row";
    EXPECT_EQ(sum_of(table, 0), facts["sums"]["recency"].get<double>());
    EXPECT_EQ(sum_of(table, 1), facts["sums"]["frequency"].get<double>());
    EXPECT_EQ(sum_units(table), facts["sums"]["monetary"].get<std::int64_t>());
    EXPECT_EQ(table.attributes.size(), 2U) << "time, response";
    EXPECT_FALSE(table.is_dated());
}

// The Kaggle data have no frequency and amount of their own: purchases by channel and amounts by product are added up.
TEST(GivenMeasures, AreTheFactsOfIFoodInEveryDialect) {
    RFMEANS_NEED_DATA(folder, "ifood_marketing");
    const json facts = read_facts(folder);
    std::vector<RfmTable> tables;
    for (const char* file : {"marketing_campaign_comma_bom_m_d_yyyy.csv", "marketing_campaign_comma_dd-mm-yyyy.csv",
                             "marketing_campaign_semicolon_bom_iso.csv"}) {
        tables.push_back(read_table(folder / file));
        const RfmTable& table = tables.back();
        EXPECT_EQ(table.customers(), facts["ids"].get<std::size_t>());
        EXPECT_EQ(sum_of(table, 0), facts["sum_Recency"].get<double>());
        EXPECT_EQ(sum_of(table, 1), facts["sum_F"].get<double>());
        EXPECT_EQ(sum_units(table), facts["sum_M"].get<std::int64_t>());
        EXPECT_EQ(table.ids, tables.front().ids);
        EXPECT_EQ(table.tensor, tables.front().tensor);
        ASSERT_EQ(table.attributes.size(), tables.front().attributes.size());
        for (std::size_t i = 0; i < table.attributes.size(); ++i) {
            if (std::holds_alternative<TextValues>(table.attributes[i].values)) {
                EXPECT_EQ(std::get<TextValues>(table.attributes[i].values),
                          std::get<TextValues>(tables.front().attributes[i].values));
            }
        }
    }
}

// Sum of the orders: the package's own tests. Segments: computed with the package's R code (README.md).
TEST(GivenMeasures, AreTheFactsOfTheCustomersOfRfm) {
    RFMEANS_NEED_DATA(folder, "rfm_r_package");
    const RfmTable table = read_table(folder / "rfm_data_customer.csv.gz");
    EXPECT_EQ(table.customers(), 39'999U);
    EXPECT_EQ(sum_of(table, 1), 393'223);
    const std::map<std::string, int> published = {
        {"About To Sleep", 4095},      {"At Risk", 2081},       {"Can't Lose Them", 1471},
        {"Champions", 1571},           {"Lost", 5535},          {"Loyal Customers", 6965},
        {"Need Attention", 679},       {"New Customers", 4475}, {"Others", 68},
        {"Potential Loyalist", 12762}, {"Promising", 297}};
    EXPECT_EQ(count_segments(table), published);
}

// recency_days = 2007-01-01 less most_recent_visit, checked for all rows there (README.md).
TEST(GivenMeasures, AreTheSameFromDatesOfLastVisitsAsOfThatDay) {
    RFMEANS_NEED_DATA(folder, "rfm_r_package");
    const std::vector<std::string> files = {folder / "rfm_data_customer.csv.gz"};
    const CustomerTable dated = read_customers(files, {.columns = {{"recency", "most_recent_visit"}}});
    const RfmTable table = tabulate_customers(dated, {.as_of = parse_day("2007-01-01", "")});
    EXPECT_TRUE(table.is_dated());
    EXPECT_EQ(table.tensor, read_table(files.front()).tensor);
}

TEST(GivenMeasures, GiveTheScoresOfTheTransactionsTheyWereMadeFrom) {
    RFMEANS_NEED_DATA(folder, "rfm_r_package");
    const RfmTable given = read_table(folder / "expected_scores_segments.csv");
    const RfmTable made = build_rfm(read_transactions({folder / "rfm_data_orders.csv"}, {}), {});
    EXPECT_EQ(given.ids, made.ids);
    EXPECT_EQ(given.tensor, made.tensor);
    EXPECT_EQ(given.scores, made.scores);
    EXPECT_EQ(given.rule_segment, made.rule_segment);
}

// Sum of the repeat purchases: "btyd_check" of the facts.
TEST(GivenMeasures, AreTheSummaryOfTheSampleOfCdnow) {
    RFMEANS_NEED_DATA(folder, "cdnow");
    const json facts = read_facts(folder)["btyd_check"];
    const RfmTable table = read_table(folder / "cdnow_customers_summary.csv");
    EXPECT_EQ(table.customers(), facts["published_rows"].get<std::size_t>());
    EXPECT_EQ(sum_of(table, 1), facts["sum_frequency"].get<double>());
    EXPECT_EQ(table.row(0, 0)[0], 8.43) << "T 38.86 less recency 30.43";
    EXPECT_FALSE(table.has_monetary());
}

}  // namespace
}  // namespace rfmeans
