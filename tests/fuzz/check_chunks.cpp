#include "fuzz/check_chunks.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "rfmeans/error.hpp"
#include "unit/ingest/rows_reference.hpp"

namespace rfmeans::test {
namespace {

constexpr std::array<std::size_t, 8> kChunks = {1, 2, 7, 31, 64, 200, 1000, std::size_t{1} << 20};

std::string first_difference(const ReadData& expected, const ReadData& read) {
    if (expected.error != read.error) {
        return fmt::format("error '{}' instead of '{}'", read.error, expected.error);
    }
    if (expected.files != read.files) {
        return fmt::format("file '{}' instead of '{}'", fmt::join(read.files, ";"), fmt::join(expected.files, ";"));
    }
    if (expected.rejects != read.rejects) {
        return fmt::format("rejects '{}' instead of '{}'", fmt::join(read.rejects, ";"),
                           fmt::join(expected.rejects, ";"));
    }
    if (expected.dates != read.dates || expected.roles != read.roles) {
        return fmt::format("dates '{}', roles '{}' instead of '{}', '{}'", read.dates, fmt::join(read.roles, ";"),
                           expected.dates, fmt::join(expected.roles, ";"));
    }
    return fmt::format("other rows: {} instead of {}", read.rows.size(), expected.rows.size());
}

}  // namespace

std::string check_chunks(const std::string& file, std::string_view bytes) {
    ingest::RowsPlan plan;
    try {
        plan = plan_rows({file}, {.max_rejects = 1});
    } catch (const Error&) {
        return "";
    }
    const std::size_t drawn = std::hash<std::string_view>{}(bytes);
    plan.chunk_bytes = kChunks[drawn % kChunks.size()];
    plan.threads = 1 + static_cast<int>(drawn / kChunks.size() % 2);
    const ReadData expected = read_one_by_one(plan);
    for (const TakenBy by : {TakenBy::rows, TakenBy::columns}) {
        const ReadData read = read_in_chunks(plan, by);
        if (expected != read) {
            return fmt::format("in chunks of {} bytes on {} threads, by {}: {}", plan.chunk_bytes, plan.threads,
                               by == TakenBy::rows ? "row" : "column", first_difference(expected, read));
        }
    }
    return "";
}

}  // namespace rfmeans::test
