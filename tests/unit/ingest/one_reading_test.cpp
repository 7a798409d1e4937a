// One reading of the files makes the table and the profile that two readings make.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "ingest/pack_rows.hpp"
#include "rfmeans/aggregate.hpp"
#include "support/same_tables.hpp"
#include "support/sanitizers.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using Files = std::vector<std::string>;

struct ReadingWay {
    int threads = 1;
    std::size_t chunk_bytes = std::size_t{1} << 20;
    std::int64_t memory_bytes = 0;
};

std::vector<ReadingWay> reading_ways() {
    if (test::kThreadSanitizer) {
        return {{4, 1'000, 50'000}};
    }
    return {{}, {3, 1'000}, {2, 700, 1'024}, {1, 5'000, 200'000}, {4, 100, 50'000}};
}

/// As aggregate_rfm, with chunks of that size.
Aggregated aggregate_in_chunks(const Files& files, const AggregateSpec& spec, std::size_t chunk_bytes) {
    const auto read = [chunk_bytes](ingest::RowsPlan plan, const ingest::MakeSink& make_sink) {
        plan.chunk_bytes = chunk_bytes;
        return ingest::read_rows(plan, make_sink);
    };
    PackedRows packed = ingest::pack_rows_with(
        read, files, spec.ingest,
        {.threads = spec.threads,
         .memory_bytes = spec.memory_bytes,
         .spill_folder = spec.spill_folder,
         .guests = spec.rfm.guests == GuestsRule::one ? GuestRows::together : GuestRows::by_order,
         .profile = ProfileSpec{.period = spec.rfm.period,
                                .as_of = spec.rfm.as_of,
                                .threads = spec.threads,
                                .memory_bytes = spec.memory_bytes,
                                .spill_folder = spec.spill_folder}});
    Aggregated result{.rfm = build_rfm_of(packed, spec.rfm, spec.memory_bytes), .read = {}};
    result.read = std::move(packed.facts);
    result.profile = std::move(packed.profile);
    return result;
}

void expect_same_facts(const Transactions& found, const Transactions& expected) {
    ASSERT_EQ(found.roles.size(), expected.roles.size());
    for (std::size_t i = 0; i < found.roles.size(); ++i) {
        EXPECT_EQ(found.roles[i].column, expected.roles[i].column);
        EXPECT_EQ(found.roles[i].role, expected.roles[i].role);
        EXPECT_EQ(found.roles[i].reason, expected.roles[i].reason);
    }
    ASSERT_EQ(found.rejects.size(), expected.rejects.size());
    for (std::size_t i = 0; i < found.rejects.size(); ++i) {
        EXPECT_EQ(found.rejects[i].line, expected.rejects[i].line);
        EXPECT_EQ(found.rejects[i].reason, expected.rejects[i].reason);
    }
    EXPECT_EQ(found.warnings, expected.warnings);
    EXPECT_EQ(found.decimals, expected.decimals);
}

void expect_as_two_readings(const Files& files, const IngestSpec& ingest = {}, const RfmSpec& rfm = {}) {
    const test::TemporaryFolder spill;
    const std::string folder = spill.path().string();
    const Aggregated table = aggregate_rfm(files, {.ingest = ingest, .rfm = rfm, .spill_folder = folder});
    EXPECT_FALSE(table.profile.has_value()) << "nobody asked";
    const std::string profile =
        profile_json(profile_files(files, ingest, {.period = rfm.period, .as_of = rfm.as_of, .spill_folder = folder}));
    const auto expect_same = [&](const Aggregated& both) {
        test::expect_same_rfm(both.rfm, table.rfm);
        expect_same_facts(both.read, table.read);
        ASSERT_TRUE(both.profile.has_value());
        EXPECT_EQ(profile_json(*both.profile), profile);
    };
    AggregateSpec spec{.ingest = ingest,
                       .rfm = rfm,
                       .threads = 2,
                       .memory_bytes = 1 << 20,
                       .spill_folder = folder,
                       .profile = WithProfile::yes};
    expect_same(aggregate_rfm(files, spec));
    for (const ReadingWay& way : reading_ways()) {
        SCOPED_TRACE(
            fmt::format("{} threads, chunks of {}, memory {}", way.threads, way.chunk_bytes, way.memory_bytes));
        spec.threads = way.threads;
        spec.memory_bytes = way.memory_bytes;
        expect_same(aggregate_in_chunks(files, spec, way.chunk_bytes));
    }
    EXPECT_TRUE(test::names_in(spill.path()).empty());
}

// Attributes between other columns, a copy, a column without values, a description that is no attribute.
std::string shop(int rows, int seed) {
    std::string text = "description,colour,customer,order,date,empty,quantity,price,size,copy\n";
    for (int i = 0; i < rows; ++i) {
        const int x = (i * 7'919 + seed) % 1'009;
        text +=
            fmt::format("\"the \"\"{}\"\" of it\",{},{},{}{},{},,{},{}.{:02},{},{}\n", x, x % 3 == 0 ? "red" : "blue",
                        x % 7 == 0 ? "" : std::to_string(x % 90), i % 40 == 0 ? "C" : "", i / 4,
                        i % 61 == 60 ? "soon" : fmt::format("2011-{:02}-{:02}", x % 12 + 1, i % 28 + 1), x % 9 - 1,
                        x % 50, x % 100, x % 5, x % 5);
    }
    return text;
}

TEST(OneReading, MakesTheTableAndTheProfileOfTwo) {
    const test::TemporaryFolder folder;
    expect_as_two_readings({folder.file("a.csv", shop(2'000, 1)), folder.file("b.csv", shop(500, 2))});
}

TEST(OneReading, CountsWhatFiltersPeriodAndAsOfLeaveOut) {
    const test::TemporaryFolder folder;
    expect_as_two_readings(
        {folder.file("a.csv", shop(2'000, 1))}, {.where = {{.column = "colour", .values = {"red"}}}},
        {.as_of = parse_day("2011-10-01", "test"),
         .guests = GuestsRule::order,
         .period = {.from = parse_day("2011-02-01", "test"), .to = parse_day("2011-11-01", "test")}});
}

TEST(OneReading, FollowsAllRowsWhereTheyDecideOtherwiseThanTheHead) {
    const test::TemporaryFolder folder;
    std::string text = "customer,date,total,shop\n";
    const std::string long_name(400, 's');
    for (int i = 0; i < 4'000; ++i) {  // behind 1 MiB the month is first, and the comma is the decimal mark
        const bool head = i < 3'500;
        text += fmt::format("{},{:02}/{:02}/2011,\"{}\",{}{}\n", i % 77, i % 12 + 1, head ? i % 12 + 1 : 13 + i % 10,
                            head ? fmt::format("{},{:03}", i % 9 + 1, i % 1'000) : fmt::format("{},5", i), long_name,
                            i % 4);
    }
    expect_as_two_readings({folder.file("a.csv", text)});
}

TEST(OneReading, ReadsFilesWithoutAHeader) {
    const test::TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += fmt::format("{},2011-{:02}-{:02},{}.{:02}\n", i * 31 % 40, i % 12 + 1, i * 7 % 28 + 1, i % 90, i % 97);
    }
    expect_as_two_readings({folder.file("a.csv", text)});
}

TEST(OneReading, GoesAlongWithEarlierFiles) {
    const test::TemporaryFolder folder;
    const Files files = {folder.file("a.csv", shop(700, 1))};
    const std::vector<KeptFile> earlier =
        read_transactions({folder.file("b.csv", shop(900, 5))}, {.keep = KeepTexts::yes}).kept;
    expect_as_two_readings(files, {.earlier = earlier});
}

TEST(OneReading, RefusesWhatTheTableRefuses) {
    const test::TemporaryFolder folder;
    const Files doubtful = {folder.file("a.csv", "customer,date,total\n1,01/02/2011,5\n2,03/04/2011,6\n")};
    EXPECT_THAT(test::message_of(Failure::content,
                                 [&] { static_cast<void>(aggregate_rfm(doubtful, {.profile = WithProfile::yes})); }),
                testing::HasSubstr("--date-format"));
}

TEST(OneReading, GoesForRealData) {
    RFMEANS_NEED_DATA(folder, "superstore");
    expect_as_two_readings({(folder / "Sample_Superstore_cp1252.csv").string()});
}

}  // namespace
}  // namespace rfmeans
