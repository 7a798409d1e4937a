// Packed rows make the same table, bit for bit, as transactions in memory.
#include <gmock/gmock.h>

#include <filesystem>
#include <random>
#include <sstream>

#include "rfmeans/aggregate.hpp"
#include "rfmeans/rfm.hpp"
#include "rfmeans/synth.hpp"
#include "support/sanitizers.hpp"
#include "unit/ingest/aggregate_support.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using testing::HasSubstr;

using test::all_specs;
using test::all_ways;
using test::by_packing;
using test::by_transactions;
using test::expect_same_outcome;
using test::expect_same_tables;
using test::expect_tables_of;
using test::few_ways;
using test::Files;
using test::Outcome;
using test::Way;

std::string pick(std::mt19937_64& random, const std::vector<std::string>& from) {
    return from[random() % from.size()];
}

/// Rows of a small shop in which everything is odd that may be.
std::string hostile_rows(std::uint64_t seed, const std::vector<std::string>& customers) {
    std::mt19937_64 random(seed);
    std::string text;
    for (int row = 0; row < 60; ++row) {
        const std::string order =
            pick(random, {"1", "2", "2", "3", "007", "C2", "C17", "c9", "A1", "", "12345678901234567890"});
        const std::string day =
            pick(random, {"2020-01-01", "2020-02-29", "2020-03-01 10:00", "2020-03-02", "1969-12-31"});
        std::string line = pick(random, customers) + "," + order + "," + day + "," +
                           pick(random, {"1", "2", "-1", "0"}) + "," +
                           pick(random, {"1.5", "2.25", "0", "-3", "0.001", "100000000000"}) + "," +
                           pick(random, {"red", "blue", "", "NA"}) + "," + pick(random, {"1", "2.5", "NA", ""}) + "," +
                           pick(random, {"EUR", "USD"}) + "\n";
        for (std::uint64_t copies = random() % 3; copies != ~std::uint64_t{0}; --copies) {
            text += line;
        }
    }
    return text;
}

const std::string kShopHeader = "customer,order,date,quantity,price,colour,size,currency\n";

TEST(AggregateRfm, MakesTheSameTableOfHostileShopsUnderEveryDefinition) {
    const std::vector<std::vector<std::string>> shops = {
        {"1", "2", "10", "9", ""},
        {"a", "01", "1", "guest", "guest*", "guest:1", ""},
        {"", "only one"},
        {"9223372036854775807", "9223372036854775808", "0", "00"},
    };
    for (std::size_t shop = 0; shop < shops.size(); ++shop) {
        SCOPED_TRACE("shop " + std::to_string(shop));
        const test::TemporaryFolder folder;
        expect_same_tables({folder.file("shop.csv", kShopHeader + hostile_rows(shop + 1, shops[shop]))}, all_specs(),
                           shop == 0 ? all_ways() : few_ways());
    }
}

TEST(AggregateRfm, AddsAmountsThatLeaveInt64OnTheWay) {
    const test::TemporaryFolder folder;
    const std::string large = ",5000000000000000000,red,1,EUR\n", sale = "1,A,2020-01-01,1" + large;
    expect_same_tables({folder.file("shop.csv", kShopHeader + sale + sale + "1,B,2020-01-01,-1" + large)},
                       {{.returns = ReturnsRule::net}, {.returns = ReturnsRule::keep}}, all_ways());
}

TEST(AggregateRfm, MakesTheSameTableOfSeveralFiles) {
    const test::TemporaryFolder folder;
    const Files files = {folder.file("a.csv", kShopHeader + hostile_rows(11, {"1", "2", ""})),
                         folder.file("b.csv", kShopHeader + hostile_rows(12, {"1", "x", ""})),
                         folder.file("c.csv", "date,customer,price\n2020-01-01,1,3\n2020-01-01,1,3\n")};
    expect_same_tables({files[0], files[1]}, all_specs(), few_ways());
    expect_same_tables({files[2]}, {{}, {.guests = GuestsRule::order}, {.frequency = FrequencyRule::orders}},
                       all_ways());
}

TEST(AggregateRfm, LeavesTheSameRowsOutByFiltersAndPeriod) {
    const test::TemporaryFolder folder;
    const Files files = {folder.file("shop.csv", kShopHeader + hostile_rows(21, {"1", "2", "3", "4", ""}))};
    const Period period{.from = parse_day("2020-01-01", "test"), .to = parse_day("2020-03-01", "test")};
    expect_same_tables(files, {{.period = period}, {.guests = GuestsRule::order, .period = period}, {}}, all_ways(),
                       {.where = {{.column = "colour", .values = {"red", "NA"}}}});
}

std::string made_shop(std::int64_t customers) {
    std::ostringstream out;
    write_made_shop({.customers = customers, .seed = 3}, out, nullptr);
    return out.str();
}

