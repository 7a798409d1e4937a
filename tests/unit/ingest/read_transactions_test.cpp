#include <limits>
#include <random>

#include "rfmeans/dates.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::attribute;
using test::read_text;
using test::refuse_text;
using test::role_of;
using testing::ElementsAre;
using testing::HasSubstr;

using Numbers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

constexpr std::uint8_t kReturn = row_flag::kReturn, kFree = row_flag::kFree;

TEST(ReadTransactions, MakesAmountsOfQuantityAndPriceAtTheFewestDecimals) {
    const auto shop = read_text(
        "customer,date,quantity,price\n"
        "7,2020-01-01,2,1.50\n"
        "7,2020-01-02,3,0.125\n"
        "9,2020-01-03,1,10.000\n");
    EXPECT_EQ(shop.decimals, 3);
    EXPECT_THAT(shop.amount, ElementsAre(3000, 375, 10000));
    EXPECT_EQ(shop.amount_source, "'quantity' x 'price'");
}

TEST(ReadTransactions, TrustsAGivenTotalEvenIfItIsNotPriceTimesQuantity) {
    const auto shop = read_text("customer,date,quantity,price,total\n1,2020-01-01,2,10,99\n");
    EXPECT_THAT(shop.amount, ElementsAre(99));
    EXPECT_EQ(shop.amount_source, "total column 'total'");
}

TEST(ReadTransactions, TakesAPriceWithoutQuantityAsOneUnit) {
    const auto shop = read_text("customer,date,price\n1,2020-01-01,2.5\n");
    EXPECT_THAT(shop.amount, ElementsAre(25));
    EXPECT_EQ(shop.amount_source, "'price', one unit a row");
}

TEST(ReadTransactions, HasNoAmountsWhereTheFilesHaveNone) {
    const auto shop = read_text("cust,date\n1,2006-01-01\n2,2006-01-02\n");
    EXPECT_TRUE(shop.amount.empty());
    EXPECT_TRUE(shop.order.empty());
    EXPECT_EQ(shop.amount_source, "none");
    EXPECT_EQ(shop.rows(), 2U);
}

TEST(ReadTransactions, KeepsIdsAsIntegersAscendingByNumber) {
    const auto shop = read_text("customer,date\n10,2020-01-01\n9,2020-01-01\n0,2020-01-01\n10,2020-01-02\n");
    EXPECT_EQ(std::get<Numbers>(shop.ids.values), (Numbers{0, 9, 10}));
    EXPECT_THAT(shop.customer, ElementsAre(2, 1, 0, 2));
}

TEST(ReadTransactions, KeepsIdsAsTextWhereOneIsNoPlainInteger) {
    for (const char* odd : {"007", "9223372036854775808", "A1", "-5", "+5", "1.0", "NA"}) {
        const auto shop =
            read_text("customer,date\n10,2020-01-01\n9,2020-01-01\n" + std::string(odd) + ",2020-01-01\n");
        EXPECT_FALSE(shop.ids.numeric()) << odd;
        EXPECT_EQ(shop.ids.size(), 3U);
        const auto& ids = std::get<Texts>(shop.ids.values);
        EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    }
    EXPECT_TRUE(read_text("customer,date\n9223372036854775807,2020-01-01\n").ids.numeric());
}

TEST(ReadTransactions, TrimsIdsAlsoInQuotes) {
    const auto shop = read_text("customer,date\n\" a \",2020-01-01\na ,2020-01-02\n");
    EXPECT_EQ(std::get<Texts>(shop.ids.values), Texts{"a"});
}

TEST(ReadTransactions, KeepsRowsWithoutCustomerAsGuests) {
    const auto shop = read_text("customer,date,total\n,2020-01-01,5\n3,2020-01-02,6\n\"  \",2020-01-02,6\n");
    EXPECT_THAT(shop.customer, ElementsAre(kNoCustomer, 0, kNoCustomer));
    EXPECT_TRUE(shop.rejects.empty());
}

TEST(ReadTransactions, NumbersOrdersByFirstOccurrence) {
    const auto shop =
        read_text("order_id,customer,date\nz,1,2020-01-01\na,1,2020-01-01\nz,2,2020-01-01\n,2,2020-01-01\n");
    EXPECT_THAT(shop.order, ElementsAre(0, 1, 0, kNoOrder));
}

