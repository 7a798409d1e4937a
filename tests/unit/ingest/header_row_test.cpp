#include "ingest/header_row.hpp"

#include "ingest/dialect.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using ingest::find_header;
using ingest::HeaderRow;
using test::read_text;
using test::refuse_text;
using test::role_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

HeaderRow header_of(const std::string& text) {
    return find_header(text, ingest::find_delimiter(text));
}

const std::string kRows = "1,2020-01-01,5.50\n2,2020-01-02,7.25\n1,2020-01-03,8.75\n";

TEST(FindHeader, FindsNoneWhereTheFirstLineHoldsValuesAsTheRowsDo) {
    const HeaderRow header = header_of(kRows);
    EXPECT_FALSE(header.found);
    EXPECT_THAT(header.names, ElementsAre("column 1", "column 2", "column 3"));
    EXPECT_EQ(header.first_row.offset, 0U);
    EXPECT_THAT(header.titles, IsEmpty());
}

TEST(FindHeader, SkipsTitlesAndNamesThem) {
    const HeaderRow header = header_of("Sales report 2011\n\nExported on,2011-05-01\ncustomer,date,total\n" + kRows);
    EXPECT_TRUE(header.found);
    EXPECT_THAT(header.names, ElementsAre("customer", "date", "total"));
    EXPECT_THAT(header.titles, ElementsAre("Sales report 2011", "Exported on,2011-05-01"));
    EXPECT_EQ(header.first_row.line, 5);
}

TEST(FindHeader, SkipsTitlesThatAreFilledUpWithDelimiters) {
    const HeaderRow header = header_of(
        "Sales report;;;\n;;;\nregion: north;;;\nid;when;a;b\nx1;2020-01-01;5;6\nx2;"
        "2020-01-02;7;8\n");
    EXPECT_THAT(header.names, ElementsAre("id", "when", "a", "b"));
    EXPECT_THAT(header.titles, ElementsAre("Sales report;;;", "region: north;;;"));
}

TEST(FindHeader, TakesNoTitleForTheHeaderThoughItLooksLikeOne) {
    const HeaderRow narrow = header_of("Customer,Date\nshop,north\ncustomer_id,order date,total\n" + kRows);
    EXPECT_THAT(narrow.names, ElementsAre("customer_id", "order date", "total"));
    EXPECT_EQ(narrow.titles.size(), 2U);
    const HeaderRow wide =
        header_of("Exported on,2011-05-01\ncustomer,date\n1,2011-01-01\n2,2011-01-02\n1,2011-01-03\n");
    EXPECT_THAT(wide.names, ElementsAre("customer", "date"));
    EXPECT_THAT(wide.titles, ElementsAre("Exported on,2011-05-01"));
}

TEST(FindHeader, SkipsTitlesAboveRowsWithoutAHeader) {
    const HeaderRow header = header_of("Sales report\n\n" + kRows);
    EXPECT_FALSE(header.found);
    EXPECT_THAT(header.titles, ElementsAre("Sales report"));
    EXPECT_EQ(header.first_row.line, 3);
}

TEST(FindHeader, TakesNoFirstRowWithEmptyEndForATitle) {
    const HeaderRow header = header_of("7,2020-01-01,\n" + kRows);
    EXPECT_FALSE(header.found);
    EXPECT_THAT(header.titles, IsEmpty());
    EXPECT_EQ(header.names.size(), 3U);
}

TEST(FindHeader, KeepsAHeaderOfTooFewNames) {
    // What R's write.table makes: the names of the rows have no name.
    const HeaderRow header = header_of("customer,date,total\nr1,1,2020-01-01,5\nr2,2,2020-01-02,6\n");
    EXPECT_THAT(header.names, ElementsAre("customer", "date", "total"));
    EXPECT_THAT(header.titles, IsEmpty());
}

TEST(FindHeader, TakesYearsOverOtherNumbersForNames) {
    EXPECT_TRUE(header_of("name,2009,2010,2011\nAnna,5,6,7\nBert,1,2,3\n").found);
    EXPECT_FALSE(header_of("Anna,2009,5\nBert,2010,6\nCleo,2011,7\n").found);
    EXPECT_FALSE(header_of("2009,2010,2011\n2008,2007,2006\n2001,2002,2003\n").found);
}

TEST(FindHeader, TakesTextOverTextForNames) {
    EXPECT_THAT(header_of("a,b\nx,y\nz,w\n").names, ElementsAre("a", "b"));
}

TEST(FindHeader, SurvivesOneColumnAndOneLine) {
    EXPECT_THAT(header_of("customer\n1\n2\n").names, ElementsAre("customer"));
    EXPECT_THAT(header_of("customer,date,total\n").names, ElementsAre("customer", "date", "total"));
    EXPECT_FALSE(header_of("7,2020-01-01,5\n").found);
    EXPECT_THAT(header_of("").names, IsEmpty());
    EXPECT_THAT(header_of("\n \n,,\n").names, IsEmpty());
    EXPECT_THAT(header_of("date,date,,date (2)\n2020-01-01,1,2,3\n").names,
                ElementsAre("date", "date (2)", "column 3", "date (2) (2)"));
}

TEST(ReadTransactions, CountsTitlesInTheDialectAndReadsTheRowsBelow) {
    const auto shop = read_text("Sales report 2011\n\nBranch: 7\n\ncustomer,date,total\n" + kRows);
    EXPECT_EQ(shop.rows(), 3U);
    EXPECT_EQ(shop.files[0].rows, 3);
    EXPECT_EQ(shop.files[0].dialect, "comma, header below 2 title lines ('Sales report 2011', 'Branch: 7'), UTF-8, LF");
    EXPECT_THAT(shop.rejects, IsEmpty());
}