std::string shuffle_rows(const std::string& text, std::uint64_t seed) {
    std::istringstream in(text);
    std::string header, line;
    std::getline(in, header);
    std::vector<std::string> lines;
    while (std::getline(in, line)) {
        lines.push_back(line);
    }
    std::mt19937_64 random(seed);
    std::shuffle(lines.begin(), lines.end(), random);
    std::string shuffled = header + "\n";
    for (const std::string& row : lines) {
        shuffled += row + "\n";
    }
    return shuffled;
}

const std::vector<RfmSpec> kSomeSpecs = {
    {},
    {.frequency = FrequencyRule::days, .returns = ReturnsRule::net, .guests = GuestsRule::order},
    {.monetary = MonetaryRule::mean,
     .returns = ReturnsRule::keep,
     .guests = GuestsRule::one,
     .free_rows = FreeRule::keep}};

TEST(AggregateRfm, MakesTheSameTableOfMadeShopsInAnyOrderOfRows) {
    const std::string shop = made_shop(600);  // whose packed rows are more than half of 65,536 bytes hold
    const test::TemporaryFolder folder;
    const Files grouped = {folder.file("grouped.csv", shop)};
    const Files shuffled = {folder.file("shuffled.csv", shuffle_rows(shop, 5))};
    expect_same_tables(grouped, kSomeSpecs, all_ways());
    expect_same_tables(shuffled, kSomeSpecs, all_ways());
    for (const RfmSpec& spec : kSomeSpecs) {
        expect_same_outcome(by_packing(shuffled, spec, all_ways()[4], folder.path().string()),
                            by_transactions(read_transactions(grouped, {}), spec));
    }
}

TEST(AggregateRfm, NumbersGuestsAlikeInAnyOrderOfRows) {
    // Guests that differ in order id, use or attributes only.
    std::string text = "customer,order,date,quantity,price,colour,size\n";
    for (const char* order : {"9", "10", "b", "", ""}) {
        for (const char* rest : {"1,0,red,1", "1,0,blue,2", "-1,0,red,1", "1,0,,1", "1,0,red,NA"}) {
            text += std::string(",") + order + ",2020-01-01," + rest + "\n";
        }
    }
    text += "1,1,2020-01-01,1,1,red,1\n";
    const RfmSpec spec{.returns = ReturnsRule::net, .guests = GuestsRule::order, .free_rows = FreeRule::keep};
    const Outcome first = by_transactions(test::read_text(text), spec);
    const test::TemporaryFolder folder;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Files files = {folder.file("shop.csv", shuffle_rows(text, seed))};
        expect_same_outcome(by_transactions(read_transactions(files, {}), spec), first);
        expect_same_outcome(by_packing(files, spec, {}, folder.path().string()), first);
    }
}

TEST(AggregateRfm, CountsOrdersThatSeveralCustomersShareForEachOfThem) {
    std::string text = "customer,order,date,quantity,price\n";
    for (const char* order :
         {"1", "2", "2147483647", "2147483648", "4294967297", "9007199254740993", "007", "A1", ""}) {
        for (int customer = 1; customer <= 40; ++customer) {
            const std::string start = std::to_string(customer) + "," + order + ",2020-01-0";
            text += start + "1,-1,5\n" + start + "2,1,5\n";
            text += customer % 3 == 0 ? start + "3,2,7\n" : "";
        }
    }
    const test::TemporaryFolder folder;
    const Files files = {folder.file("shop.csv", shuffle_rows(text, 7))};
    expect_same_tables(files, {{}, {.returns = ReturnsRule::net}, {.returns = ReturnsRule::keep}}, all_ways());
    const Outcome packed = by_packing(files, {}, {}, folder.path().string());
    EXPECT_EQ(packed.table->row(0, 0)[1], 9);   // customer 1: eight orders, and one row without
    EXPECT_EQ(packed.table->row(0, 2)[1], 10);  // customer 3: two rows without
}

TEST(AggregateRfm, TellsIdsOfAnyLengthAndTimesOfAnyAgeApart) {
    // Numbers that agree in their low 32 bits; days and seconds within and beyond 32 bits, before and after 1970.
    std::string text = "customer,order,date,quantity,price\n";
    for (const char* customer :
         {"7", "4294967303", "8589934599", "2147483655", "9223372036854775807", "0", "4294967296"}) {
        for (const char* order : {"7", "4294967303", "18446744073709551623", "1152921504606846983"}) {
            for (const char* time : {"1899-12-31 23:59:59", "1901-12-13 20:45:51", "1969-12-31", "1970-01-01",
                                     "2038-01-19 03:14:08", "2106-02-07 06:28:16"}) {
                text += std::string(customer) + "," + order + "," + time + ",1,2\n";
            }
        }
    }
    const test::TemporaryFolder folder;
    std::vector<RfmSpec> specs = {{}};
    for (const FrequencyRule frequency : {FrequencyRule::orders, FrequencyRule::timestamps, FrequencyRule::days}) {
        specs.push_back({.frequency = frequency});
    }
    expect_same_tables({folder.file("shop.csv", shuffle_rows(text, 8))}, specs, all_ways());
}