TEST(ReadTransactions, FlagsReturnsAndFreeRows) {
    const auto shop = read_text(
        "InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice\n"
        "536365,1,2020-01-01,2,3\n"   // a sale
        "C536366,1,2020-01-01,2,3\n"  // a cancellation although nothing is negative
        "536367,1,2020-01-01,-2,3\n"
        "536368,1,2020-01-01,1,0\n"
        "536369,1,2020-01-01,-1,0\n"
        "536370,1,2020-01-01,1,-4\n"
        "A536371,1,2020-01-01,1,4\n"
        "C,1,2020-01-01,1,4\n");
    EXPECT_THAT(shop.flags, ElementsAre(0, kReturn, kReturn, kFree, kReturn | kFree, kReturn | kFree, 0, 0));
}

TEST(ReadTransactions, TakesOrderIdsWithCAsCancellationsOnlyAmongPlainNumbers) {
    const auto shop = read_text("order,customer,date\nC1,1,2020-01-01\nC2,1,2020-01-01\n3,1,2020-01-01\n");
    EXPECT_THAT(shop.flags, ElementsAre(0, 0, 0));
}

TEST(ReadTransactions, FlagsNegativeTotalsButNeverFreeWithoutAUnitPrice) {
    const auto shop = read_text("customer,date,total\n1,2020-01-01,0\n1,2020-01-01,-0.5\n1,2020-01-01,5\n");
    EXPECT_THAT(shop.flags, ElementsAre(0, kReturn, 0));
}

TEST(ReadTransactions, CountsBlankRowsAndNeverRejectsThem) {
    const auto shop = read_text("customer,date,total\n\n1,2020-01-01,5\n,,\n  \n\"\",,\n,,,,,,\n");
    EXPECT_EQ(shop.files[0].rows, 1);
    EXPECT_EQ(shop.files[0].blank_rows, 5);
    EXPECT_EQ(shop.files[0].rejected_rows, 0);
}

TEST(ReadTransactions, KeepsEveryRejectedRowWithItsReason) {
    const auto shop = read_text(
        "customer,date,total\n"
        "1,2023-02-30,5\n"
        "2,2020-01-01,abc\n"
        "3,2020-01-01,\n"
        "4,,5\n"
        "5,2020-01-01\n"
        "6,2020-01-01,5,x\n"
        "7,2020-01-01,\"1,23.50\"\n"
        "8,2020-01-01,$5$\n"
        "9,2020-01-01,99999999999999999999\n"
        "10,2020-01-01,5\n"
        "11,2020-01-01,5\n"
        "12,2020-01-01,5,\n"
        "13,2020-01-01,5\n"
        "14,2020-01-01,5\n",
        {.columns = {}, .max_rejects = 0.7});
    ASSERT_EQ(shop.rejects.size(), 9U);
    EXPECT_EQ(shop.files[0].rejected_rows, 9);
    EXPECT_EQ(shop.files[0].rows, 14);
    EXPECT_EQ(std::get<Numbers>(shop.ids.values), (Numbers{10, 11, 12, 13, 14}));  // none of a rejected row

    const auto& r = shop.rejects;
    EXPECT_EQ(r[0].line, 2);
    EXPECT_EQ(r[0].column, "date");
    EXPECT_EQ(r[0].text, "1,2023-02-30,5");
    EXPECT_THAT(r[0].reason, HasSubstr("'2023-02-30' is no day of the calendar"));
    EXPECT_EQ(r[1].column, "total");
    EXPECT_THAT(r[1].reason, HasSubstr("'abc' is no number"));
    EXPECT_THAT(r[2].reason, HasSubstr("no value"));
    EXPECT_THAT(r[3].reason, HasSubstr("no date"));
    EXPECT_EQ(r[4].reason, "2 fields where the header has 3");
    EXPECT_EQ(r[4].column, "");
    EXPECT_EQ(r[5].reason, "4 fields where the header has 3");
    EXPECT_THAT(r[6].reason, HasSubstr("thousands"));
    EXPECT_THAT(r[7].reason, HasSubstr("currency"));
    EXPECT_THAT(r[8].reason, HasSubstr("64-bit"));
}