TEST(ReadTransactions, GivesLinesOfTheFileBelowTitles) {
    const auto shop = read_text("Report\n\ncustomer;date;total\n1;2020-01-01;5\n2;yesterday;6\n1;2020-01-03;7\n",
                                {.columns = {}, .max_rejects = 0.5});
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_EQ(shop.rejects[0].line, 5);
}

TEST(ReadTransactions, FindsTheDelimiterBelowTitles) {
    for (const char* title : {"Sales report", "Umsatz, gesamt, 2011", "a report of four words"}) {
        const auto shop = read_text(std::string(title) +
                                    "\nKunde;Datum;Betrag\n1;2020-01-01;5,5\n2;2020-01-02;6\n"
                                    "1;2020-01-03;6,5\n3;2020-01-03;7\n");
        EXPECT_THAT(shop.files[0].dialect, HasSubstr("semicolon, header below 1 title line")) << title;
        EXPECT_EQ(shop.rows(), 4U);
    }
}

TEST(ReadTransactions, FindsRolesByContentWithoutAHeader) {
    const auto shop = read_text(
        "10001,C7,2020-01-01,2,10.50\n10001,C7,2020-01-01,1,5.25\n10002,C8,2020-01-02,3,15.75\n10003,C7,2020-01-05,1,5."
        "25\n"
        "10003,C7,2020-01-05,2,10.50\n10002,C8,2020-01-02,1,5.00\n");
    EXPECT_EQ(role_of(shop, "column 1").role, Role::order);
    EXPECT_EQ(role_of(shop, "column 2").role, Role::customer);
    EXPECT_EQ(role_of(shop, "column 2").reason, "content: its values come back");
    EXPECT_EQ(role_of(shop, "column 3").role, Role::date);
    EXPECT_EQ(role_of(shop, "column 4").role, Role::quantity);
    EXPECT_EQ(role_of(shop, "column 5").role, Role::total);
    EXPECT_EQ(test::sum_amounts(shop), 5225);
}

TEST(ReadTransactions, TellsCustomersFromProductsByTheirOrdersWithoutAHeader) {
    // Products: columns 2 and 3. The customer of order 10004 is missing; the country says less than the customer.
    const auto shop = read_text(
        "10001,P1,lamp,2,2020-01-01,10.50,C7,France\n10001,P2,cup,1,2020-01-01,5.25,C7,France\n"
        "10002,P1,lamp,1,2020-01-02,10.50,C8,France\n10003,P2,cup,2,2020-01-05,5.25,C7,France\n"
        "10003,P3,pen,2,2020-01-05,1.50,C7,France\n10004,P1,lamp,1,2020-01-06,10.50,,Spain\n"
        "10005,P3,pen,1,2020-01-07,1.50,C9,Spain\n");
    EXPECT_EQ(role_of(shop, "column 1").role, Role::order);
    EXPECT_EQ(role_of(shop, "column 7").role, Role::customer);
    EXPECT_EQ(role_of(shop, "column 4").role, Role::quantity);
    EXPECT_EQ(role_of(shop, "column 6").role, Role::price);
    EXPECT_EQ(test::sum_amounts(shop), 6225);
}

TEST(ReadTransactions, TellsPricesFromTotalsWithoutAHeader) {
    const auto priced = read_text("C7,2020-01-01,2,10.50\nC8,2020-01-02,1,10.50\nC7,2020-01-03,3,10.50\n");
    EXPECT_EQ(role_of(priced, "column 4").role, Role::price);
    EXPECT_EQ(test::sum_amounts(priced), 630);  // of decimals 1: 63.0
    const auto both = read_text("C7,2020-01-01,2,10.50,21.00\nC8,2020-01-02,1,9.75,9.75\nC7,2020-01-03,3,1.50,4.50\n");
    EXPECT_EQ(role_of(both, "column 4").role, Role::price);
    EXPECT_EQ(role_of(both, "column 5").role, Role::total);
}

TEST(ReadTransactions, AsksForColumnsWhereContentDoesNotDecide) {
    const std::string amounts = "C7,2020-01-01,1.50,2.50\nC8,2020-01-02,3.50,4.50\nC7,2020-01-03,5.50,1.50\n";
    EXPECT_THAT(refuse_text(amounts),
                AllOf(HasSubstr("does not decide the total column"), HasSubstr("'column 3', 'column 4'"),
                      HasSubstr("--columns total=\"column 3\"")));
    EXPECT_EQ(test::sum_amounts(read_text(amounts, {.columns = {{"total", "column 4"}}})), 85);
    const std::string people = "C7,P1,2020-01-01\nC8,P2,2020-01-02\nC7,P2,2020-01-03\nC8,P1,2020-01-04\n";
    EXPECT_THAT(refuse_text(people),
                AllOf(HasSubstr("does not decide the customer column"), HasSubstr("--columns customer=\"column 1\"")));
    EXPECT_EQ(read_text(people, {.columns = {{"customer", "column 2"}}}).ids.text(0), "P1");
    const std::string dates = "C7,2020-01-01,2020-02-01\nC8,2020-01-02,2020-02-02\nC7,2020-01-03,2020-02-03\n";
    EXPECT_THAT(refuse_text(dates), HasSubstr("does not decide the date column"));
    EXPECT_THAT(refuse_text("7,2020-01-01\n8,2020-01-02\n9,2020-01-03\n"), HasSubstr("no customer column was found"));
}

}  // namespace
}  // namespace rfmeans
