#include "rfmeans/dates.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::message_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

CustomerTable read_customers_text(const std::string& content, const IngestSpec& spec = {}) {
    const test::TemporaryFolder folder;
    return read_customers({folder.file("customers.csv", content)}, spec);
}

RowKind kind_of(const std::string& content, const IngestSpec& spec = {}) {
    const test::TemporaryFolder folder;
    return find_row_kind({folder.file("shop.csv", content)}, spec);
}

TEST(FindRowKind, KnowsTablesOfCustomersByNamesAndUniqueIds) {
    EXPECT_EQ(kind_of("customer_id,recency,frequency,monetary\n1,5,2,9\n2,3,1,4\n"), RowKind::customers);
    EXPECT_EQ(kind_of("recency,frequency,monetary,time\n5,2,9,1\n3,1,4,1\n"), RowKind::customers);
    EXPECT_EQ(kind_of("ID;Last purchase date;Number of orders;Total spent\n1;2020-01-01;3;9\n"), RowKind::customers);
    EXPECT_EQ(kind_of("customer_id,recency,frequency,day\n1,5,2,2020-01-01\n2,3,1,2020-01-01\n",
                      {.columns = {{"date", "day"}}}),
              RowKind::transactions)
        << "where a column is said to be the date";
    // The customer comes back, so these are sales that have columns of such names.
    EXPECT_EQ(kind_of("customer,date,recency,frequency\n1,2020-01-01,5,2\n1,2020-01-02,3,1\n"), RowKind::transactions);
    EXPECT_EQ(kind_of("customer,date,total\n1,2020-01-01,5\n"), RowKind::transactions);
    // One id of four twice is a mistake.
    EXPECT_EQ(kind_of("customer_id,recency,frequency,monetary\n1,5,2,10\n2,6,3,20\n3,7,1,5\n3,7,1,5\n"),
              RowKind::customers);
}

