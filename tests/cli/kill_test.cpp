// Killed at any moment, the program leaves the old results, none, or whole new ones, and the next run tidies up.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "cli/child_program.hpp"
#include "cli/cli_support.hpp"
#include "rfmeans/store.hpp"
#include "support/sanitizers.hpp"

namespace rfmeans::test {
namespace {

using Clock = std::chrono::steady_clock;
using Arguments = std::vector<std::string>;

constexpr int kKills = kThreadSanitizer ? 4 : 20;  // what is left of a process is nothing of its threads

class Killed : public CliTest {
protected:
    void SetUp() override {
        std::filesystem::create_directory(path("tmp"));
        setenv("TMPDIR", path("tmp").c_str(), 1);
    }
    void TearDown() override { unsetenv("TMPDIR"); }

    /// Runs to the end; how long that took.
    [[nodiscard]] Clock::duration run_to_end(const Arguments& arguments) const {
        const auto start = Clock::now();
        const int code = wait_for_end(start_program(RFMEANS_PROGRAM, arguments, path("messages")));
        EXPECT_EQ(code, 0) << read_text(path("messages"));
        return Clock::now() - start;
    }

    /// Kills the command at points spread over the time it takes, each in a part of its own. `check` looks at what is
    /// left; then the command runs to its end, and what lies around must be what an unkilled run leaves.
    void kill_everywhere(const Arguments& command, const std::function<void()>& prepare,
                         const std::function<void(const std::string& when)>& check) const {
        prepare();
        const Clock::duration whole = run_to_end(command);
        const auto names = names_in(folder_.path());
        std::mt19937 random(20261126);
        std::uniform_real_distribution<double> within(0, 1);
        for (int i = 0; i < kKills; ++i) {
            prepare();
            const auto after = std::chrono::duration_cast<Clock::duration>(whole * ((i + within(random)) / kKills));
            const pid_t child = start_program(RFMEANS_PROGRAM, command, path("messages"));
            std::this_thread::sleep_for(after);
            kill(child, SIGKILL);
            (void)wait_for_end(child);
            check(fmt::format("killed after {} of {} µs", after / std::chrono::microseconds(1),
                              whole / std::chrono::microseconds(1)));
            (void)run_to_end(command);
            EXPECT_EQ(names_in(folder_.path()), names);
            EXPECT_EQ(names_in(path("tmp")), std::vector<std::string>{});
        }
    }

    void copy(const std::string& from, const std::string& to) const {
        std::filesystem::copy_file(path(from), path(to), std::filesystem::copy_options::overwrite_existing);
    }

    std::string old_ = file("old.csv", shop_csv(10));
    std::string shop_ = file("shop.csv", shop_csv(1500) + "broken row\n");
};

TEST_F(Killed, IngestLeavesTheOldStudyOrTheNewOne) {
    ASSERT_EQ(run_command({"ingest", old_, "-o", path("first.h5")}).code, 0);
    const std::string old = read_text(path("first.h5"));
    kill_everywhere(
        {"ingest", shop_, "-o", path("study.h5"), "--force"}, [&] { copy("first.h5", "study.h5"); },
        [&](const std::string& when) {
            if (read_text(path("study.h5")) != old) {
                EXPECT_EQ(load_study(path("study.h5")).rfm->customers(), 1500U) << when;
            }
        });
}

TEST_F(Killed, IngestLeavesNoStudyOrAWholeOne) {
    kill_everywhere(
        {"ingest", shop_, "-o", path("study.h5"), "--force", "--keep-transactions"},
        [&] {
            std::filesystem::remove(path("study.h5"));
            std::filesystem::remove(path("study.rejects.csv"));
        },
        [&](const std::string& when) {
            if (std::filesystem::exists(path("study.h5"))) {
                EXPECT_EQ(load_study(path("study.h5")).rfm->customers(), 1500U) << when;
            }
        });
}

TEST_F(Killed, AppendLeavesTheOldStudyOrTheNewOne) {
    std::string later = shop_csv(1600);
    later.erase(later.find('\n') + 1, shop_csv(1500).size() - later.find('\n') - 1);
    const std::string added = file("later.csv", later);
    ASSERT_EQ(run_command({"ingest", shop_, "-o", path("first.h5"), "--keep-transactions"}).code, 0);
    const std::string old = read_text(path("first.h5"));
    // The next run adds the file to the old study again, or finds it there.
    kill_everywhere(
        {"ingest", "--append", path("study.h5"), added}, [&] { copy("first.h5", "study.h5"); },
        [&](const std::string& when) {
            if (read_text(path("study.h5")) != old) {
                EXPECT_EQ(load_study(path("study.h5")).rfm->customers(), 1600U) << when;
            }
            copy("first.h5", "study.h5");
        });
}

TEST_F(Killed, RunLeavesTheOldResultsOrTheNewOnes) {
    const Arguments run = {"run",     shop_, "-o", path("results"), "--force", "--device", "cpu",
                           "--seeds", "2",   "-k", "2..4"};
    ASSERT_EQ(run_command({"run", old_, "-o", path("first"), "--device", "cpu", "--seeds", "2"}).code, 0);
    const auto files = names_in(path("first"));
    const std::string old = read_text(path("first/study.h5"));
    const auto prepare = [&] {
        std::filesystem::remove_all(path("results"));
        std::filesystem::copy(path("first"), path("results"));
    };
    kill_everywhere(run, prepare, [&](const std::string& when) {
        EXPECT_EQ(names_in(path("results")), files) << when;
        if (read_text(path("results/study.h5")) != old) {
            EXPECT_TRUE(load_study(path("results/study.h5")).segmentation.has_value()) << when;
            EXPECT_TRUE(read_text(path("results/report.html")).ends_with("</html>\n")) << when;
        }
    });
}

// A process number above the largest one of Linux (2^22) is nobody's; process 1 always lives.
TEST_F(Killed, LeavesWhatTheNextRunRemovesUnlessItsProcessLives) {
    const std::string dead = "999999999";
    const auto folder = [&](const std::string& name) {
        std::filesystem::create_directory(path(name));
        return file(name + "/study.h5", "half");
    };
    (void)folder(".results.rfmeans-" + dead);
    (void)folder(".results.rfmeans-" + std::to_string(getpid()));
    (void)folder(".results.rfmeans-1");
    (void)folder(".results.rfmeans-7-mine");
    (void)folder(".gone.rfmeans-" + dead + "-old");  // all that is left of a folder
    (void)file(".study.rejects.csv.rfmeans-" + dead, "half");
    (void)file("study.h5.tmp", "half");
    (void)file("study.h5.lock", "");
    ASSERT_EQ(run_command({"run", old_, "-o", path("results"), "--device", "cpu", "--seeds", "2"}).code, 0);
    ASSERT_EQ(run_command({"run", old_, "-o", path("gone"), "--device", "cpu", "--seeds", "2"}).code, 0);
    ASSERT_EQ(run_command({"ingest", shop_, "-o", path("study.h5")}).code, 0);
    EXPECT_THAT(names_in(folder_.path()),
                ::testing::UnorderedElementsAre(".gone.rfmeans-" + dead + "-old", ".results.rfmeans-1",
                                                ".results.rfmeans-7-mine", "gone", "old.csv", "results", "shop.csv",
                                                "study.h5", "study.rejects.csv", "tmp"));
}

TEST_F(Killed, ProfileLeavesNothing) {
    kill_everywhere({"profile", shop_}, [] {}, [](const std::string&) {});
}

}  // namespace
}  // namespace rfmeans::test