TEST(ReadTransactions, RejectsProductsBeyond64Bits) {
    const auto shop = read_text("customer,date,quantity,price\n1,2020-01-01,4000000000,4000000000\n1,2020-01-02,1,2\n",
                                {.columns = {}, .max_rejects = 0.5});
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_THAT(shop.rejects[0].reason, HasSubstr("beyond 64-bit integers"));
    EXPECT_THAT(shop.amount, ElementsAre(2));
}

TEST(ReadTransactions, RefusesAmountsThatNoCommonUnitHolds) {
    const std::string message =
        refuse_text("customer,date,total\n1,2020-01-01,0.000000000001\n1,2020-01-02,9000000000\n");
    EXPECT_THAT(message, HasSubstr("need 12 decimal places (line 2 of"));
    EXPECT_THAT(message, HasSubstr("9000000000 (line 3 of"));
}

TEST(ReadTransactions, RefusesFilesOfMostlyNoiseAndQuotesTheFirst) {
    const std::string text = "customer,date,total\n1,2020-01-01,5\n2,2020-01-02,x\n3,2020-01-02,y\n4,2020-01-02,6\n";
    const std::string message = refuse_text(text);
    EXPECT_THAT(message, HasSubstr("2 of the 4 rows of"));
    EXPECT_THAT(message, HasSubstr("--max-rejects allows 20% of the rows"));
    EXPECT_THAT(message, HasSubstr("line 3, column 'total': 'x' is no number"));
    EXPECT_EQ(read_text(text, {.columns = {}, .max_rejects = 0.5}).rows(), 2U);
}

TEST(ReadTransactions, TakesANumberOfRejectedRowsAsTheLimit) {
    const std::string text = "customer,date,total\n1,2020-01-01,5\n2,2020-01-02,x\n3,2020-01-02,y\n4,2020-01-02,6\n";
    EXPECT_EQ(read_text(text, {.columns = {}, .max_rejects = RejectLimit::rows(2)}).rows(), 2U);
    EXPECT_THAT(refuse_text(text, {.columns = {}, .max_rejects = RejectLimit::rows(1)}),
                HasSubstr("--max-rejects allows 1 row)"));
}

