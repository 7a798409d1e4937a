// Rejected rows come back as they were, from memory and from disk.
#include "ingest/reject_log.hpp"

#include <fmt/format.h>

#include <thread>

#include "ingest/read_rows.hpp"
#include "unit/ingest/aggregate_support.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans::ingest {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const RejectedRows& rows) {
    Lines lines;
    rows.for_each([&lines](const RejectedRow& row) {
        lines.push_back(fmt::format("{}:{} {} {} [{}]", row.file, row.line, row.column, row.reason, row.text));
    });
    return lines;
}

TEST(RejectLog, GivesTheRowsOfPartsInTheOrderOfTheParts) {
    const test::TemporaryFolder folder;
    for (const std::int64_t memory : {0, 1, 200, 1'000'000}) {
        const auto log = std::make_shared<RejectLog>(folder.path().string(), memory);
        std::string odd = "1,\"a\nb\"";
        odd += '\0';
        LoggedRejects second = log->add({{.line = 1, .column = "date", .reason = "no date", .text = odd},
                                         {.line = 7, .text = std::string(100'000, 'x')}});
        LoggedRejects first = log->add({{.line = 3, .reason = "none"}});
        LoggedRejects none = log->add({});
        const RejectedRows all = join_rejects(log, {{first, "a.csv", 10}, {none, "a.csv", 20}, {second, "b.csv", 100}});
        EXPECT_EQ(lines_of(all), (Lines{"a.csv:13  none []", "b.csv:101 date no date [" + odd + "]",
                                        "b.csv:107   [" + std::string(100'000, 'x') + "]"}));
        ASSERT_EQ(all.size(), 3U);
        EXPECT_EQ(all[0].line, 13);
        EXPECT_EQ(all[1].text, odd);
        EXPECT_EQ(all[2].line, 107);
    }
    EXPECT_TRUE(join_rejects(std::make_shared<RejectLog>("/no/such/folder", 1), {}).empty());
    EXPECT_TRUE(test::names_in(folder.path()).empty());
}

TEST(RejectLog, TakesRowsFromSeveralThreadsAtOnce) {
    const test::TemporaryFolder folder;
    const auto log = std::make_shared<RejectLog>(folder.path().string(), 2'000);
    std::vector<RejectPart> parts(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            threads.emplace_back([&, i] {
                std::vector<RejectedRow> rows;
                for (int row = 0; row < 50; ++row) {
                    rows.push_back({.line = row, .text = fmt::format("{} {}", i, row)});
                }
                parts[i].logged = log->add(rows);
            });
        }
    }
    const RejectedRows all = join_rejects(log, parts);
    ASSERT_EQ(all.size(), 200U);
    for (std::size_t row = 0; row < all.size(); ++row) {
        EXPECT_EQ(all[row].text, fmt::format("{} {}", row / 50, row % 50));
    }
}

TEST(RejectLog, SaysWhatIsWrongWithTheFolderOfItsFile) {
    RejectLog log("/no/such/folder", 1);
    EXPECT_THAT(test::message_of(Failure::resource, [&] { static_cast<void>(log.add({{.line = 1}})); }),
                testing::AllOf(testing::HasSubstr("'/no/such/folder'"), testing::HasSubstr("--memory")));
}

TEST(RejectLog, GivesTheRejectsOfTheReferenceInAnyMemory) {
    std::string text = "customer,date,total\n";
    for (int row = 0; row < 3'000; ++row) {
        text +=
            row % 3 == 0 ? fmt::format("{},2020-01-02,5\n", row % 40) : fmt::format("{},\"never\n{}\",5\n", row, row);
    }
    const test::TemporaryFolder folder;
    const test::Files files = {folder.file("a.csv", text), folder.file("b.csv", text)};
    const IngestSpec spec{.max_rejects = 0.9};
    const Lines expected = lines_of(read_transactions(files, spec).rejects);
    ASSERT_EQ(expected.size(), 4'000U);
    for (const test::Way& way : test::all_ways()) {
        EXPECT_EQ(lines_of(test::by_packing(files, {}, way, folder.path().string(), spec).facts.rejects), expected);
    }
    EXPECT_EQ(test::names_in(folder.path()), (Lines{"a.csv", "b.csv"}));
}

}  // namespace
}  // namespace rfmeans::ingest
