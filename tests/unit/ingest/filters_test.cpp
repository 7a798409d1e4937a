// Rows that --where leaves out: flagged, never lost.
#include "rfmeans/profile.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::message_of;
using test::read_text;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kCountries =
    "customer,date,total,Country,Status\n"
    "1,2020-01-01,5, France ,open\n"
    "2,2020-01-02,7,\"Spain\",open\n"
    "3,2020-01-03,-1.50,france,open\n"
    "4,2020-01-04,2.25,France,closed\n"
    "5,2020-01-05,1,,open\n";

std::vector<int> filtered(const Transactions& shop) {
    std::vector<int> flags;
    for (const std::uint8_t flag : shop.flags) {
        flags.push_back((flag & row_flag::kFiltered) != 0 ? 1 : 0);
    }
    return flags;
}

IngestSpec where(const std::vector<ColumnFilter>& filters) {
    return {.columns = {}, .where = filters};
}

TEST(Filters, ComparesTrimmedTextByteByByte) {
    EXPECT_THAT(filtered(read_text(kCountries, where({{"Country", {"France"}}}))), ElementsAre(0, 1, 1, 0, 1));
    EXPECT_THAT(filtered(read_text(kCountries, where({{"Country", {""}}}))), ElementsAre(1, 1, 1, 1, 0));
    EXPECT_THAT(filtered(read_text(kCountries)), ElementsAre(0, 0, 0, 0, 0));
}

TEST(Filters, TakesAnyValueOfOneColumnAndAllColumns) {
    const auto shop =
        read_text(kCountries, where({{"Country", {"France"}}, {"Status", {"open"}}, {"Country", {"Spain", "Chile"}}}));
    EXPECT_THAT(filtered(shop), ElementsAre(0, 0, 1, 1, 1));
    EXPECT_THAT(shop.filters,
                ElementsAre(ColumnFilter{"Country", {"France", "Spain", "Chile"}}, ColumnFilter{"Status", {"open"}}));
}

TEST(Filters, MayBeOfAColumnThatHasARole) {
    const auto shop = read_text(kCountries, where({{"customer", {"2"}}}));
    EXPECT_THAT(filtered(shop), ElementsAre(1, 0, 1, 1, 1));
    EXPECT_EQ(shop.rows(), 5U);
}

TEST(Filters, OfAnUnknownColumnListTheColumns) {
    const std::string message =
        message_of(Failure::option, [] { static_cast<void>(read_text(kCountries, where({{"Land", {"France"}}}))); });
    EXPECT_THAT(message, AllOf(HasSubstr("--where Land="), HasSubstr("'Country', 'Status'")));
}

TEST(Filters, OfAColumnThatAFileLacksNameTheFile) {
    const test::TemporaryFolder folder;
    const std::vector<std::string> files = {folder.file("a.csv", kCountries),
                                            folder.file("b.csv", "customer,date,total\n1,2020-01-01,5\n")};
    const std::string message = message_of(
        Failure::content, [&] { static_cast<void>(read_transactions(files, where({{"Country", {"France"}}}))); });
    EXPECT_THAT(message, HasSubstr("b.csv' has no column 'Country'"));
}

TEST(Filters, AreCountedAndValuedInTheProfile) {
    const test::TemporaryFolder folder;
    const Profile profile =
        profile_files({folder.file("shop.csv", kCountries)}, where({{"Country", {"France", "Spain", "france"}}}),
                      {.period = {.from = parse_day("2020-01-02", "test"), .to = parse_day("2020-01-03", "test")},
                       .as_of = parse_day("2020-01-02", "test")});
    std::vector<std::string> found;
    for (const Finding& finding : profile.findings) {
        found.push_back(finding.what + ": " + std::to_string(finding.rows) + ", " + finding.amount);
    }
    EXPECT_THAT(found, testing::IsSupersetOf({"rows left out by --where: 1, 1.00", "rows before --from: 1, 5.00",
                                              "rows after --to: 1, 2.25", "rows after the as-of date: 1, -1.50"}));
}

}  // namespace
}  // namespace rfmeans