TEST(ReadTransactions, RefusesAShareOfRejectsThatIsNone) {
    for (const double share : {-0.1, 1.5, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THAT(
            test::message_of(Failure::option,
                             [&] { static_cast<void>(read_text("customer,date\n1,2020-01-01\n", {{}, share})); }),
            HasSubstr("--max-rejects"));
    }
    EXPECT_FALSE(RejectLimit::rows(-1).valid());
    EXPECT_TRUE(RejectLimit(0.29).allows(29, 100));  // 0.29 x 100 is 28.999999999999996
    EXPECT_FALSE(RejectLimit(0.29).allows(30, 100));
}

TEST(ReadTransactions, RefusesFilesWhereEveryRowIsRejected) {
    const std::string text = "customer,date,total\n1,2020-01-01,a1\n2,2020-01-02,b2\n";
    EXPECT_THAT(refuse_text(text), HasSubstr("2 of the 2 rows"));
    EXPECT_THAT(refuse_text(text, {.columns = {}, .max_rejects = 1}), HasSubstr("no row of the files can be read"));
}

TEST(ReadTransactions, ReadsDecimalCommasInSemicolonFiles) {
    const auto shop = read_text(
        "Kunde;customer;date;total;weight\na;1;2020-01-01;12,50;0,5\na;1;2020-01-02;7;1,25\nb;2;2020-01-03;1,234;2\n");
    EXPECT_EQ(shop.decimals, 3);
    EXPECT_THAT(shop.amount, ElementsAre(12500, 7000, 1234));
    EXPECT_EQ(std::get<std::vector<double>>(attribute(shop, "weight").values), (std::vector<double>{0.5, 1.25, 2}));
}

TEST(ReadTransactions, RejectsTheOtherMarkInSemicolonFiles) {
    const auto shop = read_text("customer;date;total\n1;2020-01-01;12.50\n1;2020-01-02;7.25\n2;2020-01-03;1,5\n",
                                {.columns = {}, .max_rejects = 0.5});
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_EQ(shop.rejects[0].text, "2;2020-01-03;1,5");
}

TEST(ReadTransactions, MakesAttributesNumbersOnlyWhereEveryValueIsOne) {
    const auto shop = read_text(
        "customer,date,age,churn,zip,region,mixed\n"
        "1,2020-01-01,31,1.0,01234,NA,5\n"
        "2,2020-01-02,,0.0,20095,EMEA,x\n"
        "2,2020-01-03,NaN,,20095,NA,7\n");
    const auto& age = std::get<std::vector<double>>(attribute(shop, "age").values);
    EXPECT_EQ(age[0], 31);
    EXPECT_TRUE(std::isnan(age[1]));
    EXPECT_TRUE(std::isnan(age[2]));
    EXPECT_TRUE(std::holds_alternative<std::vector<double>>(attribute(shop, "churn").values));
    const auto& region = std::get<TextValues>(attribute(shop, "region").values);
    EXPECT_THAT(region.dictionary, ElementsAre("EMEA", "NA"));
    EXPECT_THAT(region.codes, ElementsAre(1, 0, 1));
    EXPECT_TRUE(std::holds_alternative<TextValues>(attribute(shop, "zip").values)) << "a leading zero means a code";
    EXPECT_THAT(std::get<TextValues>(attribute(shop, "mixed").values).codes, ElementsAre(0, 2, 1));
}

TEST(ReadTransactions, LeavesOutColumnsThatSayNothing) {
    std::string text = "customer,date,age,years,note,empty,StockCode,nearly\n";
    for (int i = 0; i < 40; ++i) {
        const std::string age = std::to_string(20 + i % 3);
        text += "1,2020-01-01," + age + "," + age + ",note" + std::to_string(i) + ",,s," + (i == 39 ? "0" : age) + "\n";
    }
    const auto shop = read_text(text);
    EXPECT_EQ(role_of(shop, "age").role, Role::attribute);
    EXPECT_EQ(role_of(shop, "years").role, Role::ignored);
    EXPECT_EQ(role_of(shop, "years").reason, "exact copy of 'age'");
    EXPECT_EQ(role_of(shop, "note").reason, "too many distinct values (40 in 40 rows)");
    EXPECT_EQ(role_of(shop, "empty").reason, "no values");
    EXPECT_EQ(role_of(shop, "StockCode").role, Role::ignored);
    EXPECT_EQ(role_of(shop, "nearly").role, Role::attribute) << "differs from age in the last row only";
    EXPECT_EQ(shop.attributes.size(), 2U);
}

TEST(ReadTransactions, MatchesColumnsByNameAcrossFiles) {
    const test::TemporaryFolder folder;
    const auto shop = read_transactions({folder.file("a.csv", "customer,date,total,age\n1,2020-01-01,5,30\n"),
                                         folder.file("b.csv", "total;date;age;customer\n1,5;2020-01-02;;2\n")},
                                        {});
    EXPECT_THAT(shop.amount, ElementsAre(50, 15));
    EXPECT_THAT(shop.customer, ElementsAre(0, 1));
    EXPECT_TRUE(std::isnan(std::get<std::vector<double>>(attribute(shop, "age").values)[1]));
    EXPECT_EQ(shop.files.size(), 2U);
    EXPECT_EQ(shop.files[1].dialect, "semicolon, header, UTF-8, LF");
}

TEST(ReadTransactions, RefusesAFileWithoutANeededColumn) {
    const test::TemporaryFolder folder;
    const std::string a = folder.file("a.csv", "customer,date,total\n1,2020-01-01,5\n");
    const std::string b = folder.file("b.csv", "customer,date,sum\n1,2020-01-01,5\n");
    const std::string message = test::refuse_files(Failure::content, {a, b});
    EXPECT_THAT(message, HasSubstr("b.csv' has no column 'total'"));
    EXPECT_THAT(message, HasSubstr("'customer', 'date', 'sum'"));
}

TEST(ReadTransactions, NamesTheFirstDifferenceOfHeaders) {
    const test::TemporaryFolder folder;
    const std::string a = folder.file("a.csv", "customer,date,total\n1,2020-01-01,5\n");
    const std::string b = folder.file("b.csv", "customer,date,total,till\n1,2020-01-01,5,7\n");
    const std::string c = folder.file("c.csv", "1,2020-01-01,5.50\n1,2020-01-02,7.25\n");
    const std::string d = folder.file("d.csv", "1,2020-01-01,5.50,7\n1,2020-01-02,7.25,8\n");
    EXPECT_THAT(test::refuse_files(Failure::content, {a, b}),
                AllOf(HasSubstr("b.csv' has a column 'till' (its column 4)"), HasSubstr("a.csv' does not have")));
    EXPECT_THAT(test::refuse_files(Failure::content, {b, a}),
                AllOf(HasSubstr("a.csv' has no column 'till'"), HasSubstr("column 4 of")));
    EXPECT_THAT(test::refuse_files(Failure::content, {a, c}),
                AllOf(HasSubstr("c.csv' has no header"), HasSubstr("a.csv' has one")));
    EXPECT_THAT(test::refuse_files(Failure::content, {c, d}), HasSubstr("has 4 columns"));
}

// SHA-256 by sha256sum(1) of the same bytes.
TEST(ReadTransactions, HashesTheBytesOnDisk) {
    const auto shop = read_text("customer,date\n1,2020-01-01\n");
    EXPECT_EQ(shop.files[0].bytes, 27);
    EXPECT_EQ(shop.files[0].sha256, "8beeb0afcdca3117a064fd439438009df1069c05fbf534c9bc555a39d94f4802");
}

// Property: neither the cut of the rows into files nor the order of the files changes the set of rows.
TEST(ReadTransactions, GivesTheSameRowsHoweverTheyAreSplitAndOrdered) {
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        Texts rows;
        for (int i = 0; i < 60; ++i) {
            const std::string day = std::to_string(10 + random() % 19), cents = std::to_string(random() % 1000);
            rows.push_back(std::to_string(random() % 9) + ",2020-02-" + day + ",\"" + std::to_string(random() % 50) +
                           "." + cents + "\"\n");
        }
        const std::string header = "customer,date,total\n";
        std::string whole = header;
        std::vector<std::string> parts(3, header);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            whole += rows[i];
            parts[i < 3 ? i : random() % 3] += rows[i];
        }
        const test::TemporaryFolder folder;
        std::vector<std::string> files;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            files.push_back(folder.file("part" + std::to_string(i), parts[i]));
        }
        std::shuffle(files.begin(), files.end(), random);
        const auto one = read_transactions({folder.file("whole", whole)}, {});
        const auto many = read_transactions(files, {});
        EXPECT_EQ(one.ids, many.ids);
        EXPECT_EQ(one.decimals, many.decimals);
        EXPECT_EQ(test::sorted_rows(one), test::sorted_rows(many));
    }
}

