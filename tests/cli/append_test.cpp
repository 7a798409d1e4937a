// Files added to a study give the study that one ingest of all files gives.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/cli_support.hpp"
#include "rfmeans/store.hpp"
#include "support/same_tables.hpp"

namespace rfmeans::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using Texts = std::vector<std::string>;

void expect_equal(const Study& found, const Study& expected) {
    expect_same_rfm(*found.rfm, *expected.rfm);
    expect_same_transactions(*found.transactions, *expected.transactions);
    EXPECT_EQ(found.reject_counts, expected.reject_counts);
    EXPECT_EQ(found.filters, expected.filters);
    EXPECT_EQ(found.dates, expected.dates);
    EXPECT_EQ(found.profile_json, expected.profile_json);
    ASSERT_EQ(found.roles.size(), expected.roles.size());
    for (std::size_t i = 0; i < found.roles.size(); ++i) {
        EXPECT_EQ(found.roles[i].column, expected.roles[i].column);
        EXPECT_EQ(found.roles[i].role, expected.roles[i].role) << found.roles[i].column;
        EXPECT_EQ(found.roles[i].reason, expected.roles[i].reason) << found.roles[i].column;
    }
    ASSERT_EQ(found.provenance.inputs.size(), expected.provenance.inputs.size());
    for (std::size_t i = 0; i < found.provenance.inputs.size(); ++i) {
        const InputFile& a = found.provenance.inputs[i];
        const InputFile& b = expected.provenance.inputs[i];
        EXPECT_EQ(std::tie(a.path, a.bytes, a.sha256, a.dialect, a.rows, a.blank_rows, a.rejected_rows),
                  std::tie(b.path, b.bytes, b.sha256, b.dialect, b.rows, b.blank_rows, b.rejected_rows));
    }
}

class Append : public CliTest {
protected:
    [[nodiscard]] Outcome ingest(Texts arguments, const Texts& files) const {
        arguments.insert(arguments.begin(), "ingest");
        arguments.insert(arguments.end(), files.begin(), files.end());
        return run_command(arguments);
    }

    /// All files in one go, and one after the other: equal studies and equal files of rejected rows.
    void expect_same_as_one_ingest(const Texts& files, Texts options) const {
        options.insert(options.end(), {"--keep-transactions", "--force", "-o"});
        Texts all = options;
        all.push_back(path("all.h5"));
        const Outcome whole = ingest(all, files);
        ASSERT_EQ(whole.code, 0) << whole.err;
        options.push_back(path("grown.h5"));
        ASSERT_EQ(ingest(options, {files[0]}).code, 0);
        for (std::size_t i = 1; i < files.size(); ++i) {
            const Outcome added = ingest({"--append", path("grown.h5"), "--max-rejects", "100%"}, {files[i]});
            ASSERT_EQ(added.code, 0) << added.err;
        }
        expect_equal(load_study(path("grown.h5")), load_study(path("all.h5")));
        EXPECT_EQ(read_text(path("grown.rejects.csv")), read_text(path("all.rejects.csv")));
    }

    std::string first_ = file("first.csv",
                              "customer,order,date,quantity,price,zip,note\n"
                              "7,100,2020-01-01,1,5,1234,a\n"
                              "8,101,2020-01-02,2,2.5,1234,b\n"
                              "8,102,2020-13-02,2,2.5,1234,b\n"
                              ",103,2020-01-03,1,1,99,\n");
    // Ids, zips and cancellations of it change what the first file was taken for.
    std::string second_ = file("second.csv",
                               "date,customer,order,quantity,price,zip,note\r\n"
                               "2020-02-01,7,C100,-1,5.125,01234,\"two\nlines\"\r\n"
                               "2020-02-02,x9,104,1,0,1234,b\r\n"
                               "\r\n"
                               "2020-02-02,x9,105,1,1000,1234\r\n"
                               "2020-02-03,10,106,3,1,1234,b\r\n");
};

TEST_F(Append, GivesTheStudyOfOneIngestOfAllFiles) {
    expect_same_as_one_ingest({first_, second_}, {"--max-rejects", "50%"});
    EXPECT_FALSE(load_study(path("grown.h5")).rfm->ids.numeric());
    EXPECT_EQ(load_study(path("grown.h5")).rfm->decimals, 3);
}

TEST_F(Append, KeepsTheDefinitionsOfTheStudy) {
    expect_same_as_one_ingest(
        {first_, second_},
        {"--max-rejects", "50%", "--returns", "net", "--guests", "one", "--where", "zip=1234", "--where", "zip=99",
         "--where", "zip=01234", "--from", "2020-01-02", "--date-format", "ymd", "--columns", "order=-"});
    EXPECT_THAT(load_study(path("grown.h5")).provenance.options,
                ::testing::IsSupersetOf({NamedText{"--returns", "net"}, NamedText{"--guests", "one"},
                                         NamedText{"--keep-transactions", "yes"}}));
}

TEST_F(Append, GivesOneStudyOfRealFiles) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    expect_same_as_one_ingest(online_retail_files(folder), {});
}

