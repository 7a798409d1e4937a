#include "ingest/roles.hpp"

#include "ingest/column_names.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::message_of;
using test::read_text;
using test::refuse_text;
using test::role_of;
using testing::AllOf;
using testing::HasSubstr;

Role role_in(const std::string& text, const std::string& column, const IngestSpec& spec = {}) {
    return role_of(read_text(text, spec), column).role;
}

TEST(NormaliseName, KeepsLettersAndDigitsOnly) {
    EXPECT_EQ(ingest::normalise_name("Customer_ID "), "customerid");
    EXPECT_EQ(ingest::normalise_name("Sub-Category 2"), "subcategory2");
}

TEST(RankName, PrefersIdsToNames) {
    EXPECT_LT(ingest::rank_name(Role::customer, "Customer ID"), ingest::rank_name(Role::customer, "Customer Name"));
    EXPECT_LT(ingest::rank_name(Role::date, "Order Date"), ingest::rank_name(Role::date, "date"));
    EXPECT_LT(ingest::rank_name(Role::price, "unit_price"), ingest::rank_name(Role::price, "Price"));
    EXPECT_FALSE(ingest::rank_name(Role::customer, "Customer Age"));
    EXPECT_FALSE(ingest::rank_name(Role::attribute, "age"));
}

TEST(FindRoles, KnowsPlainEnglishNames) {
    const struct {
        const char* name;
        Role role;
    } names[] = {{"client_no", Role::customer},
                 {"User ID", Role::customer},
                 {"member-number", Role::customer},
                 {"cust", Role::customer},
                 {"Purchase Date", Role::date},
                 {"timestamp", Role::date},
                 {"trans_date", Role::date},
                 {"InvoiceNo", Role::order},
                 {"Transaction ID", Role::order},
                 {"basket_id", Role::order},
                 {"receipt no", Role::order},
                 {"Qty", Role::quantity},
                 {"units", Role::quantity},
                 {"UnitPrice", Role::price},
                 {"Product Price", Role::price},
                 {"price (EUR)", Role::price},
                 {"Total Purchase Amount", Role::total},
                 {"tran_amount", Role::total},
                 {"Sales", Role::total},
                 {"line total", Role::total},
                 {"amount_usd", Role::total}};
    for (const auto& [name, role] : names) {
        EXPECT_TRUE(ingest::rank_name(role, name)) << name;
    }
}

TEST(FindRoles, ChecksNamesByContent) {
    // "time" holds no dates and "value" no numbers, so neither is taken for its name.
    const std::string text = "customer,time,when,value\n1,morning,2020-01-01,high\n2,noon,2020-01-02,low\n";
    EXPECT_EQ(role_in(text, "time"), Role::attribute);
    EXPECT_EQ(role_in(text, "when"), Role::date);
    EXPECT_EQ(role_in(text, "value"), Role::attribute);
}

TEST(FindRoles, TakesTheOnlyColumnOfEvidentDates) {
    EXPECT_EQ(role_in("customer,when,n\n1,13/4/2020,1.2.3\n2,14/4/2020,1.2.4\n", "when"), Role::date);
    EXPECT_THAT(refuse_text("customer,when\n1,20200413\n2,20200414\n"), HasSubstr("no date column"));
}

TEST(FindRoles, PrefersTheReadableOfTwoDateColumns) {
    EXPECT_EQ(role_in("customer,order date,date\n1,week 9,2020-03-04\n", "date"), Role::date);
    EXPECT_EQ(role_in("customer,Ship Date,Order Date\n1,2020-03-09,2020-03-04\n", "Order Date"), Role::date);
}

TEST(FindRoles, TakesAPlainIdOnlyWhereItComesBack) {
    EXPECT_EQ(role_in("id,date\n1,2020-01-01\n1,2020-01-02\n", "id"), Role::customer);
    EXPECT_THAT(refuse_text("id,date\n1,2020-01-01\n2,2020-01-02\n"), HasSubstr("no customer column"));
}