TEST(AggregateRfm, CountsCustomersWhoAreMetOnlyInRowsLeftOut) {
    std::string text = "customer,order,date,quantity,price\n";
    for (int customer = 1; customer <= 300; ++customer) {
        const char* rest = customer % 3 == 0 ? ",-1,5\n" : customer % 3 == 1 ? ",1,0\n" : ",1,5\n";
        text += std::to_string(customer) + "," + std::to_string(customer % 7) + ",2020-01-01" + rest;
    }
    const test::TemporaryFolder folder;
    const Files files = {folder.file("shop.csv", text)};
    expect_same_tables(files, {{}, {.returns = ReturnsRule::net}, {.free_rows = FreeRule::keep}}, all_ways());
    const Outcome packed = by_packing(files, {}, {}, folder.path().string());
    EXPECT_EQ(packed.table->customers(), 100);
    EXPECT_EQ(packed.table->counts.back().count, 200);  // without a purchase
}

TEST(AggregateRfm, SummarisesAttributesOfWhichCustomersHaveNoneOneOrSeveral) {
    std::string text = "customer,order,date,quantity,price,colour,size\n";
    for (int customer = 1; customer <= 60; ++customer) {
        for (int row = 0; row < 4; ++row) {
            const bool changes = customer % 4 == 3;
            const char* colour = customer % 4 == 0 ? "" : changes && row % 2 == 0 ? "red" : "blue";  // a tie: blue
            const char* size = customer % 4 == 0 ? "" : changes ? (row == 0 ? "0.1" : "-2.5") : row == 1 ? "" : "-0";
            text +=
                std::to_string(customer) + "," + std::to_string(row) + ",2020-01-01,1,5," + colour + "," + size + "\n";
        }
    }
    const test::TemporaryFolder folder;
    expect_same_tables({folder.file("shop.csv", shuffle_rows(text, 9))}, {{}, {.guests = GuestsRule::one}}, all_ways());
}

TEST(AggregateRfm, MakesTheSameTableOfALargeRealShop) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    expect_same_tables(test::online_retail_files(folder), {kSomeSpecs[1]}, {{{.sinks = 2}, 65'536, 100'000}});
}

TEST(AggregateRfm, MakesTheSameTableOfAllRealShops) {
    const auto data = test::data_folder();
    if (!data) {
        GTEST_SKIP() << "real data not found (RFMEANS_DATA, by default ../shared/data)";
    }
    int shops = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*data)) {
        const std::string file = entry.path().string();
        const bool table = file.ends_with(".csv") || file.ends_with(".txt") || file.ends_with(".gz");
        const bool large = test::kThreadSanitizer && entry.is_regular_file() && entry.file_size() > 500'000;
        if (!table || large || file.find("online_retail/") != std::string::npos) {
            continue;
        }
        SCOPED_TRACE(file);
        Transactions transactions;
        try {
            transactions = read_transactions({file}, {});
        } catch (const Error&) {
            EXPECT_FALSE(by_packing({file}, {}, {.chunk_bytes = 100'000}, ".").error.empty());
            continue;
        }
        expect_tables_of(transactions, {file}, {kSomeSpecs[1]}, {{{.sinks = 2}, 65'536, 100'000}});
        ++shops;
    }
    EXPECT_GE(shops, 5);
}

TEST(AggregateRfm, NamesTheSameAmountsWhereNoCommonUnitHoldsThem) {
    std::string text = "customer,date,total\n1,2020-01-01,5\n";
    text += "1,2020-01-01,0.0000000001\n2,2020-01-02,-9000000000\n2,2020-01-02,9000000000\n3,2020-01-01,0.0000000003\n";
    const test::TemporaryFolder folder;
    const Files files = {folder.file("a.csv", text), folder.file("b.csv", text)};
    const std::string expected =
        test::message_of(Failure::content, [&] { static_cast<void>(read_transactions(files, {})); });
    EXPECT_THAT(expected, HasSubstr("(line 3 of '" + files[0] + "': 0.0000000001)"));
    for (const Way& way : all_ways()) {
        EXPECT_EQ(by_packing(files, {}, way, folder.path().string()).error, expected);
    }
}

TEST(AggregateRfm, SaysWhatIsWrongWithTheFolderOfSpilledRows) {
    const test::TemporaryFolder folder;
    const Files files = {folder.file("a.csv", made_shop(300))};
    const Way way{.driver = {.batch_rows = 1000, .sinks = 1}, .memory_bytes = 1024};
    EXPECT_THAT(by_packing(files, {}, way, "/no/such/folder").error,
                testing::AllOf(HasSubstr("'/no/such/folder'"), HasSubstr("TMPDIR"), HasSubstr("--memory")));
}

}  // namespace
}  // namespace rfmeans