TEST_F(Append, TakesStandardInputAgainAndAgain) {
    ASSERT_EQ(ingest({"-o", path("grown.h5"), "--keep-transactions", "--max-rejects", "50%"}, {first_}).code, 0);
    ASSERT_EQ(ingest({"-o", path("all.h5"), "--keep-transactions", "--max-rejects", "50%"}, {first_, second_}).code, 0);
    const std::string third =
        file("third.csv", "note,customer,order,date,quantity,price,zip\nz,7,200,2020-03-01,1,5,1\n");
    for (const std::string& name : {second_, third}) {
        const std::string line = fmt::format("{} ingest --append {} - --max-rejects 50% < {} > /dev/null",
                                             RFMEANS_PROGRAM, path("grown.h5"), name);
        ASSERT_EQ(std::system(line.c_str()), 0) << line;
    }
    ASSERT_EQ(ingest({"--append", path("all.h5"), "--max-rejects", "50%"}, {third}).code, 0);
    const Study grown = load_study(path("grown.h5"));
    const Study all = load_study(path("all.h5"));
    expect_same_rfm(*grown.rfm, *all.rfm);
    expect_same_transactions(*grown.transactions, *all.transactions);
    EXPECT_EQ(nlohmann::json::parse(grown.profile_json)["columns"], nlohmann::json::parse(all.profile_json)["columns"]);
}

TEST_F(Append, RefusesADryRunAndLeavesTheStudyAlone) {
    ASSERT_EQ(ingest({"-o", path("study.h5"), "--keep-transactions", "--max-rejects", "50%"}, {first_}).code, 0);
    const std::string before = read_text(path("study.h5"));
    const Outcome dry = ingest({"--append", path("study.h5"), "--dry-run", "--max-rejects", "50%"}, {second_});
    EXPECT_EQ(dry.code, 2);
    EXPECT_THAT(dry.err, AllOf(HasSubstr("--append"), HasSubstr("--dry-run")));
    EXPECT_EQ(read_text(path("study.h5")), before);
}

TEST_F(Append, RefusesAFileThatIsInTheStudyAlready) {
    ASSERT_EQ(ingest({"-o", path("study.h5"), "--keep-transactions", "--max-rejects", "50%"}, {first_}).code, 0);
    const std::string before = read_text(path("study.h5"));
    const std::string copy = file("copy.csv", read_text(first_));
    const Outcome copied = ingest({"--append", path("study.h5"), "--max-rejects", "50%"}, {copy});
    EXPECT_EQ(copied.code, 1);
    EXPECT_THAT(copied.err, AllOf(HasSubstr("copy.csv' has the bytes of"), HasSubstr("first.csv")));
    const Outcome again = ingest({"--append", path("study.h5")}, {first_});
    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err, AllOf(HasSubstr("first.csv' is in"), Not(HasSubstr("other content"))));
    (void)file("first.csv", read_text(first_) + "9,107,2020-03-01,1,1,99,\n");
    const Outcome changed = ingest({"--append", path("study.h5")}, {first_});
    EXPECT_EQ(changed.code, 1);
    EXPECT_THAT(changed.err, HasSubstr("with other content: it has changed since"));
    EXPECT_EQ(read_text(path("study.h5")), before);
}

TEST_F(Append, SaysWhatToDoWithoutTheTransactions) {
    ASSERT_EQ(ingest({"-o", path("study.h5"), "--max-rejects", "50%"}, {first_}).code, 0);
    const Outcome outcome = ingest({"--append", path("study.h5")}, {second_});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("without --keep-transactions"),
                                   HasSubstr(fmt::format("rfmeans ingest {} {} -o {} --force --keep-transactions",
                                                         first_, second_, path("study.h5")))));
}

TEST_F(Append, RefusesDefinitionsOfItsOwn) {
    ASSERT_EQ(ingest({"-o", path("study.h5"), "--keep-transactions", "--max-rejects", "50%"}, {first_}).code, 0);
    for (const Texts& option :
         std::vector<Texts>{{"--returns", "net"}, {"--where", "zip=1"}, {"--columns", "order=-"}, {"-o", "x.h5"}}) {
        Texts arguments = {"--append", path("study.h5")};
        arguments.insert(arguments.end(), option.begin(), option.end());
        const Outcome outcome = ingest(arguments, {second_});
        EXPECT_EQ(outcome.code, 2) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr(option[0]));
    }
}

TEST_F(Append, DropsModelsOfTheEarlierCustomersAndSaysSo) {
    const std::string shop = file("shop.csv", shop_csv(40));
    const std::string later = file("later.csv",
                                   "customer_id,order_id,order_date,quantity,unit_price,country\n"
                                   "9,1,2024-12-31,1,5,Chile\n");
    ASSERT_EQ(
        run_command({"run", shop, "-o", path("out"), "--keep-transactions", "--device", "cpu", "--seeds", "2"}).code,
        0);
    ASSERT_TRUE(load_study(path("out/study.h5")).transactions.has_value());
    const Outcome added = ingest({"--append", path("out/study.h5")}, {later});
    ASSERT_EQ(added.code, 0) << added.err;
    EXPECT_THAT(added.err, HasSubstr("models and segments of"));
    const Study study = load_study(path("out/study.h5"));
    EXPECT_EQ(study.rfm->customers(), 41U);
    EXPECT_FALSE(study.features || study.sweep || study.segmentation);
    EXPECT_THAT(study.provenance.command, AllOf(HasSubstr("rfmeans run"), HasSubstr(" && rfmeans ingest --append")));
    ASSERT_EQ(run_command({"sweep", path("out/study.h5"), "--seeds", "2", "--device", "cpu"}).code, 0);
    EXPECT_TRUE(load_study(path("out/study.h5")).transactions.has_value()) << "a sweep keeps the transactions";
}

}  // namespace
}  // namespace rfmeans::test
