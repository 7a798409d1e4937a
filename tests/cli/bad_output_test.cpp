#include <sys/mount.h>
#include <unistd.h>

#include "cli/cli_support.hpp"
#include "cli/foreign_hdf5.hpp"

namespace rfmeans::test {
namespace {

class BadOutput : public CliTest {
protected:
    [[nodiscard]] Outcome run_shop(const std::string& output, const std::vector<std::string>& options = {}) const {
        std::vector<std::string> arguments = {"run", shop_, "-o", output, "--seeds", "2", "--device", "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_command(arguments);
    }

    std::string shop_ = file("shop.csv", shop_csv(40));
};

TEST_F(BadOutput, EarlierRunIsReplacedOnlyWithForce) {
    ASSERT_EQ(run_shop(path("out")).code, 0);
    const std::string before = read_text(path("out/study.h5"));

    const Outcome refused = run_shop(path("out"), {"--min-k", "2"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, ::testing::HasSubstr("--force"));
    EXPECT_EQ(read_text(path("out/study.h5")), before);

    EXPECT_EQ(run_shop(path("out"), {"--min-k", "2", "--force"}).code, 0);
    EXPECT_NE(read_text(path("out/study.h5")), before);
    EXPECT_EQ(names_in(folder_.path()), (std::vector<std::string>{"out", "shop.csv"}));
}

TEST_F(BadOutput, EarlierRunSurvivesAFailedReplacement) {
    ASSERT_EQ(run_shop(path("out")).code, 0);
    const std::string before = read_text(path("out/study.h5"));

    EXPECT_EQ(run_shop(path("out"), {"--force", "-k", "1000"}).code, 3);

    EXPECT_EQ(read_text(path("out/study.h5")), before);
    EXPECT_EQ(names_in(folder_.path()), (std::vector<std::string>{"out", "shop.csv"}));
}

TEST_F(BadOutput, LinkToNowhereIsRefusedBeforeTheWork) {
    std::filesystem::create_symlink(path("nowhere"), path("out"));
    const Outcome outcome = run_shop(path("out"));
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("link to nowhere"));
}

TEST_F(BadOutput, EmptyFolderIsFilled) {
    std::filesystem::create_directory(path("out"));
    EXPECT_EQ(run_shop(path("out")).code, 0);
}

TEST_F(BadOutput, FolderOfOtherFilesIsRefusedEvenWithForce) {
    std::filesystem::create_directory(path("out"));
    (void)file("out/thesis.tex", "precious");
    const Outcome outcome = run_shop(path("out"), {"--force"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("thesis.tex"));
    EXPECT_EQ(names_in(path("out")), std::vector<std::string>{"thesis.tex"});
}

TEST_F(BadOutput, EarlierRunWithAFileOfTheUserIsRefusedEvenWithForce) {
    ASSERT_EQ(run_shop(path("out")).code, 0);
    (void)file("out/notes.txt", "precious");
    EXPECT_EQ(run_shop(path("out"), {"--force"}).code, 1);
    EXPECT_EQ(read_text(path("out/notes.txt")), "precious");
}

TEST_F(BadOutput, StudyOfAnotherProgramIsNeverReplaced) {
    std::filesystem::create_directory(path("out"));
    write_foreign_hdf5(path("out/study.h5"));
    const std::string before = read_text(path("out/study.h5"));
    const Outcome outcome = run_shop(path("out"), {"--force"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(read_text(path("out/study.h5")), before);
}

TEST_F(BadOutput, Hdf5OfAnotherProgramIsNoStudy) {
    write_foreign_hdf5(path("other.h5"));
    const Outcome outcome = run_command({"info", path("other.h5")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("rfmeans: "));
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("other.h5"));
}

TEST_F(BadOutput, FileIsNoFolderOfResults) {
    expect_run_fails(shop_, 1, {"shop.csv", "is a file"}, {"-o", shop_});
}

TEST_F(BadOutput, FolderInAMissingFolderIsRefused) {
    expect_run_fails(shop_, 1, {"nowhere"}, {"-o", path("nowhere/out")});
}

TEST_F(BadOutput, InputIsNeverOverwritten) {
    const std::string before = read_text(shop_);
    const Outcome outcome = run_command({"ingest", shop_, "-o", shop_, "--force"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("input"));
    EXPECT_EQ(read_text(shop_), before);
}

TEST_F(BadOutput, StudyIsReplacedByIngestOnlyWithForce) {
    ASSERT_EQ(run_command({"ingest", shop_, "-o", path("study.h5")}).code, 0);
    EXPECT_EQ(run_command({"ingest", shop_, "-o", path("study.h5")}).code, 1);
    EXPECT_EQ(run_command({"ingest", shop_, "-o", path("study.h5"), "--force"}).code, 0);
}

TEST_F(BadOutput, UnwritablePlaceIsRefusedBeforeTheWork) {
    // No file can be made there, not even by root. The input is missing too, and would be found only later.
    const Outcome outcome = run_command({"run", path("nowhere.csv"), "-o", "/proc/out"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("/proc/out"));
}

TEST_F(BadOutput, FullStandardOutputIsAnError) {
    const std::string command = std::string(RFMEANS_PROGRAM) + " profile " + shop_ + " > /dev/full 2> " + path("err");
    EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1);
    EXPECT_THAT(read_text(path("err")), ::testing::HasSubstr("standard output"));
}

/// A file system of 64 KiB, for root only.
class FullDisk : public BadOutput {
protected:
    void SetUp() override {
        std::filesystem::create_directory(path("disk"));
        if (mount("tmpfs", path("disk").c_str(), "tmpfs", 0, "size=65536") != 0) {
            GTEST_SKIP() << "no small file system can be mounted here (needs root)";
        }
        mounted_ = true;
    }
    void TearDown() override {
        if (mounted_) {
            umount(path("disk").c_str());
        }
    }
    bool mounted_ = false;
};

TEST_F(FullDisk, RunLeavesNothingBehind) {
    const Outcome outcome = run_shop(path("disk/out"));
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("No space left on device"));
    EXPECT_EQ(names_in(path("disk")), std::vector<std::string>{});
}

TEST_F(FullDisk, IngestLeavesNotEvenTheRejectedRowsBehind) {
    const std::string shop = file("rejects.csv", shop_csv(30) + "broken row\n");
    const Outcome outcome = run_command({"ingest", shop, "-o", path("disk/study.h5")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("No space left on device"));
    EXPECT_EQ(names_in(path("disk")), std::vector<std::string>{});
}

TEST_F(FullDisk, SynthLeavesNothingBehind) {
    const Outcome outcome = run_command({"synth", "-n", "1e4", "-o", path("disk/shop.csv")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("No space left on device"));
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("disk/shop.csv"));
    EXPECT_EQ(names_in(path("disk")), std::vector<std::string>{});
}

TEST_F(FullDisk, MountPointItselfIsRefusedOrFilled) {
    const Outcome outcome = run_shop(path("disk"));
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("file system"));
    EXPECT_EQ(names_in(path("disk")), std::vector<std::string>{});
}

}  // namespace
}  // namespace rfmeans::test