TEST(ReadCustomers, ReadsMeasuresExactlyAscendingById) {
    const auto table =
        read_customers_text("customer_id,recency,frequency,monetary,city\n10,5,2,0.10,Bonn\n9,3.5,1,$1250,Köln\n");
    EXPECT_EQ(table.ids.text(0), "9");
    EXPECT_EQ(table.ids.text(1), "10");
    EXPECT_THAT(table.recency, ElementsAre(3.5, 5));
    EXPECT_THAT(table.frequency, ElementsAre(1, 2));
    EXPECT_THAT(table.monetary, ElementsAre(12'500, 1));
    EXPECT_EQ(table.decimals, 1);
    EXPECT_THAT(table.last_time, IsEmpty());
    ASSERT_EQ(table.attributes.size(), 1U);
    const auto& city = std::get<TextValues>(table.attributes[0].values);
    EXPECT_EQ(city.dictionary[static_cast<std::size_t>(city.codes[0])], "Köln");
    EXPECT_EQ(table.monetary_source, "column 'monetary'");
}

TEST(ReadCustomers, RefuseWhatOnlyTransactionsHave) {
    const test::TemporaryFolder folder;
    const std::string file = folder.file("shop.csv", "customer_id,recency,frequency,monetary\n1,5,2,9\n2,3,1,4\n");
    EXPECT_THAT(message_of(Failure::option,
                           [&] { static_cast<void>(read_customers({file}, {.where = {{"monetary", {"9"}}}})); }),
                testing::HasSubstr("--where"));
    EXPECT_THAT(
        message_of(Failure::option, [&] { static_cast<void>(read_customers({file}, {.keep = KeepTexts::yes})); }),
        testing::HasSubstr("--keep-transactions"));
}

TEST(ReadCustomers, NumbersRowsWhereNoColumnNamesTheCustomer) {
    const auto table = read_customers_text("recency,frequency\n5,2\nx,1\n\n3,1\n4,1\n5,1\n6,1\n");
    EXPECT_THAT(std::get<std::vector<std::int64_t>>(table.ids.values), ElementsAre(1, 3, 4, 5, 6));
    EXPECT_THAT(table.monetary, IsEmpty());
    EXPECT_EQ(table.files[0].blank_rows, 1);
    ASSERT_EQ(table.rejects.size(), 1U);
    EXPECT_EQ(table.rejects[0].line, 3);
    EXPECT_EQ(table.rejects[0].column, "recency");
}

TEST(ReadCustomers, RejectsWhatIsNoCustomerAndSaysWhy) {
    const auto table = read_customers_text(
        "customer,recency,frequency,monetary\na,1,1,1\nb,-1,1,1\nc,1,,1\nd,1,1,many\na,2,2,2\n,1,1,1\nTotal,,7,9\ne,1\n"
        "f,1,1,-5\n",
        {.columns = {{"recency", "recency"}, {"frequency", "frequency"}}, .max_rejects = 1});
    EXPECT_EQ(table.customers(), 2U);
    EXPECT_THAT(table.monetary, ElementsAre(1, -5));
    ASSERT_EQ(table.rejects.size(), 7U);
    EXPECT_THAT(table.rejects[0].reason, HasSubstr("below zero"));
    EXPECT_THAT(table.rejects[1].reason, HasSubstr("no value"));
    EXPECT_THAT(table.rejects[2].reason, HasSubstr("'many'"));
    EXPECT_THAT(table.rejects[3].reason, AllOf(HasSubstr("'a' is there before"), HasSubstr("line 2 of")));
    EXPECT_THAT(table.rejects[4].reason, HasSubstr("no customer id"));
    EXPECT_THAT(table.rejects[5].reason, HasSubstr("a row of sums, not a customer"));
    EXPECT_THAT(table.rejects[6].reason, HasSubstr("2 fields where the header has 4"));
    EXPECT_EQ(table.files[0].rows, 9);
}

TEST(ReadCustomers, KeepsACustomerCalledTotal) {
    const auto table = read_customers_text("customer,recency,frequency\nTotal,1,1\nSum,2,2\n");
    EXPECT_EQ(table.customers(), 2U);
}

TEST(ReadCustomers, ReadsDatesOfLastPurchasesInTheFormatThatAllRowsDecide) {
    std::string text = "customer,last purchase,number of orders\n";
    for (int i = 0; i < 1'200; ++i) {
        text += std::to_string(i) + ",3/4/2020,1\n";  // the head decides nothing
    }
    const auto table = read_customers_text(text + "9999,12/31/2020,2\n");
    EXPECT_EQ(format_day(day_of(table.last_time[0])), "2020-03-04");
    EXPECT_EQ(table.dates.format, DateFormat::mdy);
    EXPECT_EQ(table.dates.fit_both, 1'200);
    EXPECT_THAT(message_of(Failure::content, [&] { static_cast<void>(read_customers_text(text)); }),
                HasSubstr("--date-format"));
}

TEST(ReadCustomers, AddsTheColumnsThatTheOptionNames) {
    const std::string text = "who,days,web,shop,wine,fish\na,1,2,3,0.5,0.25\nb,2,0,1,1,1\n";
    const auto table = read_customers_text(
        text,
        {.columns = {{"customer", "who"}, {"recency", "days"}, {"frequency", "web+shop"}, {"monetary", "wine+fish"}}});
    EXPECT_THAT(table.frequency, ElementsAre(5, 1));
    EXPECT_THAT(table.monetary, ElementsAre(75, 200));
    EXPECT_EQ(table.frequency_source, "sum of the columns 'web', 'shop'");
    EXPECT_THAT(message_of(Failure::content,
                           [&] { static_cast<void>(read_customers_text(text, {.columns = {{"recency", "days"}}})); }),
                HasSubstr("no frequency column"));
    EXPECT_THAT(message_of(Failure::option,
                           [&] {
                               static_cast<void>(read_customers_text(
                                   text, {.columns = {{"recency", "days"}, {"frequency", "web+none"}}}));
                           }),
                HasSubstr("frequency=web+none names no column"));
}

TEST(ReadCustomers, WritesDatesAmongAttributesAlike) {
    const auto city = [](const std::string& a, const std::string& b) {
        const auto table = read_customers_text("id,recency,frequency,enrolled\n1,1,1," + a + "\n2,2,2," + b + "\n");
        return std::get<TextValues>(table.attributes[0].values).dictionary;
    };
    EXPECT_THAT(city("13/4/2012", "1/12/2012"), ElementsAre("2012-04-13", "2012-12-01"));
    EXPECT_THAT(city("4/13/2012", "12/1/2012"), ElementsAre("2012-04-13", "2012-12-01"));
    EXPECT_THAT(city("1/2/2012", "2/1/2012"), ElementsAre("1/2/2012", "2/1/2012")) << "nothing decides";
}

TEST(ReadCustomers, TakesTheTimeSinceTheLastPurchaseFromSummariesOfLifetimes) {
    const auto table = read_customers_text("ID,frequency,recency,T\n1,2,30.43,38.86\n2,0,0,38.71\n");
    EXPECT_THAT(table.recency, ElementsAre(8.43, 38.71));
    EXPECT_EQ(table.recency_source, "column 'T' less column 'recency'");
}

TEST(ReadTransactions, RefusesTablesOfCustomersAndTheOtherWayRound) {
    EXPECT_THAT(test::refuse_text("customer_id,recency,frequency\n1,5,2\n2,3,1\n"), HasSubstr("one row a customer"));
    EXPECT_THAT(message_of(Failure::content,
                           [] { static_cast<void>(read_customers_text("customer,date,total\n1,2020-01-01,5\n")); }),
                HasSubstr("holds transactions"));
}

}  // namespace
}  // namespace rfmeans
