#include "ingest/amount.hpp"

#include <limits>

#include "unit/ingest/ingest_support.hpp"

namespace rfmeans::ingest {
namespace {

using test::read_text;
using test::refuse_text;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::optional<Decimal> read_amount(std::string_view text, DecimalMark mark = DecimalMark::point) {
    return parse_amount(text, mark).number.value;
}

TEST(ParseAmount, ReadsWhatParseDecimalReads) {
    for (const char* text : {"12.50", "-0.001", "+3", ".5", "7.", "1e-05", "000012", "9223372036854775807"}) {
        EXPECT_EQ(read_amount(text), parse_decimal(text, DecimalMark::point).value) << text;
    }
}

TEST(ParseAmount, ReadsCurrenciesBeforeAndBehind) {
    const std::pair<const char*, const char*> spellings[] = {
        {"$12.50", "$"},     {"12.50$", "$"},      {"12.50 €", "EUR"},      {"€12.50", "EUR"},   {"EUR 12.50", "EUR"},
        {"12.50EUR", "EUR"}, {"£12.50", "GBP"},    {"¥12.50", "¥"},         {"₹ 12.50", "INR"},  {"R$ 12.50", "BRL"},
        {"US$12.50", "USD"}, {"C$12.50", "CAD"},   {"HK$ 12.50", "HKD"},    {"12.50 zł", "PLN"}, {"12.50 руб.", "RUB"},
        {"₽12.50", "RUB"},   {"12.50 TL", "TRY"},  {"kr 12.50", "kr"},      {"12.50 Kč", "CZK"}, {"Rs. 12.50", "Rs"},
        {"₩12.50", "KRW"},   {"CHF 12.50", "CHF"}, {"12.50\u00A0€", "EUR"}, {"\u202F12.50", ""}, {"+$12.50", "$"}};
    for (const auto& [text, currency] : spellings) {
        const ParsedAmount amount = parse_amount(text, DecimalMark::point);
        EXPECT_EQ(amount.number.value, (Decimal{125, 1})) << text;
        EXPECT_EQ(amount.currency, currency) << text;
    }
}

TEST(ParseAmount, ReadsNegativeAmountsOfAccountants) {
    for (const char* text : {"(12.50)", "12.50-", "-12.50", "$(12.50)", "($12.50)", "(12.50) €", "-$12.50", "$-12.50",
                             "12.50- EUR", "12.50 EUR-",
                             "\u2212"
                             "12.50",
                             "( 12.50 )"}) {
        EXPECT_EQ(read_amount(text), (Decimal{-125, 1})) << text;
    }
    EXPECT_EQ(read_amount("(0)"), (Decimal{0, 0}));
    EXPECT_EQ(read_amount("(9,223,372,036,854,775,807)"), (Decimal{-std::numeric_limits<std::int64_t>::max(), 0}));
}

TEST(ParseAmount, ReadsDashesBehindTheMarkAsNoCents) {
    for (const char* text :
         {"1.200,-", "1.200,- €", "€ 1.200,--", "1200,-", "1 200,\u2013", "1'200,- CHF", "EUR 1200,\u2014"}) {
        EXPECT_EQ(parse_amount(text, DecimalMark::comma).number.value, (Decimal{1200, 0})) << text;
    }
    EXPECT_EQ(read_amount("15'000.-"), (Decimal{15'000, 0}));
    EXPECT_EQ(read_amount("Fr. 15.--"), (Decimal{15, 0}));
    EXPECT_EQ(read_amount("-15.-"), (Decimal{-15, 0}));
    EXPECT_EQ(read_amount("(15.-)"), (Decimal{-15, 0}));
    EXPECT_EQ(read_amount("12.50-"), (Decimal{-125, 1}));
    EXPECT_EQ(read_amount("15-"), (Decimal{-15, 0}));
    for (const char* text : {"15,-", "15.-5", ".-", "-.-", "15.5.-"}) {  // a comma is no decimal mark here
        EXPECT_EQ(read_amount(text), std::nullopt) << text;
    }
    const auto shop = read_text(
        "Kunde;Rechnung;Datum;Betrag\nA;1;14.01.2023;15,- €\nB;2;15.01.2023;20,50 €\nA;3;16.01.2023;1.200,- €\n");
    EXPECT_EQ(shop.decimals, 1);
    EXPECT_THAT(shop.amount, ElementsAre(150, 205, 12'000));
}

TEST(ParseAmount, ReadsThousandsOfEveryCountry) {
    for (const char* text : {"1,234,567.5", "1 234 567.5", "1'234'567.5",
                             "1\u2019"
                             "234\u2019"
                             "567.5",
                             "1\u00A0"
                             "234\u00A0"
                             "567.5",
                             "1\u202F"
                             "234\u202F"
                             "567.5",
                             "12,34,567.5"}) {
        EXPECT_EQ(read_amount(text), (Decimal{12345675, 1})) << text;
    }
    for (const char* text : {"1.234.567,5", "1 234 567,5", "1'234'567,5"}) {
        EXPECT_EQ(read_amount(text, DecimalMark::comma), (Decimal{12345675, 1})) << text;
    }
    EXPECT_EQ(read_amount("1,234"), (Decimal{1234, 0}));
    EXPECT_EQ(read_amount("1.234", DecimalMark::comma), (Decimal{1234, 0}));
    EXPECT_EQ(read_amount("1,234", DecimalMark::comma), (Decimal{1234, 3}));
}

TEST(ParseAmount, RefusesWhatIsNoAmount) {
    for (const char* text : {"",
                             "-",
                             "()",
                             "$",
                             "EUR",
                             "1,23",
                             "1,2345",
                             "12,34",
                             ",123",
                             "1,,234",
                             "1234,567",
                             "1,234 567",
                             "1.234,5",
                             "1.2.3",
                             "1.234.567",
                             "--5",
                             "-5-",
                             "(-5)",
                             "((5))",
                             "(5",
                             "5)",
                             "$5$",
                             "EUR 5 USD",
                             "$5 EUR",
                             "5 XYZ",
                             "USDD 5",
                             "1 23",
                             "12:30",
                             "2020-01-01",
                             "1'234,567.5",
                             "1,234.5,6",
                             "5 %",
                             "a(5)",
                             "5\xC2",
                             "\xA0"
                             "5",
                             "1.234,567"}) {
        EXPECT_FALSE(read_amount(text)) << text;
    }
    EXPECT_FALSE(read_amount("$9,223,372,036,854,775,808"));
    EXPECT_STREQ(parse_amount("$9223372036854775808", DecimalMark::point).number.problem,
                 parse_decimal("9223372036854775808", DecimalMark::point).problem);
}

TEST(ReadAmounts, DecidesTheDecimalMarkPerColumnOverAllValues) {
    // The first values could be either; "12,5" decides for price, "1,000.25" for total.
    const auto shop = read_text(
        "customer\tdate\tquantity\tprice\n1\t2020-01-01\t2\t1,234\n1\t2020-01-02\t1\t12,5\n"
        "2\t2020-01-03\t1\t1.000,25\n");
    EXPECT_EQ(shop.decimals, 3);
    EXPECT_THAT(shop.amount, ElementsAre(2468, 12500, 1'000'250));
    const auto other = read_text(
        "customer,date,total\n1,2020-01-01,\"1,234\"\n1,2020-01-02,12.5\n"
        "2,2020-01-03,\"1,000.25\"\n");
    EXPECT_THAT(other.amount, ElementsAre(123'400, 1250, 100'025));
}

TEST(ReadAmounts, ReadsPointsAsThousandsWhereSomeValueHasTwo) {
    const auto shop = read_text("customer,date,total\n1,2020-01-01,1.234\n1,2020-01-02,1.234.567\n2,2020-01-03,7\n");
    EXPECT_EQ(shop.decimals, 0);
    EXPECT_THAT(shop.amount, ElementsAre(1234, 1'234'567, 7));
}

TEST(ReadAmounts, TakesOneCommaOrPointAsWrittenWhereNothingDecides) {
    EXPECT_THAT(read_text("customer,date,total\n1,2020-01-01,1.234\n").amount, ElementsAre(1234));
    EXPECT_EQ(read_text("customer,date,total\n1,2020-01-01,1.234\n").decimals, 3);
    EXPECT_EQ(read_text("customer,date,total\n1,2020-01-01,\"1,234\"\n").decimals, 0);  // no decimal comma
    EXPECT_EQ(read_text("customer;date;total\n1;2020-01-01;1,234\n").decimals, 3);
    EXPECT_EQ(read_text("customer;date;total\n1;2020-01-01;0,234\n").decimals, 3);
}

TEST(ReadAmounts, LetsOtherColumnsOfTheFileDecide) {
    // A price of "1.500" beside totals such as "12,50" is 1500.
    const auto shop =
        read_text("customer;date;quantity;price;total\n1;2020-01-01;1;1.500;1500,50\n1;2020-01-02;1;2;12,50\n");
    EXPECT_EQ(shop.flags, (std::vector<std::uint8_t>{0, 0}));
    EXPECT_THAT(shop.amount, ElementsAre(15005, 125));
    const auto products = read_text("customer;date;quantity;price\n1;2020-01-01;1.500;2,5\n1;2020-01-02;1;12,50\n");
    EXPECT_THAT(products.amount, ElementsAre(37500, 125));
}

TEST(ReadAmounts, RejectsTheMinorityOfAMixedColumn) {
    const auto shop = read_text("customer\tdate\ttotal\n1\t2020-01-01\t1.5\n1\t2020-01-02\t2.5\n2\t2020-01-03\t3,5\n",
                                {.columns = {}, .max_rejects = 0.5});
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_THAT(shop.rejects[0].reason, HasSubstr("'3,5' has thousands separators or another decimal mark"));
}

TEST(ReadAmounts, CallsNegativeAmountsReturns) {
    const auto shop =
        read_text("customer,date,total\n1,2020-01-01,$12.50\n1,2020-01-02,($2.50)\n2,2020-01-03,$5.00-\n");
    EXPECT_THAT(shop.amount, ElementsAre(125, -25, -50));
    EXPECT_EQ(shop.flags, (std::vector<std::uint8_t>{0, row_flag::kReturn, row_flag::kReturn}));
    EXPECT_TRUE(shop.warnings.empty());
}

TEST(ReadAmounts, WarnsOfSeveralCurrenciesWithTheirCounts) {
    const auto signs =
        read_text("customer,date,total\n1,2020-01-01,5 €\n1,2020-01-02,EUR 5\n2,2020-01-03,$5\n2,2020-01-03,5\n");
    ASSERT_EQ(signs.warnings.size(), 1U);
    EXPECT_THAT(signs.warnings[0], HasSubstr("the amounts are in several currencies ($ in 1 row, EUR in 2 rows)"));
    const auto column =
        read_text("customer,date,total,money\n1,2020-01-01,5,EUR\n1,2020-01-02,5,GBP\n2,2020-01-03,5,EUR\n");
    ASSERT_EQ(column.warnings.size(), 1U);
    EXPECT_THAT(column.warnings[0], HasSubstr("column 'money' names several currencies (EUR in 2 rows, GBP in 1 row)"));
    EXPECT_TRUE(read_text("customer,date,total,money\n1,2020-01-01,5,EUR\n1,2020-01-02,5,EUR\n").warnings.empty());
    EXPECT_TRUE(read_text("customer,date,total,size\n1,2020-01-01,5,EUR\n1,2020-01-02,5,XXL\n").warnings.empty());
}

TEST(ReadAmounts, GivesOneShopFromAllSpellings) {
    const auto plain = test::sorted_rows(read_text("customer,date,total\n1,2020-01-01,1234.5\n2,2020-01-02,-7\n"));
    const std::string spellings[] = {"customer,date,total\n1,2020-01-01,\"1,234.50\"\n2,2020-01-02,(7.00)\n",
                                     "customer,date,total\n1,2020-01-01,\"$1,234.50\"\n2,2020-01-02,-$7\n",
                                     "customer;date;total\n1;2020-01-01;1.234,50 €\n2;2020-01-02;-7,00 €\n",
                                     "customer\tdate\ttotal\n1\t2020-01-01\tCHF 1'234.50\n2\t2020-01-02\tCHF 7.00-\n",
                                     "customer;date;total\n1;2020-01-01;1 234,50\n2;2020-01-02;-7,00\n",
                                     "customer|date|total\n1|2020-01-01|1\xA0"
                                     "234,50 EUR\n2|2020-01-02|\xE2\x88\x92"
                                     "7,00 EUR\n"};
    for (const std::string& spelling : spellings) {
        EXPECT_EQ(test::sorted_rows(read_text(spelling)), plain) << spelling;
    }
}

}  // namespace
}  // namespace rfmeans::ingest
