// `rfmeans run FILE -o DIR` on real files, with no other option that says what they are.
#include <gmock/gmock.h>

#include <string_view>

#include "cli/cli_support.hpp"
#include "support/sanitizers.hpp"

namespace rfmeans::test {
namespace {

using testing::HasSubstr;

class SharedData : public CliTest {
protected:
    // Few models, for the time; they say nothing about the files.
    [[nodiscard]] Outcome run_on(const std::vector<std::string>& files, const std::string& output) const {
        std::vector<std::string> arguments = {"run",     "-o", path(output), "-k", "2..3",
                                              "--seeds", "2",  "--device",   "cpu"};
        arguments.insert(arguments.end(), files.begin(), files.end());
        return run_command(arguments);
    }

    void expect_equal_runs(const std::vector<std::string>& files) const {
        for (std::size_t i = 0; i < files.size(); ++i) {
            const std::string output = "out" + std::to_string(i);
            const Outcome outcome = run_on({files[i]}, output);
            ASSERT_EQ(outcome.code, 0) << files[i] << '\n' << outcome.err;
            for (const char* name : {"/customers.csv", "/segments.csv", "/rejects.csv"}) {
                EXPECT_EQ(read_text(path(output + name)), read_text(path(std::string("out0") + name))) << files[i];
            }
        }
    }
};

TEST_F(SharedData, RunsWithoutOptions) {
    struct Case {
        const char* folder;
        const char* file;
        const char* customers;
    };
    const Case cases[] = {{"blood_transfusion", "transfusion_rfmtc.csv", "748"},
                          {"cdnow", "CDNOW_master.txt", "23,570"},
                          {"cdnow", "CDNOW_sample.txt", "2,357"},
                          {"cdnow", "cdnow_customers_summary.csv", "2,357"},
                          {"classicmodels_sales", "sales_data_sample.csv", "92"},
                          {"ecommerce_kaggle", "custom_ratios_head10000_7cols_blank_tail.csv.gz", "1,688"},
                          {"ecommerce_kaggle", "ecommerce_customer_data_custom_ratios_first10000_by_date.csv", "9,083"},
                          {"ecommerce_kaggle", "ecommerce_customer_data_large_head378.csv", "61"},
                          {"grocery_elog", "grocery_elog.csv", "1,525"},
                          {"rfm_r_package", "expected_scores_segments.csv", "995"},
                          {"rfm_r_package", "rfm_data_customer.csv.gz", "39,999"},
                          {"rfm_r_package", "rfm_data_orders.csv", "995"},
                          {"superstore", "Sample_Superstore_cp1252.csv", "793"}};
    const auto data = data_folder();
    if (!data) {
        GTEST_SKIP() << "real data not found (RFMEANS_DATA, by default ../shared/data)";
    }
    for (const Case& given : cases) {
        if (kThreadSanitizer && std::string_view(given.customers).size() > std::string_view("9,083").size()) {
            continue;
        }
        const Outcome outcome = run_on({(*data / given.folder / given.file).string()}, given.file);
        EXPECT_EQ(outcome.code, 0) << given.file << '\n' << outcome.err;
        EXPECT_THAT(outcome.out, HasSubstr(std::string("Customers    ") + given.customers + "\n")) << given.file;
    }
}

TEST_F(SharedData, MakesOneDataSetOfTheThreePartsOfOnlineRetail) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    const Outcome outcome = run_on(online_retail_files(folder), "out");
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("Customers    4,338\n"));
    EXPECT_THAT(outcome.out, HasSubstr("8,911,407.904"));
}

TEST_F(SharedData, GivesTheSameForFourSpellingsOfDates) {
    RFMEANS_NEED_DATA(folder, "retail_transactions");
    expect_equal_runs({folder / "retail_transactions_iso.csv.gz", folder / "retail_transactions_d_m_yyyy.csv.gz",
                       folder / "retail_transactions_m_d_yyyy.csv.gz",
                       folder / "retail_transactions_dd_mon_yy_sorted.csv.gz"});
}

TEST_F(SharedData, GivesTheSameForThreeDialects) {
    RFMEANS_NEED_DATA(folder, "ifood_marketing");
    expect_equal_runs({folder / "marketing_campaign_semicolon_bom_iso.csv",
                       folder / "marketing_campaign_comma_dd-mm-yyyy.csv",
                       folder / "marketing_campaign_comma_bom_m_d_yyyy.csv"});
}

TEST_F(SharedData, SaysInTheOutputThatThereAreNoAmounts) {
    RFMEANS_NEED_DATA(folder, "grocery_elog");
    const Outcome outcome = run_on({folder / "grocery_elog.csv"}, "out");
    EXPECT_THAT(outcome.out, HasSubstr("monetary     none: the files hold no amount"));
}

// Answers to a campaign, no shop: nothing to make segments of.
TEST_F(SharedData, RefusesAFileThatIsNeither) {
    RFMEANS_NEED_DATA(folder, "retail_transactions");
    const Outcome outcome = run_on({folder / "Retail_Data_Response.csv"}, "out");
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, HasSubstr("no date column was found"));
}

TEST_F(SharedData, LeadsATableOfCustomersThroughEveryCommand) {
    std::string table = "id;Letzter Kauf;frequency;monetary;Land\n";
    for (int i = 1; i <= 60; ++i) {
        table += std::to_string(i) + ";" + std::to_string(1 + i % 28) + ".0" + std::to_string(1 + i % 9) + ".2020;" +
                 std::to_string(1 + i % 7) + ";" + std::to_string(10 * i) + ",5;" + (i % 2 == 0 ? "DE" : "NL") + "\n";
    }
    const std::string shop = file("customers.csv", table), study = path("study.h5");
    EXPECT_EQ(run_command({"ingest", shop, "-o", study}).code, 0);
    EXPECT_EQ(run_command({"sweep", study, "-k", "2..4", "--seeds", "2", "--device", "cpu"}).code, 0);
    EXPECT_EQ(run_command({"segment", study, "--device", "cpu"}).code, 0);
    EXPECT_EQ(run_command({"report", study, "-o", path("report.html")}).code, 0);
    EXPECT_EQ(run_command({"export", study, "customers", "-o", path("exported.csv")}).code, 0);
    EXPECT_EQ(run_command({"profile", shop}).code, 0);
    EXPECT_EQ(run_command({"info", study}).code, 0);
    const Outcome dry = run_command({"ingest", shop, "--dry-run"});
    EXPECT_THAT(dry.out, HasSubstr("recency"));
    const Outcome assigned = run_command({"assign", study, shop, "-o", path("labels.csv"), "--device", "cpu"});
    EXPECT_EQ(assigned.code, 0) << assigned.err;
    EXPECT_THAT(assigned.err, HasSubstr("60 customers assigned"));
    EXPECT_THAT(read_text(path("exported.csv")), HasSubstr("\n60,"));
}

}  // namespace
}  // namespace rfmeans::test