TEST(FindRoles, ObeysTheOption) {
    const std::string text = "buyer name,when,shipped,paid,customer_id\na,2020-01-01,2020-01-05,7,9\n";
    const IngestSpec spec{.columns = {{"customer", "buyer name"}, {"date", "shipped"}, {"total", "PAID"}}};
    const auto shop = read_text(text, spec);
    EXPECT_EQ(role_of(shop, "buyer name").role, Role::customer);
    EXPECT_EQ(role_of(shop, "buyer name").reason, "named so by --columns");
    EXPECT_EQ(role_of(shop, "shipped").role, Role::date);
    EXPECT_EQ(role_of(shop, "paid").role, Role::total);
    EXPECT_EQ(role_of(shop, "customer_id").role, Role::attribute);
}

TEST(FindRoles, GivesARoleToNobodyWhereTheOptionSaysSo) {
    const auto shop =
        read_text("customer,date,quantity,price,total\n1,2020-01-01,2,3,100\n", {.columns = {{"total", "-"}}});
    EXPECT_EQ(shop.amount, std::vector<std::int64_t>{6});
    EXPECT_EQ(role_of(shop, "total").role, Role::attribute);
}

TEST(FindRoles, KeepsNoAttributesWhereTheOptionSaysSo) {
    const std::string text = "customer,date,total,colour,size\n1,2020-01-01,2,red,4\n2,2020-01-02,3,blue,5\n";
    EXPECT_EQ(read_text(text).attributes.size(), 2U);
    const Transactions plain = read_text(text, {.columns = {{"attribute", "-"}}});
    EXPECT_TRUE(plain.attributes.empty());
    EXPECT_EQ(role_of(plain, "colour").role, Role::ignored);
    EXPECT_THAT(role_of(plain, "size").reason, HasSubstr("by --columns"));
}

TEST(FindRoles, RefusesOptionsThatNameNothing) {
    const std::string text = "customer,date,total\n1,2020-01-01,5\n";
    const auto refused = [&](std::map<std::string, std::string> columns) {
        return message_of(Failure::option,
                          [&] { static_cast<void>(read_text(text, {.columns = std::move(columns)})); });
    };
    EXPECT_THAT(refused({{"money", "total"}}), AllOf(HasSubstr("money=total"), HasSubstr("customer, date, order")));
    EXPECT_THAT(refused({{"total", "amount"}}), AllOf(HasSubstr("total=amount"), HasSubstr("'customer', 'date'")));
    EXPECT_THAT(refused({{"total", "total"}, {"price", "total"}}), HasSubstr("two roles"));
}

TEST(FindRoles, ListsTheColumnsWhereANeededOneIsMissing) {
    EXPECT_THAT(refuse_text("customer,total\n1,5\n"),
                AllOf(HasSubstr("no date column"), HasSubstr("'customer', 'total'"), HasSubstr("--columns date=NAME")));
    EXPECT_THAT(refuse_text("date,total\n2020-01-01,5\n"),
                AllOf(HasSubstr("no customer column"), HasSubstr("--columns customer=NAME")));
}

TEST(FindRoles, SaysWhichDatesAreReadWhereAColumnHasOthers) {
    const std::string text = "customer,Order Date,total\n1,week 9,5\n2,week 10,5\n";
    EXPECT_THAT(refuse_text(text), AllOf(HasSubstr("column 'Order Date'"), HasSubstr("line 2 of"),
                                         HasSubstr("'week 9'"), HasSubstr("YYYY-MM-DD")));
    EXPECT_THAT(refuse_text(text, {.columns = {{"date", "Order Date"}}}), HasSubstr("'week 9'"));
    EXPECT_THAT(refuse_text("customer,date\n1,2020-03-04\n", {.columns = {}, .date_format = DateFormat::dmy}),
                AllOf(HasSubstr("'2020-03-04'"), HasSubstr("D/M/Y"), HasSubstr("--date-format")));
}

TEST(FindRoles, NamesColumnsWithoutOrWithTheSameNameApart) {
    const auto shop = read_text("customer,date,,price,price\n1,2020-01-01,x,2,3\n2,2020-01-01,y,2,4\n");
    EXPECT_EQ(role_of(shop, "column 3").role, Role::attribute);
    EXPECT_EQ(role_of(shop, "price").role, Role::price);
    EXPECT_EQ(role_of(shop, "price (2)").role, Role::attribute);
}

}  // namespace
}  // namespace rfmeans
