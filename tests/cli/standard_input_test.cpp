// Standard input and pipes as files.
#include <sys/mount.h>
#include <sys/stat.h>

#include "cli/cli_support.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class StandardInput : public CliTest {
protected:
    void SetUp() override {
        std::filesystem::create_directory(path("tmp"));
        ASSERT_EQ(std::system(("gzip -nc " + shop_ + " > " + packed_).c_str()), 0);
    }

    /// A line for bash, in which $PROGRAM is the program and $T the test's folder.
    [[nodiscard]] Outcome shell(const std::string& line) const {
        const std::string script =
            file("script.sh", "PROGRAM=" + std::string(RFMEANS_PROGRAM) + "\nT=" + folder_.path().string() +
                                  "\nexport TMPDIR=$T/tmp\nset -o pipefail\n" + line + "\n");
        const int status = std::system(("bash " + script + " > " + path("out.txt") + " 2> " + path("err.txt")).c_str());
        return {WEXITSTATUS(status), read_text(path("out.txt")), read_text(path("err.txt"))};
    }

    std::string shop_ = file("shop.csv", shop_csv(60) + "broken row\n");
    std::string packed_ = path("shop.gz");
};

/// What is equal however a file came in.
void expect_same_study(const std::string& found, const std::string& expected) {
    const Study a = load_study(found);
    const Study b = load_study(expected);
    EXPECT_EQ(a.rfm->ids, b.rfm->ids);
    EXPECT_EQ(a.rfm->tensor, b.rfm->tensor);
    EXPECT_EQ(a.rfm->counts, b.rfm->counts);
    EXPECT_EQ(a.reject_counts, b.reject_counts);
    ASSERT_EQ(a.provenance.inputs.size(), 1U);
    EXPECT_EQ(a.provenance.inputs[0].path, "-");
    EXPECT_EQ(a.provenance.inputs[0].bytes, b.provenance.inputs[0].bytes);
    EXPECT_EQ(a.provenance.inputs[0].sha256, b.provenance.inputs[0].sha256);
}

TEST_F(StandardInput, GivesTheStudyOfTheFileThatIsPipedIn) {
    ASSERT_EQ(run_command({"ingest", shop_, "-o", path("plain.h5")}).code, 0);
    ASSERT_EQ(run_command({"ingest", packed_, "-o", path("packed.h5")}).code, 0);
    (void)file("later.csv", "a line for somebody else\n" + read_text(shop_));
    const std::vector<std::pair<std::string, std::string>> ways = {
        {"$PROGRAM ingest - -o $T/a.h5 < $T/shop.csv", "plain"},
        {"cat $T/shop.csv | $PROGRAM ingest - -o $T/a.h5", "plain"},
        {"cat $T/shop.gz | $PROGRAM ingest - -o $T/a.h5", "packed"},
        {"(read; $PROGRAM ingest - -o $T/a.h5 --force) < $T/later.csv; true", "plain"}};
    for (const auto& [line, expected] : ways) {
        const Outcome outcome = shell(line + " --force");
        ASSERT_EQ(outcome.code, 0) << line << ": " << outcome.err;
        expect_same_study(path("a.h5"), path(expected + ".h5"));
        EXPECT_THAT(read_text(path("a.rejects.csv")), HasSubstr("\n-,")) << "rejects name standard input";
    }
    EXPECT_EQ(names_in(path("tmp")), std::vector<std::string>{});
}

TEST_F(StandardInput, IsUnpackedByRunAndProfileToo) {
    const Outcome run = shell("gzip -dc $T/shop.gz | $PROGRAM run - -o $T/results --seeds 2 --device cpu");
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(read_text(path("results/rejects.csv")), HasSubstr("\n-,"));
    const Outcome profile = shell("cat $T/shop.gz | $PROGRAM profile -");
    ASSERT_EQ(profile.code, 0) << profile.err;
    EXPECT_THAT(profile.out, HasSubstr("gzip"));
}

TEST_F(StandardInput, OfAShellIsReadLikeAnyPipe) {
    const Outcome outcome = shell("$PROGRAM ingest <(gzip -dc $T/shop.gz) -o $T/a.h5 && $PROGRAM info $T/a.h5");
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    ASSERT_EQ(run_command({"ingest", shop_, "-o", path("plain.h5")}).code, 0);
    EXPECT_EQ(load_study(path("a.h5")).rfm->tensor, load_study(path("plain.h5")).rfm->tensor);
}

TEST_F(StandardInput, IsNamedOnceAmongFiles) {
    for (const char* files : {"- -", "- /dev/stdin", "- $T/shop.csv"}) {
        const Outcome outcome = shell(std::string("$PROGRAM profile ") + files + " < $T/shop.csv");
        EXPECT_EQ(outcome.code, 2) << files;
        EXPECT_THAT(outcome.err, HasSubstr("given twice")) << files;
    }
}

TEST_F(StandardInput, ThatIsNoFileIsRefused) {
    const Outcome terminal =
        shell("script -qec \"$PROGRAM profile -\" /dev/null < /dev/null; cat $T/shop.csv > /dev/null");
    EXPECT_THAT(terminal.out, AllOf(HasSubstr("standard input is a terminal"), HasSubstr("< shop.csv")));
    const Outcome empty = shell("$PROGRAM profile - < /dev/null");
    EXPECT_EQ(empty.code, 3);
    EXPECT_THAT(empty.err, HasSubstr("'-' is empty"));
    EXPECT_THAT(shell("$PROGRAM profile - < $T").err, HasSubstr("is a folder"));
    EXPECT_THAT(shell("$PROGRAM profile - <&-").err, HasSubstr("standard input"));
    EXPECT_THAT(shell("$PROGRAM profile /dev/zero").err, HasSubstr("is a device"));
}

TEST_F(StandardInput, WithoutRoomForItsCopySaysWhere) {
    if (mount("tmpfs", path("tmp").c_str(), "tmpfs", 0, "size=65536") != 0) {
        GTEST_SKIP() << "no small file system can be mounted here (needs root)";
    }
    const Outcome full = shell("head -c 1000000 /dev/zero | $PROGRAM profile -");
    const std::vector<std::string> left = names_in(path("tmp"));
    umount(path("tmp").c_str());
    EXPECT_EQ(full.code, 1);
    EXPECT_THAT(full.err, AllOf(HasSubstr("standard input"), HasSubstr("No space left"), HasSubstr("TMPDIR")));
    EXPECT_EQ(left, std::vector<std::string>{});
    EXPECT_THAT(shell("export TMPDIR=/no/such; cat $T/shop.csv | $PROGRAM profile -").err, HasSubstr("/no/such"));
}

}  // namespace
}  // namespace rfmeans::test
