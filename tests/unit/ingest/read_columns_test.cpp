// Rows come by column where they are plain, one by one where they are not, and are the same rows either way.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "ingest/read_rows.hpp"
#include "ingest/row_columns.hpp"
#include "support/sanitizers.hpp"
#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/rows_reference.hpp"

namespace rfmeans {
namespace {

using test::TakenBy;
using test::TemporaryFolder;

/// Counts rows.
class Counter final : public ingest::RowSink {
public:
    void take(const ingest::RowBatch& batch) override { one_by_one += batch.rows.size(); }
    [[nodiscard]] bool takes_columns() const override { return true; }
    void take_columns(const ingest::ColumnBatch& batch) override { by_column += batch.to - batch.from; }

    std::size_t one_by_one = 0, by_column = 0;
};

struct Counted {
    std::size_t one_by_one = 0, by_column = 0;
};

Counted count_rows(const std::string& text) {
    const TemporaryFolder folder;
    ingest::RowsPlan plan = test::plan_rows({folder.file("shop.csv", text)}, {.columns = {}, .max_rejects = 1});
    plan.threads = 1;
    const ingest::RowsRead read = ingest::read_rows(plan, [] { return std::make_unique<Counter>(); });
    const auto& counter = dynamic_cast<const Counter&>(*read.sinks[0]);
    return {counter.one_by_one, counter.by_column};
}

std::string repeat(const std::string& header, const std::vector<std::string>& rows, std::size_t times) {
    std::string text = header;
    for (std::size_t i = 0; i < times; ++i) {
        text += rows[i % rows.size()];
    }
    return text;
}

const std::string kColumnHeader = "customer,date,order,quantity,price,note\n";

TEST(ReadColumns, TakesAllRowsOfPlainFiles) {
    const std::vector<std::string> rows = {"7,2011-12-09,536365,2,1.50,x\n", "8,2011-12-10 08:26,536366,1,2,\"a, b\"\n",
                                           ",2011-12-10 08:26:31,C7,12,0.00,\n", "K-7,2011-12-09,,2,12.3456,x\n"};
    EXPECT_EQ(count_rows(repeat(kColumnHeader, rows, 3000)).by_column, 3000);
    std::vector<std::string> returns = rows;
    for (std::string& row : returns) {
        row.insert(row.size() - 1, "\r");
    }
    EXPECT_EQ(count_rows(repeat(kColumnHeader, returns, 3000)).by_column, 3000);
    std::vector<std::string> commas = {"7;2011-12-09;A1;2;1,50;x\n", "8;2011-12-09;A2;1;12,5;x\n"};
    EXPECT_EQ(count_rows(repeat("customer;date;order;quantity;price;note\n", commas, 3000)).by_column, 3000);
    EXPECT_EQ(count_rows(repeat("customer,date,amount\n", {"7,2011-12-09,2.50\n"}, 3000)).by_column, 3000);
}

TEST(ReadColumns, TakesOtherRowsOneByOne) {
    const std::vector<std::string> others = {"7,2011-12-09,1,-2,1.50,x\n",      "7,2011-12-09,1,2,1.234,x\n",
                                             "7,2011-12-09,1,2,,x\n",           "7,2011/12/09,1,2,1.50,x\n",
                                             "7,2011-12-09T08:00,1,2,1.50,x\n", "7,2011-12-09,1,2,123456789,x\n",
                                             "7,2011-12-09,1,2,\"1.50\",x\n",   "7,2011-12-09,\"1\"\"\",2,1.50,x\n"};
    for (const std::string& other : others) {
        std::vector<std::string> rows(19, "7,2011-12-09,536365,2,1.50,x\n");
        rows.push_back(other);
        const Counted counted = count_rows(repeat(kColumnHeader, rows, 2000));
        EXPECT_LE(counted.by_column, 1900) << other;
        EXPECT_GE(counted.by_column, 1890) << other;  // the last window may have few rows beside one such row
        EXPECT_EQ(counted.by_column + counted.one_by_one, 2000) << other;
    }
}

TEST(ReadColumns, TakesNoColumnsWhereManyRowsAreOther) {
    const std::vector<std::string> rows = {"7,2011-12-09,1,2,1.50,x\n", "7,2011-12-09,1,-2,1.50,x\n"};
    EXPECT_EQ(count_rows(repeat(kColumnHeader, rows, 20'000)).by_column, 0);
    // Such windows and plain ones by turns.
    std::string text = repeat(kColumnHeader, rows, 10'000);
    text += repeat("", {rows[0]}, 100'000);
    const Counted counted = count_rows(text);
    EXPECT_GT(counted.by_column, 80'000);
    EXPECT_EQ(counted.by_column + counted.one_by_one, 110'000);
}

TEST(ReadColumns, TakesNoColumnsUnderFiltersAndOtherDates) {
    const std::vector<std::string> rows = {"7,09/12/2011,1,2,1.50,x\n", "7,31/12/2011,1,2,1.50,x\n"};
    EXPECT_EQ(count_rows(repeat(kColumnHeader, rows, 500)).by_column, 0);
}

std::string draw(std::mt19937& random, const std::vector<std::string>& texts) {
    return texts[random() % texts.size()];
}

// Runs of equal rows, ids that are numbers and texts, numbers of several scales, some odd fields.
std::string random_shop(std::mt19937& random) {
    const std::size_t odd = std::array<std::size_t, 4>{1'000'000, 200, 40, 6}[random() % 4];
    const bool returns = random() % 3 == 0, many_texts = random() % 3 == 0, quotes = random() % 2 == 0;
    const std::vector<std::string> odd_fields = {"",           "-3",        "1.234",      "007",  "\"5\"", "x",
                                                 "2011-12-09", "123456789", "\"a\"\"b\"", " 4 ",  "1,5",   "+2",
                                                 "9e3",        "0",         "-0.00",      "1.2.3"};
    std::string text = "order,customer,date,quantity,price,kind\n";
    std::array<std::string, 6> row;
    for (int i = 0; i < 1500; ++i) {
        if (i == 0 || random() % 3 == 0) {
            row[0] = std::to_string(random() % 300 + 536'300);
            row[1] = many_texts ? draw(random, {"K-1", "K-2", "7", "K-22"})
                                : draw(random, {"", "7", "8", "12345678", "123456789"});
            row[2] = draw(random, {"2011-12-09", "2011-12-09 00:00", "2011-12-10 08:26:31", "1999-02-28 23:59"});
            row[5] = draw(random, {"a", "b", "", "Caf\xC3\xA9"});
        }
        row[3] = draw(random, {"1", "2", "12", "10", "0"});
        row[4] = draw(random, {"1.5", "1.50", "2", "0.00", "999.99", "0.1225", "20"});
        std::array<std::string, 6> written = row;
        if (random() % odd == 0) {
            written[random() % 6] = draw(random, odd_fields);
        }
        if (quotes && random() % 4 == 0) {
            written[5] = draw(random, {"\"p, q\"", "\"\"", "\"r\"", random() % 30 == 0 ? "\"s\nt\"" : "u"});
        }
        text += fmt::format("{}{}", fmt::join(written, ","), returns ? "\r\n" : "\n");
    }
    return text;
}

TEST(ReadColumns, GivesTheRowsThatOneByOneGives) {
    std::mt19937 random(12);
    for (int i = 0; i < (test::kThreadSanitizer ? 10 : 60); ++i) {
        const TemporaryFolder folder;
        const std::string text = random_shop(random);
        ingest::RowsPlan plan = test::plan_rows({folder.file("shop.csv", text)}, {.columns = {}, .max_rejects = 1});
        const test::ReadData expected = test::read_one_by_one(plan);
        ASSERT_EQ(expected.error, "") << text;
        for (const std::size_t bytes : {std::size_t{500}, std::size_t{9000}, std::size_t{1} << 20}) {
            plan.chunk_bytes = bytes;
            plan.threads = 1 + static_cast<int>(random() % 2);
            const test::ReadData found = test::read_in_chunks(plan, TakenBy::columns);
            ASSERT_EQ(expected.rejects, found.rejects) << text;
            ASSERT_EQ(expected.rows.size(), found.rows.size()) << text;
            for (std::size_t row = 0; row < expected.rows.size(); ++row) {
                ASSERT_EQ(expected.rows[row], found.rows[row]) << row << "\n" << text;
            }
            ASSERT_TRUE(expected == found) << text;
        }
    }
}

}  // namespace
}  // namespace rfmeans
