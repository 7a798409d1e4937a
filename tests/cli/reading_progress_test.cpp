#include "cli/reading_progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "support/data_files.hpp"

namespace rfmeans::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t kMiB = 1 << 20;

TEST(ReadingLine, HasBytesRowsASecondAndTimeLeft) {
    // A quarter in 5 s: three times as long is left. 6,000,000 rows in 5 s.
    EXPECT_EQ(reading_line("reading", {.bytes = 512 * kMiB, .all_bytes = 2048 * kMiB, .rows = 6'000'000}, 5),
              "reading [==        ] 0.5 of 2.0 GiB, 1,200,000 rows/s, about 15 s left");
    EXPECT_EQ(reading_line("reading", {.bytes = 10 * kMiB, .all_bytes = 10 * kMiB, .rows = 300}, 3),
              "reading [==========] 10.0 of 10.0 MiB, 100 rows/s, about 0 s left");
}

TEST(ReadingLine, SaysWhatIsKnownOfAPipeAndAtTheStart) {
    EXPECT_EQ(reading_line("reading", {.bytes = 3 * kMiB, .all_bytes = 0, .rows = 40'000}, 2),
              "reading 3.0 MiB, 20,000 rows/s");
    EXPECT_EQ(reading_line("reading", {.bytes = 0, .all_bytes = 2 * kMiB, .rows = 0}, 2),
              "reading [          ] 0.0 of 2.0 MiB, 0 rows/s");
}

TEST(ReadingLine, FitsIntoATerminalOf80Columns) {
    EXPECT_LT(
        reading_line("profiling", {.bytes = 1000 * kMiB, .all_bytes = 1000 * kMiB, .rows = 1'500'000'000}, 15).size(),
        80U);
}

class ReadingProgressTest : public testing::Test {
protected:
    void show(ReadingProgress& progress, double seconds, std::int64_t bytes, std::int64_t rows) {
        seconds_ = seconds;
        progress.show({.bytes = bytes, .all_bytes = 100, .rows = rows});
    }

    std::ostringstream out_, err_;
    Console console_{.out = out_, .err = err_, .err_is_terminal = true, .command = {}};
    double seconds_ = 0;
    ReadingProgress::Clock clock_ = [this] { return seconds_; };
};

TEST_F(ReadingProgressTest, ShowsFromTheSecondSecondOnAndClearsItsLine) {
    {
        ReadingProgress progress(console_, "reading", clock_);
        show(progress, 0.9, 40, 9);
        EXPECT_EQ(err_.str(), "");
        show(progress, 1.0, 50, 10);
        EXPECT_THAT(err_.str(), testing::AllOf(testing::StartsWith("\r\033[Kreading [=====     ]"),
                                               HasSubstr("10 rows/s, about 1 s left")));
        const std::string before = err_.str();
        show(progress, 1.05, 51, 11);  // too soon for another
        EXPECT_EQ(err_.str(), before);
        show(progress, 1.2, 60, 12);
        EXPECT_NE(err_.str(), before);
    }
    EXPECT_TRUE(err_.str().ends_with("\r\033[K"));
    EXPECT_EQ(out_.str(), "");
}

TEST_F(ReadingProgressTest, CountsAnewWhereFilesAreReadAnew) {
    ReadingProgress progress(console_, "reading", clock_);
    show(progress, 10, 100, 1000);
    show(progress, 10.5, 0, 0);
    show(progress, 12.5, 50, 500);  // half in 2 s
    EXPECT_TRUE(err_.str().ends_with("250 rows/s, about 2 s left"));
}

TEST_F(ReadingProgressTest, IsSilentWithoutATerminalAndWhereQuietIsAsked) {
    for (const bool quiet : {false, true}) {
        console_.err_is_terminal = quiet;
        console_.talk = quiet ? Talk::quiet : Talk::normal;
        ReadingProgress progress(console_, "reading", clock_);
        show(progress, 5, 50, 10);
    }
    EXPECT_EQ(err_.str(), "");
}

TEST(ReadProgress, TellsBytesAndRowsOfAllFilesInOrder) {
    const test::TemporaryFolder folder;
    std::string rows = "customer,date,total\n";
    for (int i = 0; i < 400'000; ++i) {
        rows += std::to_string(i % 500) + ",2020-01-02,5\n";
    }
    const std::vector<std::string> files = {folder.file("a.csv", rows), folder.file("b.csv", rows)};
    const auto bytes = static_cast<std::int64_t>(2 * rows.size());
    std::vector<ReadSoFar> told;
    const IngestSpec spec{.columns = {}, .progress = [&](const ReadSoFar& read) { told.push_back(read); }};
    for (const bool profiled : {false, true}) {
        told.clear();
        if (profiled) {
            static_cast<void>(profile_files(files, spec));
        } else {
            static_cast<void>(read_transactions(files, spec));
        }
        ASSERT_GE(told.size(), 4U);
        for (std::size_t i = 0; i < told.size(); ++i) {
            EXPECT_EQ(told[i].all_bytes, bytes);
            EXPECT_GE(told[i].bytes, i == 0 ? 1 : told[i - 1].bytes);
        }
        EXPECT_EQ(told.back().bytes, bytes);
        EXPECT_EQ(told.back().rows, 800'000);
    }
}

}  // namespace
}  // namespace rfmeans::cli
