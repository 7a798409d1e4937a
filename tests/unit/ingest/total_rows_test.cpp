#include "ingest/total_rows.hpp"

#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::read_text;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kOrders =
    "customer,order,date,total\n1,a,2020-01-01,5\n2,b,2020-01-02,6\n3,c,2020-01-02,7\n1,d,2020-01-03,8\n2,e,2020-01-04,"
    "9\n"
    "3,f,2020-01-05,10\n";

TEST(IsTotalWord, KnowsSeveralLanguagesInAnySpelling) {
    for (const char* word : {"Total", "GRAND TOTAL:", "Sum", "Sub-total", "Gesamt", "Summe", "Totale", "Total général",
                             "Suma", "Razem", "Ogółem", "Toplam", "Итого", "ВСЕГО:", "Totaal"}) {
        EXPECT_TRUE(ingest::is_total_word(word)) << word;
    }
    for (const char* word : {"", "Totally", "Total Ltd", "5", "Sumatra", "Totò"}) {
        EXPECT_FALSE(ingest::is_total_word(word)) << word;
    }
}

TEST(TotalRows, AreRejectedAtTheEndAndInTheMiddle) {
    for (const char* total : {"Total,,,45\n", ",,Grand total,45\n", "Summe;45\n", "Total,45\n", ",,,45\n"}) {
        for (const bool middle : {false, true}) {
            std::string text = kOrders;
            text.insert(middle ? text.find("3,c") : text.size(), total);
            const auto shop = read_text(text);
            ASSERT_EQ(shop.rejects.size(), 1U) << total;
            if (std::string(total) != "Summe;45\n") {  // one field, so no word of its own
                EXPECT_THAT(shop.rejects[0].reason, HasSubstr("a row of sums, not a sale")) << total;
            }
            EXPECT_EQ(shop.rows(), 6U);
            EXPECT_EQ(shop.ids.size(), 3U);
            EXPECT_EQ(shop.files[0].rows, 7);
        }
    }
}

TEST(TotalRows, AreNoCustomersWhoAreCalledSo) {
    const auto shop = read_text(kOrders + "Total,g,2020-01-06,11\n");
    EXPECT_THAT(shop.rejects, IsEmpty());
    EXPECT_EQ(shop.rows(), 7U);
    EXPECT_EQ(shop.ids.text(3), "Total");
}

TEST(TotalRows, AreNoGuestsAndNoRowsThatJustLackADate) {
    const auto shop = read_text(kOrders + ",g,2020-01-06,11\n7,h,,12\n");
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_THAT(shop.rejects[0].reason, HasSubstr("no date"));
    EXPECT_EQ(shop.customer.back(), kNoCustomer);
}

TEST(TotalRows, LeaveTenThousandBlankRowsOfAnExcelTailCountedAsBlank) {
    std::string text = kOrders;
    for (int i = 0; i < 10'000; ++i) {
        text += ",,,\r\n";
    }
    const auto shop = read_text(text + "Total,,,45\n");
    EXPECT_EQ(shop.files[0].blank_rows, 10'000);
    EXPECT_EQ(shop.files[0].rows, 7);
    EXPECT_EQ(shop.rejects.size(), 1U);
}

}  // namespace
}  // namespace rfmeans
