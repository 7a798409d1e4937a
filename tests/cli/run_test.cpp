#include <nlohmann/json.hpp>

#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

using ::testing::HasSubstr;

class Run : public CliTest {
protected:
    [[nodiscard]] Outcome run_into(const std::string& output, const std::vector<std::string>& options = {}) const {
        std::vector<std::string> arguments = {"run",  shop_,     "-o", path(output), "-k",
                                              "2..6", "--seeds", "4",  "--device",   "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_command(arguments);
    }

    std::string shop_ = file("shop.csv", shop_csv(200));
};

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_F(Run, WritesAStudyReportsAndTables) {
    const Outcome outcome = run_into("out");
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(names_in(path("out")), (std::vector<std::string>{"customers.csv", "rejects.csv", "report.html",
                                                               "report.json", "segments.csv", "study.h5"}));
    EXPECT_EQ(lines_in(read_text(path("out/customers.csv"))), 201U);
    EXPECT_THAT(outcome.out, HasSubstr("report.html"));
    EXPECT_THAT(read_text(path("out/report.html")), HasSubstr("</html>"));
}

TEST_F(Run, JsonSummaryIsTheJsonReport) {
    const Outcome outcome = run_into("out", {"--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(nlohmann::json::accept(outcome.out));
    EXPECT_EQ(outcome.out, read_text(path("out/report.json")));
}

TEST_F(Run, MemoryChangesNothingAndLeavesNoRowsOnDisk) {
    ASSERT_EQ(run_into("much").code, 0);
    ASSERT_EQ(run_into("little", {"--memory", "1KiB"}).code, 0);
    EXPECT_EQ(read_text(path("much/customers.csv")), read_text(path("little/customers.csv")));
    EXPECT_EQ(names_in(folder_.path()), (std::vector<std::string>{"little", "much", "shop.csv"}));
}

TEST_F(Run, AStudyWithoutAProfileHasTheSameCustomersAndCanBeReported) {
    for (const bool kept : {false, true}) {
        std::vector<std::string> with = {"ingest", shop_, "-o", path("with.h5"), "--force", "--json"};
        if (kept) {
            with.emplace_back("--keep-transactions");
        }
        std::vector<std::string> without = with;
        without[3] = path("without.h5");
        without.emplace_back("--no-profile");
        const Outcome profiled = run_command(with), plain = run_command(without);
        ASSERT_EQ(profiled.code, 0) << profiled.err;
        ASSERT_EQ(plain.code, 0) << plain.err;
        EXPECT_TRUE(nlohmann::json::parse(profiled.out)["profile"].is_object());
        EXPECT_TRUE(nlohmann::json::parse(plain.out)["profile"].is_null());
        const auto customers = [&](const std::string& study) {
            return run_command({"export", path(study), "customers", "-o", "-"}).out;
        };
        EXPECT_EQ(customers("with.h5"), customers("without.h5"));
    }
    const std::string study = path("without.h5");
    ASSERT_EQ(run_command({"sweep", study, "-k", "2..3", "--seeds", "1", "--device", "cpu"}).code, 0);
    ASSERT_EQ(run_command({"segment", study}).code, 0);
    const Outcome report = run_command({"report", study, "-o", path("report.html")});
    ASSERT_EQ(report.code, 0) << report.err;
    EXPECT_THAT(read_text(path("report.html")), HasSubstr("</html>"));
}

TEST_F(Run, ThreadsAndDeviceChangeNothing) {
    ASSERT_EQ(run_into("one", {"--threads", "1"}).code, 0);
    ASSERT_EQ(run_into("two", {"--threads", "2"}).code, 0);
    EXPECT_EQ(read_text(path("one/customers.csv")), read_text(path("two/customers.csv")));
    EXPECT_EQ(read_text(path("one/segments.csv")), read_text(path("two/segments.csv")));
    const auto models = [&](const std::string& folder) {
        return run_command({"export", path(folder + "/study.h5"), "models", "-o", "-"}).out;
    };
    EXPECT_EQ(models("one"), models("two"));
    EXPECT_EQ(lines_in(models("one")), 21U);
    const auto centroids = [&](const std::string& folder) {
        return run_command({"export", path(folder + "/study.h5"), "centroids", "-o", "-"}).out;
    };
    EXPECT_EQ(centroids("one"), centroids("two"));
}

TEST_F(Run, TheEuclideanSilhouetteIsStoredAndCanBeAddedLater) {
    const auto models = [&](const std::string& folder) {
        return run_command({"export", path(folder + "/study.h5"), "models", "-o", "-"}).out;
    };
    const Outcome with = run_into("with", {"--silhouette", "exact"});
    ASSERT_EQ(with.code, 0) << with.err;
    EXPECT_THAT(with.out, HasSubstr("Euclidean silhouettes, of all pairs of points: k=2 (0."));
    ASSERT_EQ(run_into("later").code, 0);
    EXPECT_NE(models("later"), models("with"));
    const Outcome later = run_command({"segment", path("later/study.h5"), "--silhouette", "exact", "--device", "cpu"});
    ASSERT_EQ(later.code, 0) << later.err;
    EXPECT_EQ(models("later"), models("with"));
}

TEST_F(Run, StepsGiveWhatRunGives) {
    ASSERT_EQ(run_into("out").code, 0);
    const std::string study = path("study.h5");
    ASSERT_EQ(run_command({"ingest", shop_, "-o", study}).code, 0);
    ASSERT_EQ(run_command({"sweep", study, "-k", "2..6", "--seeds", "4", "--device", "cpu"}).code, 0);
    ASSERT_EQ(run_command({"segment", study, "--device", "cpu"}).code, 0);
    ASSERT_EQ(run_command({"report", study, "-o", path("report.html")}).code, 0);
    ASSERT_EQ(run_command({"export", study, "customers", "-o", path("customers.csv")}).code, 0);
    EXPECT_EQ(read_text(path("customers.csv")), read_text(path("out/customers.csv")));
}

TEST_F(Run, SweepReplacesModelsOnlyWithForce) {
    const std::string study = path("study.h5");
    ASSERT_EQ(run_command({"ingest", shop_, "-o", study}).code, 0);
    ASSERT_EQ(run_command({"sweep", study, "-k", "2", "--seeds", "1", "--device", "cpu"}).code, 0);
    const Outcome refused = run_command({"sweep", study, "-k", "3", "--seeds", "1", "--device", "cpu"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("--force"));
    EXPECT_EQ(run_command({"sweep", study, "-k", "3", "--seeds", "1", "--device", "cpu", "--force"}).code, 0);
}

TEST_F(Run, IngestLeavesNoRejectsOfAnEarlierIngest) {
    const std::string bad = file("bad.csv", shop_csv(50) + "77,77-1,2011-02-31,P1,1,5.00,France,30\n");
    ASSERT_EQ(run_command({"ingest", bad, "-o", path("study.h5")}).code, 0);
    ASSERT_TRUE(std::filesystem::exists(path("study.rejects.csv")));
    EXPECT_EQ(run_command({"ingest", bad, "-o", path("other.h5"), "--rejects", path("study.rejects.csv")}).code, 1);
    ASSERT_EQ(run_command({"ingest", shop_, "-o", path("study.h5"), "--force"}).code, 0);
    EXPECT_FALSE(std::filesystem::exists(path("study.rejects.csv")));
}

TEST_F(Run, SegmentTakesTheKThatIsAskedFor) {
    ASSERT_EQ(run_into("out").code, 0);
    ASSERT_EQ(run_command({"segment", path("out/study.h5"), "-k", "5", "--device", "cpu"}).code, 0);
    const Outcome segments = run_command({"export", path("out/study.h5"), "segments", "-o", "-"});
    EXPECT_EQ(lines_in(segments.out), 6U) << segments.out;
    const Outcome outside = run_command({"segment", path("out/study.h5"), "-k", "50", "--device", "cpu"});
    EXPECT_EQ(outside.code, 2) << outside.err;
}

TEST_F(Run, AssigningTheSameFileReproducesTheSegments) {
    ASSERT_EQ(run_into("out").code, 0);
    const Outcome outcome =
        run_command({"assign", path("out/study.h5"), shop_, "-o", path("labels.csv"), "--device", "cpu"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("200 customers assigned"));
    EXPECT_THAT(outcome.err, HasSubstr(" 0 of them beyond"));

    // Both tables ascend by id; the segment's name is the last field of one, and some field of the other.
    std::istringstream labels(read_text(path("labels.csv")));
    std::istringstream customers(read_text(path("out/customers.csv")));
    std::string label;
    std::string customer;
    std::getline(labels, label);
    std::getline(customers, customer);
    EXPECT_EQ(label, "id,recency,frequency,monetary,segment,segment_name");
    int compared = 0;
    while (std::getline(labels, label) && std::getline(customers, customer)) {
        EXPECT_EQ(label.substr(0, label.find(',')), customer.substr(0, customer.find(',')));
        EXPECT_THAT(customer, HasSubstr(label.substr(label.rfind(',') + 1)));
        ++compared;
    }
    EXPECT_EQ(compared, 200);
}

TEST_F(Run, DryRunShowsRolesAndWritesNothing) {
    const Outcome outcome = run_into("out", {"--dry-run"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("customer_id"));
    EXPECT_THAT(outcome.out, HasSubstr("Memory needed"));
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"shop.csv"});
}

TEST_F(Run, DryRunAsJsonIsJson) {
    const Outcome outcome = run_into("out", {"--dry-run", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["files"][0]["path"], shop_);
    EXPECT_EQ(json["roles"][0]["role"], "customer");
    EXPECT_GT(json["memory_bytes"], 0);
}

TEST_F(Run, FlagsThatAConfigurationDeniesAreNotNotedAsGiven) {
    const std::string config = file("run.toml", "[run]\nhide-ids = false\nforce = true\n");
    ASSERT_EQ(run_into("out", {"--config", config}).code, 0);
    const auto report = nlohmann::json::parse(read_text(path("out/report.json")));
    for (const auto& option : report["provenance"]["options"]) {
        if (option["name"] == "--hide-ids") {
            EXPECT_EQ(option["text"], "no");
        }
        if (option["name"] == "--force") {
            EXPECT_EQ(option["text"], "yes");
        }
    }
}

TEST_F(Run, HiddenIdsAreNotInThePage) {
    const std::string shop = file("named.csv",
                                  "customer_id,order_id,order_date,total\nzaphod-x,1,2024-01-01,5\n"
                                  "trillian-x,2,2024-01-05,7\nford-x,3,2024-02-05,70\narthur-x,4,2024-03-05,17\n");
    ASSERT_EQ(run_command({"run", shop, "-o", path("out"), "-k", "2", "--seeds", "1", "--hide-ids"}).code, 0);
    EXPECT_THAT(read_text(path("out/report.html")), ::testing::Not(HasSubstr("zaphod-x")));
    EXPECT_THAT(read_text(path("out/customers.csv")), HasSubstr("zaphod-x"));
}

TEST_F(Run, ProfileAndInfoTellWhatThereIs) {
    const Outcome profile = run_command({"profile", shop_});
    EXPECT_EQ(profile.code, 0) << profile.err;
    EXPECT_THAT(profile.out, HasSubstr("customer_id"));
    EXPECT_TRUE(nlohmann::json::accept(run_command({"profile", shop_, "--json"}).out));
    ASSERT_EQ(run_into("out").code, 0);
    const Outcome info = run_command({"info", path("out/study.h5")});
    EXPECT_EQ(info.code, 0) << info.err;
    EXPECT_THAT(info.out, HasSubstr("rfmeans run"));
    EXPECT_THAT(info.out, HasSubstr("200"));
}

TEST_F(Run, BenchChecksAndTimesAsManyRoundsAsAskedFor) {
    const Outcome outcome = run_command({"bench", "-n", "2e3", "-k", "3", "--models", "2", "--rounds", "2",
                                         "--repetitions", "3", "--device", "cpu", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto result = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(result.at("seconds").size(), 3U);
    EXPECT_GT(result.at("point_model_rounds_per_second").at("median").get<double>(), 0);
}

}  // namespace
}  // namespace rfmeans::test
