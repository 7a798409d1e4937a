// A sweep that is interrupted keeps its finished models, and --resume ends with the same bits as one that was not.
#include <signal.h>

#include <chrono>
#include <thread>

#include "cli/child_program.hpp"
#include "cli/cli_support.hpp"
#include "cli/resume.hpp"
#include "cli/sweep_journal.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::test {
namespace {

using cli::differences;
using cli::identify_points;
using ::testing::AllOf;
using ::testing::HasSubstr;

class ResumeSweep : public CliTest {
protected:
    void SetUp() override {
        const std::string shop = file("shop.csv", shop_csv(2500));
        ASSERT_EQ(run_command({"ingest", shop, "-o", path("study.h5")}).code, 0);
        std::filesystem::copy_file(path("study.h5"), path("whole.h5"));
    }

    [[nodiscard]] static Outcome sweep(const std::string& study, const std::vector<std::string>& options) {
        std::vector<std::string> arguments = {"sweep", study, "--device", "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_command(arguments);
    }

    /// Starts a sweep of the hasty program, and interrupts it when it has written a journal.
    int interrupted_sweep(std::vector<std::string> arguments, const std::string& journal, int signal = SIGINT) const {
        const std::string before = read_text(journal);
        const pid_t child = start_program(RFMEANS_HASTY_PROGRAM, arguments, path("err"));
        while (read_text(journal) == before && !has_ended(child)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        kill(child, signal);
        return wait_for_end(child);
    }

    /// All models, centroids and segments of two studies as text.
    void expect_same_models(const std::string& study, const std::string& other) const {
        for (const char* table : {"models", "centroids"}) {
            ASSERT_EQ(run_command({"export", study, table, "-o", path("a.csv")}).code, 0);
            ASSERT_EQ(run_command({"export", other, table, "-o", path("b.csv")}).code, 0);
            EXPECT_EQ(read_text(path("a.csv")), read_text(path("b.csv"))) << table;
        }
        const Study a = load_study(study);
        const Study b = load_study(other);
        ASSERT_EQ(a.sweep->models.size(), b.sweep->models.size());
        for (std::size_t m = 0; m < a.sweep->models.size(); ++m) {
            EXPECT_EQ(a.sweep->models[m].centroids, b.sweep->models[m].centroids);
            EXPECT_EQ(a.sweep->models[m].weights, b.sweep->models[m].weights);
            EXPECT_EQ(a.sweep->models[m].inertia, b.sweep->models[m].inertia);
            EXPECT_EQ(a.sweep->models[m].iterations, b.sweep->models[m].iterations);
        }
    }

    /// The journal of an interrupted sweep with these options.
    void leave_journal(const std::vector<std::string>& options) const {
        std::vector<std::string> arguments = {"sweep", path("study.h5"), "--device", "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        ASSERT_EQ(interrupted_sweep(arguments, path("study.h5.part")), 130) << read_text(path("err"));
        ASSERT_TRUE(std::filesystem::exists(path("study.h5.part")));
    }

    const std::vector<std::string> long_sweep_ = {"-k", "2..16", "--seeds", "40"};
};

TEST_F(ResumeSweep, AfterAnInterruptEndsWithTheBitsOfAnUninterruptedSweep) {
    const std::string before = read_text(path("study.h5"));
    leave_journal(long_sweep_);
    EXPECT_THAT(read_text(path("err")), AllOf(HasSubstr("of 600 models are kept in"), HasSubstr("study.h5.part"),
                                              HasSubstr("Go on with: rfmeans sweep"), HasSubstr(" --resume")));
    EXPECT_EQ(read_text(path("study.h5")), before);
    const std::size_t kept = load_journal(path("study.h5.part")).sweep.models.size();
    EXPECT_GT(kept, 0U);
    EXPECT_LT(kept, 600U) << "the sweep was over before it was interrupted";

    std::vector<std::string> again = long_sweep_;
    again.emplace_back("--resume");
    const Outcome resumed = sweep(path("study.h5"), again);
    ASSERT_EQ(resumed.code, 0) << resumed.err;
    EXPECT_THAT(resumed.err, HasSubstr(std::to_string(kept) + " models are there already"));
    EXPECT_FALSE(std::filesystem::exists(path("study.h5.part")));

    const Outcome whole = sweep(path("whole.h5"), long_sweep_);
    ASSERT_EQ(whole.code, 0);
    expect_same_models(path("study.h5"), path("whole.h5"));
}

TEST_F(ResumeSweep, AfterTwoInterruptsAndAKillGoesOn) {
    std::vector<std::string> again = long_sweep_;
    again.emplace_back("--resume");
    leave_journal(long_sweep_);
    std::size_t kept = load_journal(path("study.h5.part")).sweep.models.size();
    std::vector<std::string> arguments = {"sweep", path("study.h5"), "--device", "cpu"};
    arguments.insert(arguments.end(), again.begin(), again.end());
    for (const int signal : {SIGTERM, SIGKILL}) {
        const int code = interrupted_sweep(arguments, path("study.h5.part"), signal);
        ASSERT_EQ(code, signal == SIGKILL ? -1 : 130) << read_text(path("err"));
        const std::size_t more = load_journal(path("study.h5.part")).sweep.models.size();
        EXPECT_GT(more, kept);
        kept = more;
    }
    ASSERT_EQ(sweep(path("study.h5"), again).code, 0);
    ASSERT_EQ(sweep(path("whole.h5"), long_sweep_).code, 0);
    expect_same_models(path("study.h5"), path("whole.h5"));
}

TEST_F(ResumeSweep, KeepsAWholeJournalWhereASecondInterruptEndsTheProgramAtOnce) {
    std::vector<std::string> arguments = {"sweep", path("study.h5"), "--device", "cpu"};
    arguments.insert(arguments.end(), long_sweep_.begin(), long_sweep_.end());
    const pid_t child = start_program(RFMEANS_HASTY_PROGRAM, arguments, path("err"));
    while (!std::filesystem::exists(path("study.h5.part")) && !has_ended(child)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    kill(child, SIGINT);
    while (read_text(path("err")).find("once more ends at once") == std::string::npos && !has_ended(child)) {
        std::this_thread::yield();
    }
    kill(child, SIGINT);  // within the round, while the journal is written, or after the end
    EXPECT_EQ(wait_for_end(child), 130);
    EXPECT_THAT(read_text(path("err")), HasSubstr("kept in '" + path("study.h5.part") + "'"));
    EXPECT_GT(load_journal(path("study.h5.part")).sweep.models.size(), 0U);
    const Outcome resumed = sweep(path("study.h5"), {"-k", "2..4", "--seeds", "4", "--resume"});
    EXPECT_EQ(resumed.code, 0) << resumed.err;
}

TEST_F(ResumeSweep, AddsSeedsAndKsToAStudyAsOneWholeSweep) {
    ASSERT_EQ(sweep(path("study.h5"), {"-k", "2..5", "--seeds", "4"}).code, 0);
    ASSERT_EQ(run_command({"segment", path("study.h5")}).code, 0);
    EXPECT_EQ(sweep(path("study.h5"), {"-k", "2..5", "--seeds", "8"}).code, 1);
    ASSERT_EQ(sweep(path("study.h5"), {"-k", "3..8", "--seeds", "8", "--resume"}).code, 0);
    EXPECT_FALSE(load_study(path("study.h5")).segmentation.has_value());
    ASSERT_EQ(sweep(path("study.h5"), {"-k", "2..8", "--seeds", "8", "--resume"}).code, 0);
    ASSERT_EQ(sweep(path("whole.h5"), {"-k", "2..8", "--seeds", "8"}).code, 0);
    expect_same_models(path("study.h5"), path("whole.h5"));
}

TEST_F(ResumeSweep, WithNothingMissingKeepsModelsAndSegments) {
    ASSERT_EQ(sweep(path("study.h5"), {"-k", "2..5", "--seeds", "4"}).code, 0);
    ASSERT_EQ(run_command({"segment", path("study.h5")}).code, 0);
    std::filesystem::copy_file(path("study.h5"), path("before.h5"));
    const Outcome outcome = sweep(path("study.h5"), {"-k", "2..4", "--seeds", "3", "--resume"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(load_study(path("study.h5")).segmentation.has_value());
    expect_same_models(path("study.h5"), path("before.h5"));
}

TEST_F(ResumeSweep, WithOtherOptionsSaysWhatDiffers) {
    ASSERT_EQ(sweep(path("study.h5"), {"-k", "2..3", "--seeds", "2"}).code, 0);
    const std::string before = read_text(path("study.h5"));
    const std::vector<std::pair<std::vector<std::string>, std::string>> others = {
        {{"--tolerance", "0.001"}, "--tolerance 0 there, 0.001 here"},
        {{"--max-iterations", "50"}, "--max-iterations 10000 there, 50 here"},
        {{"--init", "random"}, "--init kmeans++ there, random here"},
        {{"--scale", "robust"}, "other features"},
        {{"--features", "recency,monetary"}, "2500 points of 3 features there, 2500 of 2 here"}};
    for (auto [options, words] : others) {
        options.insert(options.end(), {"-k", "2..3", "--seeds", "4", "--resume"});
        const Outcome outcome = sweep(path("study.h5"), options);
        EXPECT_EQ(outcome.code, 2) << words;
        EXPECT_THAT(outcome.err, AllOf(HasSubstr("study.h5"), HasSubstr(words), HasSubstr("--resume")));
    }
    EXPECT_EQ(read_text(path("study.h5")), before);
}

TEST(Resume, TellsWeightsOfTheSameIntegersInOtherStepsApart) {
    PointSet points{.values = Matrix<float>(2, 1), .weights = {1, 2}};
    const Journal whole{.points = identify_points(points)};
    EXPECT_THAT(differences(whole, whole), testing::IsEmpty());
    points.weight_exponent = -1;  // 0.5 and 1: their inertia is half as large
    EXPECT_THAT(differences(whole, {.points = identify_points(points)}), testing::ElementsAre("other weights"));
}

TEST_F(ResumeSweep, FromAJournalOfOtherOptionsIsRefusedAndTheJournalKept) {
    leave_journal(long_sweep_);
    const std::string journal = read_text(path("study.h5.part"));
    const Outcome outcome = sweep(path("study.h5"), {"-k", "2..3", "--tolerance", "0.1", "--resume"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("study.h5.part"), HasSubstr("--tolerance 0 there, 0.1 here")));
    EXPECT_EQ(read_text(path("study.h5.part")), journal);
    // Without --resume the sweep is a new one; it says what lies there, and the journal is gone when it is stored.
    const Outcome anew = sweep(path("study.h5"), {"-k", "2..3", "--seeds", "2", "--tolerance", "0.1"});
    EXPECT_EQ(anew.code, 0);
    EXPECT_THAT(anew.err, AllOf(HasSubstr("study.h5.part"), HasSubstr("--resume")));
    EXPECT_FALSE(std::filesystem::exists(path("study.h5.part")));
}

TEST_F(ResumeSweep, RefusesATornOrForeignJournalAndTouchesNothing) {
    leave_journal(long_sweep_);
    const std::string whole = read_text(path("study.h5.part"));
    const std::string before = read_text(path("study.h5"));
    for (const std::string& content : {whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 1),
                                       std::string("half a download"), before, std::string()}) {
        const std::string part = file("study.h5.part", content);
        for (const char* resume : {"--resume", "--force"}) {
            const Outcome outcome = sweep(path("study.h5"), {"-k", "2..3", "--seeds", "2", resume});
            EXPECT_EQ(outcome.code, 1);
            EXPECT_THAT(outcome.err, AllOf(HasSubstr(part), HasSubstr("no whole journal"), HasSubstr("Remove it")));
            EXPECT_EQ(read_text(part), content);
            EXPECT_EQ(read_text(path("study.h5")), before);
        }
    }
}

TEST_F(ResumeSweep, GoesOnWithAMatrixAndAFolderBesideTheJournal) {
    ASSERT_EQ(run_command({"export", path("study.h5"), "rfm", "-o", path("rfm.npy")}).code, 0);
    const std::vector<std::string> sweep_points = {"sweep", "--points", path("rfm.npy"), "--device", "cpu", "--scale",
                                                   "z",     "-k",       "2..12",         "--seeds",  "40"};
    auto into = [&](const std::string& folder, std::vector<std::string> more) {
        std::vector<std::string> arguments = sweep_points;
        arguments.insert(arguments.end(), {"-o", folder});
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    };
    ASSERT_EQ(interrupted_sweep(into(path("out") + "/", {}), path("out.part")), 130) << read_text(path("err"));
    EXPECT_FALSE(std::filesystem::exists(path("out")));
    ASSERT_TRUE(std::filesystem::exists(path("out.part")));
    ASSERT_EQ(run_command(into(path("out"), {"--resume"})).code, 0);
    ASSERT_EQ(run_command(into(path("whole"), {})).code, 0);
    EXPECT_FALSE(std::filesystem::exists(path("out.part")));
    ASSERT_EQ(names_in(path("out")), names_in(path("whole")));
    for (const std::string& name : names_in(path("whole"))) {
        EXPECT_EQ(read_text(path("out/" + name)), read_text(path("whole/" + name))) << name;
    }
}

TEST_F(ResumeSweep, GoesOnWithARun) {
    const std::vector<std::string> run = {"run", path("shop.csv"), "--device", "cpu", "-k", "2..16", "--seeds", "40"};
    auto into = [&](const std::string& folder, std::vector<std::string> more) {
        std::vector<std::string> arguments = run;
        arguments.insert(arguments.end(), {"-o", folder});
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    };
    ASSERT_EQ(interrupted_sweep(into(path("out"), {}), path("out.part")), 130) << read_text(path("err"));
    EXPECT_FALSE(std::filesystem::exists(path("out")));
    const Outcome resumed = run_command(into(path("out"), {"--resume"}));
    ASSERT_EQ(resumed.code, 0) << resumed.err;
    ASSERT_EQ(run_command(into(path("whole"), {})).code, 0);
    EXPECT_EQ(read_text(path("out/customers.csv")), read_text(path("whole/customers.csv")));
    EXPECT_EQ(read_text(path("out/segments.csv")), read_text(path("whole/segments.csv")));
    expect_same_models(path("out/study.h5"), path("whole/study.h5"));
}

TEST_F(ResumeSweep, ComparesTheCentroidsThatFitsStartFrom) {
    const std::string starts = file("starts.csv", "r,f,m\n0,0,0\n1,1,1\n");
    ASSERT_EQ(sweep(path("study.h5"), {"--init", "file:" + starts}).code, 0);
    const Outcome outcome = sweep(path("study.h5"), {"--init", "file:" + starts, "--resume"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("a study does not keep the centroids it started from"));
}

}  // namespace
}  // namespace rfmeans::test
