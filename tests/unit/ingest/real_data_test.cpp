// Expected numbers: reference_facts.json and README.md beside the data, and pandas where the test says so.
#include "rfmeans/dates.hpp"
#include "rfmeans/profile.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::attribute;
using test::online_retail_files;
using test::role_of;
using test::sum_amounts;
using testing::HasSubstr;

std::int64_t count_flag(const Transactions& shop, std::uint8_t flag) {
    return std::count_if(shop.flags.begin(), shop.flags.end(), [flag](auto flags) { return (flags & flag) != 0; });
}

TEST(RealData, ReadsOnlineRetailAsOneDataSet) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    const Transactions shop = read_transactions(online_retail_files(folder), {});
    EXPECT_EQ(shop.rows(), 541'909U);
    EXPECT_TRUE(shop.rejects.empty());
    EXPECT_EQ(std::count(shop.customer.begin(), shop.customer.end(), kNoCustomer), 135'080);
    EXPECT_TRUE(shop.ids.numeric());
    EXPECT_EQ(shop.ids.size(), 4'372U);
    EXPECT_EQ(shop.ids.text(0), "12346");
    EXPECT_EQ(*std::max_element(shop.order.begin(), shop.order.end()), 25'900 - 1);
    EXPECT_EQ(shop.decimals, 3);
    EXPECT_EQ(sum_amounts(shop), 9'747'747'934);
    EXPECT_EQ(shop.amount_source, "'Quantity' x 'UnitPrice'");
    EXPECT_EQ(format_time(*std::min_element(shop.time.begin(), shop.time.end())), "2010-12-01 08:26:00");
    EXPECT_EQ(format_time(*std::max_element(shop.time.begin(), shop.time.end())), "2011-12-09 12:50:00");
    EXPECT_EQ(shop.files[0].rows, 171'999);
    EXPECT_EQ(shop.files[1].rows, 148'706);
    EXPECT_EQ(shop.files[2].rows, 221'204);
    EXPECT_THAT(shop.files[0].sha256, testing::StartsWith("afde54e54feca13d"));
    EXPECT_EQ(shop.files[0].dialect, "comma, header, quotes, UTF-8, LF, gzip");
    EXPECT_EQ(role_of(shop, "StockCode").role, Role::ignored);
    EXPECT_EQ(role_of(shop, "Description").role, Role::ignored);
    EXPECT_EQ(std::get<TextValues>(attribute(shop, "Country").values).dictionary.size(), 38U);
    EXPECT_EQ(count_flag(shop, row_flag::kReturn), 10'626);  // pandas: 10,624 of negative quantity, 2 of negative price
    EXPECT_EQ(count_flag(shop, row_flag::kFree), 2'517);     // 2,515 zero prices and 2 negative ones
}

TEST(RealData, FindsTheSalesOfOnlineRetailUnderTheDefaultPolicies) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    const Transactions shop = read_transactions(online_retail_files(folder), {});
    std::int64_t rows = 0, units = 0;
    for (std::size_t i = 0; i < shop.rows(); ++i) {
        if (shop.customer[i] != kNoCustomer && shop.flags[i] == 0) {
            ++rows;
            units += shop.amount[i];
        }
    }
    EXPECT_EQ(rows, 397'884);
    EXPECT_EQ(units, 8'911'407'904);
}

TEST(RealData, GivesTheSameOnlineRetailInAnyOrderOfFiles) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    auto files = online_retail_files(folder);
    const auto forward = read_transactions(files, {});
    std::reverse(files.begin(), files.end());
    const auto backward = read_transactions(files, {});
    EXPECT_EQ(forward.ids, backward.ids);
    EXPECT_EQ(test::sorted_rows(forward), test::sorted_rows(backward));
}

TEST(RealData, ReadsCdnowWithLeadingZerosInIds) {
    RFMEANS_NEED_DATA(folder, "cdnow");
    const Transactions shop = read_transactions({(folder / "CDNOW_master.txt").string()}, {});
    EXPECT_EQ(shop.rows(), 69'659U);
    EXPECT_EQ(shop.ids.size(), 23'570U);
    EXPECT_FALSE(shop.ids.numeric());
    EXPECT_EQ(shop.ids.text(0), "00001");
    EXPECT_EQ(shop.decimals, 2);
    EXPECT_EQ(sum_amounts(shop), 250'031'563);
    EXPECT_TRUE(shop.order.empty());
    EXPECT_EQ(count_flag(shop, row_flag::kFree), 0);
    EXPECT_EQ(shop.amount_source, "total column 'dollar_value'");
    EXPECT_EQ(shop.files[0].dialect, "blanks, header, UTF-8, CRLF");
    EXPECT_EQ(format_time(*std::max_element(shop.time.begin(), shop.time.end())), "1998-06-30 00:00:00");
}

// Rows and customers: README.md of the data set. The sum was computed with awk.
TEST(RealData, ReadsTheSampleOfCdnowWithoutAHeader) {
    RFMEANS_NEED_DATA(folder, "cdnow");
    const auto sample = read_transactions({(folder / "CDNOW_sample.txt").string()}, {});
    EXPECT_EQ(sample.rows(), 6'919U);
    EXPECT_EQ(sample.ids.size(), 2'357U);
    EXPECT_EQ(sample.ids.text(0), "00004");
    EXPECT_EQ(sample.files[0].dialect, "blanks, no header, UTF-8, CRLF");
    EXPECT_EQ(role_of(sample, "column 1").role, Role::customer);
    EXPECT_EQ(role_of(sample, "column 3").role, Role::date);
    EXPECT_EQ(role_of(sample, "column 4").role, Role::quantity);
    EXPECT_EQ(role_of(sample, "column 5").role, Role::total);
    EXPECT_EQ(test::sum_amounts(sample), 24'409'194);
    EXPECT_EQ(sample.decimals, 2);
}

TEST(RealData, ReadsTheThreeKaggleFiles) {
    RFMEANS_NEED_DATA(folder, "ecommerce_kaggle");
    const auto large = read_transactions({(folder / "ecommerce_customer_data_large_head378.csv").string()}, {});
    EXPECT_EQ(large.rows(), 378U);
    EXPECT_EQ(large.ids.size(), 61U);
    EXPECT_EQ(large.decimals, 0);
    EXPECT_EQ(sum_amounts(large), 1'049'961);
    EXPECT_TRUE(large.order.empty());
    EXPECT_EQ(large.amount_source, "total column 'Total Purchase Amount'");
    EXPECT_EQ(role_of(large, "Age").reason, "exact copy of 'Customer Age'");
    const auto& returns = std::get<std::vector<double>>(attribute(large, "Returns").values);
    EXPECT_EQ(std::count_if(returns.begin(), returns.end(), [](double x) { return std::isnan(x); }), 66);

    const auto custom =
        read_transactions({(folder / "ecommerce_customer_data_custom_ratios_first10000_by_date.csv").string()}, {});
    EXPECT_EQ(custom.rows(), 10'000U);
    EXPECT_EQ(custom.ids.size(), 9'083U);
    EXPECT_EQ(sum_amounts(custom), 27'150'585);

    const auto seven = read_transactions({(folder / "custom_ratios_head10000_7cols_blank_tail.csv.gz").string()}, {});
    EXPECT_EQ(seven.rows(), 10'000U);
    EXPECT_EQ(seven.files[0].blank_rows, 10'000);
    EXPECT_EQ(seven.ids.size(), 1'688U);
    EXPECT_EQ(sum_amounts(seven), 7'558'478);
    EXPECT_EQ(seven.amount_source, "'quantity' x 'price'");
    EXPECT_EQ(seven.files[0].dialect, "comma, header, UTF-8 with BOM, CRLF, gzip");
    EXPECT_EQ(seven.attributes.size(), 3U);
}

TEST(RealData, ReadsAShopWithoutAmounts) {
    RFMEANS_NEED_DATA(folder, "grocery_elog");
    const auto grocery = read_transactions({(folder / "grocery_elog.csv").string()}, {});
    EXPECT_EQ(grocery.rows(), 10'483U);
    EXPECT_EQ(grocery.ids.size(), 1'525U);
    EXPECT_TRUE(grocery.amount.empty());
}

TEST(RealData, ReadsNamesWithApostrophesAsIds) {
    RFMEANS_NEED_DATA(folder, "rfm_r_package");
    const auto orders = read_transactions({(folder / "rfm_data_orders.csv").string()}, {});
    EXPECT_EQ(orders.rows(), 4'906U);
    EXPECT_EQ(orders.ids.size(), 995U);
}

TEST(RealData, ReadsFourSpellingsOfTheSameDatesAlike) {
    RFMEANS_NEED_DATA(folder, "retail_transactions");
    const auto iso = read_transactions({(folder / "retail_transactions_iso.csv.gz").string()}, {});
    EXPECT_EQ(iso.rows(), 125'000U);
    EXPECT_EQ(iso.ids.size(), 6'889U);
    EXPECT_EQ(sum_amounts(iso), 8'123'989);
    EXPECT_EQ(format_time(*std::min_element(iso.time.begin(), iso.time.end())), "2011-05-16 00:00:00");
    EXPECT_EQ(format_time(*std::max_element(iso.time.begin(), iso.time.end())), "2015-03-16 00:00:00");
    const std::pair<const char*, DateFormat> others[] = {
        {"retail_transactions_m_d_yyyy.csv.gz", DateFormat::mdy},
        {"retail_transactions_d_m_yyyy.csv.gz", DateFormat::dmy},
        {"retail_transactions_dd_mon_yy_sorted.csv.gz", DateFormat::named}};
    for (const auto& [name, format] : others) {
        const auto other = read_transactions({(folder / name).string()}, {});
        EXPECT_EQ(other.dates.format, format) << name;
        EXPECT_TRUE(other.rejects.empty()) << name;
        EXPECT_EQ(test::sorted_rows(other), test::sorted_rows(iso)) << name;
    }
}

TEST(RealData, ReadsTheMonthFirstInSuperstore) {
    RFMEANS_NEED_DATA(folder, "superstore");
    const auto store = read_transactions({(folder / "Sample_Superstore_cp1252.csv").string()}, {});
    EXPECT_EQ(store.rows(), 9'994U);
    EXPECT_EQ(store.ids.size(), 793U);
    EXPECT_EQ(store.dates.format, DateFormat::mdy);
    EXPECT_EQ(role_of(store, "Order Date").role, Role::date);
    EXPECT_EQ(format_time(*std::min_element(store.time.begin(), store.time.end())), "2014-01-03 00:00:00");
    EXPECT_EQ(format_time(*std::max_element(store.time.begin(), store.time.end())), "2017-12-30 00:00:00");
}

TEST(RealData, ReadsTheMonthFirstInClassicModels) {
    RFMEANS_NEED_DATA(models, "classicmodels_sales");
    const auto sales = read_transactions({(models / "sales_data_sample.csv").string()}, {});
    EXPECT_EQ(sales.rows(), 2'823U);
    EXPECT_EQ(sales.ids.size(), 92U);
    EXPECT_EQ(sales.dates.format, DateFormat::mdy);
    EXPECT_EQ(format_time(*std::min_element(sales.time.begin(), sales.time.end())), "2003-01-06 00:00:00");
    EXPECT_EQ(format_time(*std::max_element(sales.time.begin(), sales.time.end())), "2005-05-31 00:00:00");
}

std::pair<std::int64_t, std::string> finding(const Profile& profile, const std::string& what) {
    for (const Finding& one : profile.findings) {
        if (one.what.find(what) != std::string::npos) {
            return {one.rows, one.amount};
        }
    }
    for (const Alert& alert : profile.alerts) {
        if (alert.what.find(what) != std::string::npos) {
            return {alert.rows, ""};
        }
    }
    return {0, "none"};
}

const ColumnProfile& column(const Profile& profile, const std::string& name) {
    for (const ColumnProfile& one : profile.columns) {
        if (one.name == name) {
            return one;
        }
    }
    ADD_FAILURE() << "no column " << name;
    return profile.columns.front();
}

using Found = std::pair<std::int64_t, std::string>;

// Amounts, moments and quartiles: pandas over the three files, amounts with Python's decimal.
TEST(RealData, ProfilesOnlineRetail) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    const Profile profile = profile_files(online_retail_files(folder), {});
    EXPECT_EQ(profile.rows, 541'909);
    EXPECT_EQ(profile.total_amount, "9747747.934");
    EXPECT_EQ(profile.first_time, "2010-12-01 08:26:00");
    EXPECT_EQ(profile.last_time, "2011-12-09 12:50:00");
    EXPECT_EQ(finding(profile, "without a customer id"), (Found{135'080, "1447682.120"}));
    EXPECT_EQ(finding(profile, "returns"), (Found{10'626, "-918936.610"}));
    EXPECT_EQ(finding(profile, "cancelled orders ("), (Found{9'288, "-896812.490"}));
    EXPECT_EQ(finding(profile, "free rows").first, 2'517);
    EXPECT_EQ(finding(profile, "negative unit price"), (Found{2, "-22124.120"}));
    EXPECT_EQ(finding(profile, "duplicate rows"), (Found{5'268, "21740.980"}));
    ASSERT_EQ(profile.months.size(), 13U);
    EXPECT_EQ(profile.months.front().month, "2010-12");
    EXPECT_EQ(profile.months.front().amount, "748957.020");
    EXPECT_EQ(profile.months.back().month, "2011-12");
    EXPECT_EQ(profile.months.back().amount, "433668.010");

    const ColumnProfile& quantity = column(profile, "Quantity");
    EXPECT_EQ(quantity.type, "integer");
    EXPECT_NEAR(quantity.mean, 9.55224954743324, 1e-12);
    EXPECT_NEAR(quantity.deviation, 218.08095663447764, 1e-9);
    EXPECT_EQ(quantity.quantiles.q25, 1);
    EXPECT_EQ(quantity.quantiles.median, 3);
    EXPECT_EQ(quantity.quantiles.q75, 10);
    const ColumnProfile& price = column(profile, "UnitPrice");
    EXPECT_EQ(price.type, "decimal");
    EXPECT_EQ(price.distinct, 1'630);
    EXPECT_NEAR(price.mean, 4.611113626088514, 1e-12);
    EXPECT_EQ(price.quantiles.median, 2.08);
    EXPECT_EQ(column(profile, "InvoiceDate").type, "date");
    EXPECT_EQ(column(profile, "Description").distinct, 4'211);  // pandas counts the empty text as one more
    EXPECT_EQ(column(profile, "Description").missing, 1'454);
    EXPECT_EQ(column(profile, "StockCode").distinct, 4'070);
    const ColumnProfile& country = column(profile, "Country");
    EXPECT_EQ(country.distinct, 38);
    EXPECT_EQ(country.top.size(), 20U);
    EXPECT_EQ(country.top.front(), (std::pair<std::string, std::int64_t>{"United Kingdom", 495'478}));
    EXPECT_EQ(country.top[4], (std::pair<std::string, std::int64_t>{"Spain", 2'533}));
}

// Python's csv and fractions over the file.
TEST(RealData, ProfilesSuperstore) {
    RFMEANS_NEED_DATA(folder, "superstore");
    const Profile profile = profile_files({(folder / "Sample_Superstore_cp1252.csv").string()}, {});
    const ColumnProfile& profit = column(profile, "Profit");
    EXPECT_EQ(profit.type, "decimal");
    EXPECT_EQ(profit.distinct, 7'287);
    EXPECT_EQ(profit.zeros, 65);
    EXPECT_EQ(profit.negatives, 1'871);
    EXPECT_NEAR(profit.mean, 28.65689630778467, 1e-13);
    EXPECT_NEAR(profit.deviation, 234.2483873603588, 1e-12);
    EXPECT_NEAR(profit.quantiles.q01, -319.264953, 1e-12);
    EXPECT_NEAR(profit.quantiles.q05, -53.03092, 1e-12);
    EXPECT_DOUBLE_EQ(profit.quantiles.q25, 1.72875);
    EXPECT_DOUBLE_EQ(profit.quantiles.median, 8.6665);
    EXPECT_DOUBLE_EQ(profit.quantiles.q75, 29.364);
    EXPECT_NEAR(profit.quantiles.q95, 168.4704, 1e-12);
    EXPECT_NEAR(profit.quantiles.q99, 580.657882, 1e-12);
    const ColumnProfile& discount = column(profile, "Discount");
    EXPECT_EQ(discount.zeros, 4'798);
    EXPECT_NEAR(discount.mean, 0.1562027216329798, 1e-15);
    EXPECT_EQ(column(profile, "Sales").distinct, 5'825);
    EXPECT_EQ(column(profile, "Product Name").top.front(),
              (std::pair<std::string, std::int64_t>{"Staple envelope", 48}));
    EXPECT_EQ(profile.orders, 5'009);
    EXPECT_EQ(profile.total_amount, "2297200.8603");
    EXPECT_EQ(profile.coverage.days, 1'458);
    EXPECT_EQ(profile.coverage.days_with_rows, 1'237);
    EXPECT_EQ(profile.coverage.longest_gap_from, "2015-01-14");
    EXPECT_EQ(profile.coverage.longest_gap_days, 3);
    ASSERT_EQ(profile.months.size(), 48U);
    const MonthProfile &first = profile.months.front(), &last = profile.months.back();
    EXPECT_EQ(first.month, "2014-01");
    EXPECT_EQ(first.rows, 79);
    EXPECT_EQ(first.orders, 32);
    EXPECT_EQ(first.amount, "14236.8950");
    EXPECT_EQ(last.rows, 462);
    EXPECT_EQ(last.orders, 224);
    EXPECT_EQ(last.amount, "83829.3188");
    EXPECT_EQ(finding(profile, "'Country' is constant ('United States')").first, 9'994);
    EXPECT_EQ(finding(profile, "'Row ID' has another value in every row").first, 9'994);
}

TEST(RealData, ProfilesKaggle) {
    RFMEANS_NEED_DATA(folder, "ecommerce_kaggle");
    const Profile kaggle =
        profile_files({(folder / "ecommerce_customer_data_custom_ratios_first10000_by_date.csv").string()}, {});
    EXPECT_EQ(finding(kaggle, "not price x quantity").first, 9'997);
    EXPECT_EQ(finding(kaggle, "'Age' is an exact copy of 'Customer Age'").first, 10'000);
    EXPECT_EQ(finding(kaggle, "duplicate rows").first, 0);
    EXPECT_EQ(column(kaggle, "Returns").missing, 1'965);
    EXPECT_EQ(column(kaggle, "Customer Name").distinct, 8'565);
    const Profile seven = profile_files({(folder / "custom_ratios_head10000_7cols_blank_tail.csv.gz").string()}, {});
    EXPECT_EQ(finding(seven, "blank rows").first, 10'000);
    EXPECT_EQ(seven.total_amount, "7558478");
}

TEST(RealData, ProfilesCdnow) {
    RFMEANS_NEED_DATA(folder, "cdnow");
    const Profile cdnow = profile_files({(folder / "CDNOW_master.txt").string()}, {});
    EXPECT_EQ(finding(cdnow, "duplicate rows").first, 255);
    EXPECT_EQ(cdnow.total_amount, "2500315.63");
}

TEST(RealData, ProfilesFilesThatAreNoTransactions) {
    RFMEANS_NEED_DATA(folder, "ifood_marketing");
    const Profile profile = profile_files({(folder / "marketing_campaign_semicolon_bom_iso.csv").string()}, {});
    EXPECT_EQ(profile.rows, 2'240);
    EXPECT_EQ(profile.columns.size(), 29U);
    EXPECT_EQ(column(profile, "Income").missing, 24);
    EXPECT_EQ(finding(profile, "'Z_CostContact' is constant ('3')").first, 2'240);
}

}  // namespace
}  // namespace rfmeans
