// The profile depends on nothing but the rows: not on batches, threads, order or memory.
#include "ingest/profile/profile_sink.hpp"

#include <fmt/format.h>

#include <array>

#include "ingest/profile/finish_profile.hpp"
#include "ingest/profile/row_texts.hpp"
#include "rfmeans/profile.hpp"
#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/plain_driver.hpp"

namespace rfmeans {
namespace {

using ingest::ProfileSink;

struct Reading {
    test::DriverSpec driver = {};
    ProfileSpec spec = {};
};

ingest::RowsPlan plan_of(const std::vector<std::string>& files) {
    ingest::RowsPlan plan{.files = files,
                          .roles = ingest::sniff_files(files, {}, ingest::NeededRoles::none).roles,
                          .columns = {},
                          .date_rejects = 0.2,
                          .date_doubt = ingest::DateDoubt::role_given_up,
                          .told = {}};
    for (const ColumnRole& column : plan.roles.columns) {
        plan.columns.push_back(column.column);
    }
    return plan;
}

std::string profile_of(const std::vector<std::string>& files, const Reading& reading) {
    const ingest::RowsPlan plan = plan_of(files);
    const auto layout = ingest::lay_out_profile(plan.roles, reading.spec);
    const auto read = test::drive_rows(reading.driver, plan, [&] { return std::make_unique<ProfileSink>(layout); });
    std::vector<ProfileSink*> sinks;
    for (const auto& sink : read.sinks) {
        sinks.push_back(dynamic_cast<ProfileSink*>(sink.get()));
    }
    return profile_json(ingest::finish_profile(sinks, read, reading.spec));
}

// Every kind of column, with doubles, copies, guests, cancellations, two currencies and rows that cannot be read.
std::string made_shop(int rows) {
    std::string text = "customer,order,date,quantity,price,country,code,copy,note\n";
    for (int i = 0; i < rows; ++i) {
        const int order = i / 3;
        const std::string customer = i % 11 == 0 ? "" : std::to_string(order * 7919 % 97);
        const std::string date = i % 50 == 49 ? "no date" : fmt::format("2011-{:02}-{:02}", order % 12 + 1, i % 28 + 1);
        const std::string price =
            i % 13 == 0 ? fmt::format("\"$1,{:03}.5\"", i % 1'000) : fmt::format("{}.{:02}", i % 40, i % 100);
        text += fmt::format("{},{}{},{},{},{},{},{:05},{:05},{}\n", customer, order % 17 == 0 ? "C" : "", 1'000 + order,
                            date, i % 9 - 1, price, i % 3 == 0 ? "France" : "Köln", i % 500, i % 500,
                            std::string(static_cast<std::size_t>(i % 400), 'x'));
        if (i % 20 == 0) {
            text += text.substr(text.rfind('\n', text.size() - 2) + 1);
        }
    }
    return text;
}

TEST(ProfileSink, GivesTheSameForAnyBatchesThreadsOrderAndMemory) {
    const test::TemporaryFolder folder;
    const std::vector<std::string> files = {folder.file("a.csv", made_shop(3'000)),
                                            folder.file("b.csv", made_shop(700))};
    const std::string plain = profile_of(files, {});
    EXPECT_THAT(plain, testing::HasSubstr("exact duplicate rows"));
    EXPECT_EQ(profile_of(files, {.driver = {.batch_rows = 1}}), plain);
    EXPECT_EQ(profile_of(files, {.driver = {.batch_rows = 257, .sinks = 3, .seed = 7}}), plain);
    EXPECT_EQ(profile_of(files, {.spec = {.memory_bytes = 1'024}}), plain) << "everything spills";
    EXPECT_EQ(profile_of(files, {.driver = {.batch_rows = 100, .sinks = 4, .seed = 3},
                                 .spec = {.threads = 4, .memory_bytes = 300'000}}),
              plain)
        << "some of it spills";
}

TEST(ProfileSink, GivesWhatTheWholePathGivesOnAnyThreads) {
    const test::TemporaryFolder folder;
    const std::vector<std::string> files = {folder.file("a.csv", made_shop(3'000))};
    const std::string plain = profile_of(files, {});
    for (const int threads : {1, 3}) {
        EXPECT_EQ(profile_json(profile_files(files, {}, {.threads = threads})), plain) << threads;
    }
}

TEST(ProfileSink, RefusesAFolderThatIsNotThere) {
    const test::TemporaryFolder folder;
    const std::vector<std::string> files = {folder.file("a.csv", made_shop(3'000))};
    EXPECT_THAT(test::message_of(Failure::resource,
                                 [&] {
                                     static_cast<void>(profile_files(
                                         files, {}, {.threads = 1, .memory_bytes = 1, .spill_folder = "/no/such"}));
                                 }),
                testing::HasSubstr("--memory"));
}

TEST(WriteAmount, ReadsBackWhatItWrote) {
    for (const ingest::Decimal value :
         {ingest::Decimal{0, 0}, {-1, 18}, {1, 2}, {INT64_MAX, 0}, {-INT64_MAX, 5}, {255, 1}, {-128, 3}}) {
        ingest::BatchRow row;
        row.read = true;
        row.values.amount = value;
        std::array<char, 9> text{};
        const char* end = ingest::write_amount(row, text.data());
        EXPECT_EQ(ingest::read_amount({text.data(), end}), value);
    }
    EXPECT_EQ(ingest::read_amount(""), std::nullopt);
}

}  // namespace
}  // namespace rfmeans
