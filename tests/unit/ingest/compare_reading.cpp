#include "unit/ingest/compare_reading.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/sanitizers.hpp"

namespace rfmeans::test {
namespace {

/// Where rows are taken by column, those that are not plain are taken as rows: that is enough to see threads in.
std::vector<TakenBy> ways_to_take() {
    return kThreadSanitizer ? std::vector{TakenBy::columns} : std::vector{TakenBy::rows, TakenBy::columns};
}

}  // namespace

void expect_same_data(const ReadData& expected, const ReadData& found, const std::string& what) {
    EXPECT_EQ(expected.error, found.error) << what;
    EXPECT_EQ(expected.files, found.files) << what;
    EXPECT_EQ(expected.rejects, found.rejects) << what;
    EXPECT_EQ(expected.roles, found.roles) << what;
    EXPECT_EQ(expected.dates, found.dates) << what;
    EXPECT_EQ(expected.currencies, found.currencies) << what;
    ASSERT_EQ(expected.rows.size(), found.rows.size()) << what;
    // An assertion costs more than a row.
    const auto [wrong, other] = std::ranges::mismatch(expected.rows, found.rows);
    if (wrong != expected.rows.end()) {
        ASSERT_EQ(*wrong, *other) << what << ", row " << wrong - expected.rows.begin();
    }
}

void compare_reading(ingest::RowsPlan plan, std::span<const std::size_t> chunks, const std::string& what,
                     const std::vector<int>& threads_of) {
    const ReadData expected = read_one_by_one(plan);
    for (const std::size_t bytes : chunks) {
        for (const int threads : thread_counts(threads_of)) {
            plan.chunk_bytes = bytes;
            plan.threads = threads;
            plan.reject_bytes = threads == 2 ? 60 : 0;  // nearly all on disk, or none
            for (const TakenBy by : ways_to_take()) {
                const char* unit = by == TakenBy::rows ? "row" : "column";
                expect_same_data(expected, read_in_chunks(plan, by),
                                 fmt::format("{}: by {}, chunks of {}, {} threads", what, unit, bytes, threads));
                if (::testing::Test::HasFailure()) {
                    return;
                }
            }
        }
    }
}

}  // namespace rfmeans::test