TEST(SniffTransactions, GivesRolesAndDialectWithoutRows) {
    const test::TemporaryFolder folder;
    const auto sniffed =
        sniff_transactions({folder.file("a.csv", "client;order date;revenue\nx;2020-01-01;5,5\n")}, {});
    EXPECT_EQ(role_of(sniffed, "client").role, Role::customer);
    EXPECT_EQ(role_of(sniffed, "order date").role, Role::date);
    EXPECT_EQ(role_of(sniffed, "revenue").role, Role::total);
    EXPECT_EQ(sniffed.amount_source, "total column 'revenue'");
    EXPECT_EQ(sniffed.files[0].dialect, "semicolon, header, UTF-8, LF");
    EXPECT_EQ(sniffed.rows(), 0U);
}

TEST(SniffTransactions, ReadsOnlyTheHeadOfALargeFile) {
    std::string text = "customer,date,total\n";
    while (text.size() < 3'000'000) {
        text += "1,2020-01-01,5\n";
    }
    const test::TemporaryFolder folder;
    const std::string file = folder.file("large.csv", text + "\"broken");
    EXPECT_EQ(role_of(sniff_transactions({file}, {}), "total").role, Role::total);
    EXPECT_EQ(read_transactions({file}, {}).files[0].rejected_rows, 1);
}

}  // namespace
}  // namespace rfmeans
