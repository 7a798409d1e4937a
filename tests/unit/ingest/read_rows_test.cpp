// Chunks, threads and fast ways change nothing: every text gives what reading record by record gives.
#include "ingest/read_rows.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "ingest/byte_source.hpp"
#include "ingest/record_cutter.hpp"
#include "support/data_files.hpp"
#include "support/sanitizers.hpp"
#include "unit/ingest/compare_reading.hpp"
#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/packed.hpp"

namespace rfmeans {
namespace {

using test::compare_reading;
using test::expect_same_data;
using test::pack_gzip;
using test::pack_zstd;
using test::plan_rows;
using test::read_in_chunks;
using test::read_one_by_one;
using test::ReadData;
using test::TakenBy;
using test::TemporaryFolder;

constexpr std::size_t kSmallChunks[] = {1, 2, 7, 64, 4096, std::size_t{1} << 20};

/// False: the texts are no table.
bool compare_tables(const std::vector<std::string>& texts, const IngestSpec& spec) {
    const TemporaryFolder folder;
    std::vector<std::string> files;
    for (const std::string& text : texts) {
        files.push_back(folder.file(fmt::format("shop{}.csv", files.size()), text));
    }
    ingest::RowsPlan plan;
    try {
        plan = plan_rows(files, spec);
    } catch (const Error&) {
        return false;
    }
    compare_reading(std::move(plan), kSmallChunks, texts[0].substr(0, 2000));
    return true;
}

void compare_texts(const std::vector<std::string>& texts, double max_rejects = 1) {
    EXPECT_TRUE(compare_tables(texts, {.columns = {}, .max_rejects = max_rejects})) << texts[0];
}

const std::string kHeader = "customer,date,order,quantity,price,note\n";

TEST(ReadRows, GivesTheRowsOfAPlainFile) {
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,x\n8,2011-12-10 08:26:30,A2,-1,2,\n,2011-12-10,,3,0.00,y\n"});
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,x\n8,2011-12-10,A2,-1,2,no last newline"});
    compare_texts({"\xEF\xBB\xBF" + kHeader + "7,2011-12-09,A1,2,1.50,Gr\xC3\xBC\xC3\x9F\x65\r\n"});
}

TEST(ReadRows, TakesNoTimeBehindADayOfDigitsAlone) {
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,x\n8,20111209 8:26,A2,2,1.50,x\n8,20111210,A3,1,2,x\n"});
}

TEST(ReadRows, KeepsQuotedDelimitersAndLineEndsInTheirRows) {
    compare_texts(
        {kHeader + "7,2011-12-09,\"A\n1\",2,\"1.50\",\"a, \"\"b\"\"\n\nc\"\n\"8\",\"2011-12-10\",A2,1,2,\"\"\n"});
    compare_texts({kHeader + "\"7\r\n8\",2011-12-09,A1,2,1.50,\"x\r\n\"\r\n 9 , 2011-12-10 ,\" A \", 1 , 2 , z \r\n"});
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,\"x\ry\"\r8,2011-12-10,A2,1,2,w\r"});
}

TEST(ReadRows, TakesQuotesInTheMiddleAsWritten) {
    compare_texts(
        {kHeader + "7,2011-12-09,A1,2,1.50,12\" pipe\n8,2011-12-10,A2,1,2,5\" x 3\"\n9,2011-12-11,A3,1,2,q\n"});
    compare_texts(
        {kHeader +
         "7,2011-12-09,A1,2,1.50,\"x\" y\n8,2011-12-10,\"A\"2,1,2,\"a\" \"b\"\n9,2011-12-11,A3,1,2,\"\"\"\"\n"});
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,  \"x, y\"  \n8,2011-12-10,A2,1,2,z \"\n"});
}

// Batches have 128 rows: behind as many others the row that was last lies where it lay.
TEST(ReadRows, RepeatsNoRowThatOthersStandBehind) {
    const std::string one = "7,2011-12-09,A1,2,1.50,x\n";
    for (const char* other : {"8,2011-12-10,B2,1,4,y,\n", "8,2011-12-10,B2,1,4,5\" y\n", "8,2011-12-10,B2,,4,y\n"}) {
        for (const int others : {1, 127, 128, 129, 256}) {
            std::string text = kHeader + one;
            for (int i = 0; i < others; ++i) {
                text += other;
            }
            compare_texts({text + one + one});
        }
    }
}

// The head decides for the point, under which two rows are read whose city a filter then finds to be no plain field.
TEST(ReadRows, CountsMarksOnceBesideFilters) {
    const std::string comma = "Bonn;1;2011-12-09;1,50\n", point = "\"B \"\"C\"\"\";2;2011-12-09;2.50\n";
    std::string text = "city;customer;date;total\n";
    for (int i = 0; i < 60'000; ++i) {
        text += fmt::format("Bonn;{};2011-12-{:02};{}\n", i % 1000, 1 + i % 28, i % 90);
    }
    const TemporaryFolder folder;
    const std::size_t chunks[] = {std::size_t{1} << 16};
    const std::string file = folder.file("late.csv", text + comma + comma + comma + point + point);
    ingest::RowsPlan plan = plan_rows({file}, {.columns = {}, .max_rejects = 1, .where = {{"city", {"Bonn"}}}});
    plan.columns.clear();
    compare_reading(plan, chunks, "late marks");
}

TEST(ReadRows, LosesOneLineToAQuoteThatIsNeverClosed) {
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,\"x\n8,2011-12-10,A2,1,2,w\n9,2011-12-11,A3,1,2,v\n"});
    compare_texts({kHeader + "7,2011-12-09,\"A\n1\",2,1.50,\"x\n8,2011-12-10,A2,1,2,w\n9,2011-12-11,A3,1,2,v"});
}

TEST(ReadRows, FindsBlankMisshapenAndBadRowsInTheirPlaces) {
    compare_texts({kHeader +
                   "\n,,,,,\n7,2011-12-09,A1,2,1.50,x,,\n8,2011-12-10\n \n9,2011-13-11,A3,1,2,v\n10,,A3,1,2,v\n"
                   "11,2011-12-11,A3,x,2,v\n12,2011-12-11,A3,,2,v\n13,2011-12-11,A3,1,,v\n14,2011-12-11,A3,1,2,v,w\n"
                   "15,2011-12-11,A3,99999999999,99999999999.99,v\n\n\n16,2011-12-11,A3,1e2,.5,v\n"});
}

TEST(ReadRows, DecidesDatesOverAllRowsOfAllFiles) {
    std::string months = kHeader, days = kHeader;
    for (int i = 1; i <= 12; ++i) {
        months += fmt::format("{},{}/{}/2011,A{},1,2.5,x\n", i, i, 1 + i % 5, i);
        days += fmt::format("{},{}/{}/2011 8:0{},A{},1,2.5,x\n", i, i, 1 + i % 5, i % 10, i);
    }
    compare_texts({months, days});
    compare_texts({months, days + "1,13/2/2011,B,1,1,x\n"});
    compare_texts({months + "1,2/13/11,B,1,1,x\n", days});
    compare_texts({months + "1,2/13/2011,B,1,1,x\n", days + "1,13/2/2011,B,1,1,x\n2,14/2/2011,B,1,1,x\n"});
    compare_texts({kHeader + "7,09-Dec-11,A1,2,1.50,x\n8,December 9, 2011,A1,2,1.50,x\n8,10 Dec 2011,A1,2,1.50,x\n"});
    compare_texts({kHeader + "7,20111209,A1,2,1.50,x\n8,1323388800,A1,2,1.50,x\n8,20111210,A1,2,1.50,x\n"});
}

TEST(ReadRows, FindsDecimalMarksThatTheHeadDoesNotShow) {
    const std::string header = "customer;date;total;note\n";
    compare_texts({header + "1;2011-12-09;1,50;x\n2;2011-12-09;1.234,50;x\n3;2011-12-09;€ 7,25;x\n"});
    compare_texts({header + "1;2011-12-09;1,500;x\n2;2011-12-09;2,250;1,5\n"});
    compare_texts(
        {"customer,date,total\n1,2011-12-09,\"1,234.50\"\n2,2011-12-09,\"$ 1,234\"\n3,2011-12-09,\"(12,5)\"\n"});
    std::string late = header;
    for (int i = 0; i < 6'000; ++i) {  // few long rows, as those are read many times
        late += fmt::format("{};2011-12-{:02};{};{:n>200}\n", i % 1000, 1 + i % 28, i % 90, "plain");
    }
    ASSERT_GT(late.size(), ingest::kHeadBytes);
    const TemporaryFolder folder;
    const std::size_t chunks[] = {4096, std::size_t{1} << 16};
    compare_reading(plan_rows({folder.file("late.csv", late + "1;2011-12-09;1,5;x\n")}), chunks, "late comma");
}

TEST(ReadRows, CountsCurrencies) {
    compare_texts({"customer,date,total\n1,2011-12-09,$5\n2,2011-12-09,EUR 7\n3,2011-12-09,5 €\n4,2011-12-09,6\n"});
}

TEST(ReadRows, ReadsPackedFilesAndOtherEncodings) {
    const std::string text = kHeader + "7,2011-12-09,A1,2,1.50,x\n8,2011-12-10,A2,-1,2,\"q\nr\"\n";
    compare_texts({pack_gzip(text), pack_zstd(text), text});
    compare_texts({pack_gzip(text) + pack_gzip("9,2011-12-11,A1,2,1.50,x\n")});
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,K\xF6ln\n8,2011-12-10,A2,-1,2,citt\xE0\n"});
    std::string wide = "\xFF\xFE";
    for (const char c : text) {
        wide += {c, '\0'};
    }
    compare_texts({wide, text});
}

TEST(ReadRows, RefusesTooManyRejectsAsTheReferenceDoes) {
    compare_texts({kHeader + "7,2011-12-09,A1,2,1.50,x\n8,never,A2,-1,2,y\n9,never,A2,-1,2,y\n"}, 0.5);
}

// Short texts of the characters that mean something, in any order: most are nonsense, and all of it has to be read
// alike.
TEST(ReadRows, ReadsRandomTextsAlike) {
    const std::vector<std::string> pieces = {"\"",
                                             "\"",
                                             ",",
                                             ",",
                                             "\n",
                                             "\n",
                                             "\r\n",
                                             "\r",
                                             " ",
                                             "\t",
                                             "a",
                                             "\"\"",
                                             "2011-12-09",
                                             "5",
                                             "1,5",
                                             "1.5",
                                             ";",
                                             "€",
                                             "7,2011-12-09,A,2,1.5,x\n",
                                             "\"8\",\"2011-12-10\",\"B\",\"1\",\"2\",\"y\"\n"};
    std::mt19937 random(20'261'126);
    int tables = 0;
    for (int i = 0; i < 250; ++i) {
        std::string text = kHeader + "7,2011-12-09,A,2,1.5,x\n";
        const auto length = random() % 60;
        for (unsigned j = 0; j < length; ++j) {
            text += pieces[random() % pieces.size()];
        }
        tables += compare_tables({text}, {.columns = {}, .max_rejects = 1}) ? 1 : 0;
        ASSERT_FALSE(HasFailure()) << text;
    }
    EXPECT_GE(tables, 200);
}

// Longer than blocks and windows of the vector scan, mostly well-formed, with trouble here and there.
TEST(ReadRows, ReadsLongTextsWithTroubleAlike) {
    const std::vector<std::string> rows = {
        "7,2011-12-09,A,2,1.5,x\n", "8,2011-12-10 08:26:31,B,-12,0.50,\"a, \"\"b\"\"\"\r\n",
        "\"9\",\"2011-12-10\",\"C\",\"1\",\"2.00\",\"y\n\nz\"\n", ",2011-12-11,,3,12345.678,plain\n"};
    const std::vector<std::string> troubles = {"7,2011-12-09,A,2,1.5,12\" x\n",
                                               "7,2011-12-09,A,2\n",
                                               "\n",
                                               "7,x,A,2,1.5,x\n",
                                               "7,2011-12-09,A,2,1.5, \"x\"\r",
                                               "7,2011-12-09,\"A\"\"\",2,\"1,5\",x\n"};
    std::mt19937 random(4);
    for (int i = 0; i < 12; ++i) {
        std::string text = kHeader;
        for (int j = 0; j < 2000; ++j) {
            text += random() % 50 == 0 ? troubles[random() % troubles.size()] : rows[random() % rows.size()];
        }
        const TemporaryFolder folder;
        const std::size_t chunks[] = {97, 10'000, std::size_t{1} << 20};
        compare_reading(plan_rows({folder.file("shop.csv", text)}, {.columns = {}, .max_rejects = 1}), chunks,
                        "long text");
        ASSERT_FALSE(HasFailure()) << text;
    }
}

TEST(ReadRows, ReadsTroubleAlikeWhereverItStandsInABlock) {
    RFMEANS_LEAVE_OUT_OF_THREAD_SANITIZER("one thread reads");
    const std::string row = "7,2011-12-09,A,2,1.5,";
    for (const std::string trouble : {"\"a\"b", "a\"b", "\"a\" ", " \"a\"", "\"a\"\"", "\"\"\"a\"", "\"a\nb\"", "\r",
                                      "a\rb", "\"a\r\"", "\"a\"\r", "\"\"", "\"a,\"\r\n", "a\n\n\n\n"}) {
        for (std::size_t before = 0; before < 66; ++before) {
            const TemporaryFolder folder;
            const std::string text =
                kHeader + row + std::string(before, 'x') + "\n" + row + trouble + "\n" + row + "\"z\"\n";
            ingest::RowsPlan plan = plan_rows({folder.file("shop.csv", text)}, {.columns = {}, .max_rejects = 1});
            plan.threads = 1;
            for (const TakenBy by : {TakenBy::rows, TakenBy::columns}) {
                expect_same_data(read_one_by_one(plan), read_in_chunks(plan, by), text);
            }
            ASSERT_FALSE(HasFailure());
        }
    }
}

// Quadratic time would take minutes.
TEST(ReadRows, ReadsLongRecordsInLinearTime) {
    RFMEANS_LEAVE_OUT_OF_THREAD_SANITIZER("a cut goes on under a lock, however long it takes");
    const std::size_t megabyte = std::size_t{1} << 20;
    const std::string row = "7,2011-12-09,A,2,1.5,";
    const std::string text = kHeader + row + std::string(24 * megabyte, 'x') + "\n" + row + "\"" +
                             std::string(megabyte - 10, '\n') + "\"\n" + row + "\"" + std::string(2 * megabyte, ' ') +
                             "\n" + row + "z\n";
    const TemporaryFolder folder;
    const std::size_t chunks[] = {1, 1000, megabyte};
    compare_reading(plan_rows({folder.file("shop.csv", text)}, {.columns = {}, .max_rejects = 1}), chunks,
                    "long records");
}

TEST(ReadRows, ReadsTheSharedDataAlike) {
    RFMEANS_NEED_DATA(folder, "");
    const std::size_t chunks[] = {std::size_t{1} << 14};
    int tables = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().string();
        const bool table = path.ends_with(".csv") || path.ends_with(".gz") || path.ends_with(".txt");
        if (test::kAnySanitizer && table && entry.file_size() > 500'000) {
            continue;
        }
        ingest::RowsPlan plan;
        try {
            plan = plan_rows({table ? path : ""}, {.columns = {}, .max_rejects = 1});
        } catch (const Error&) {
            continue;
        }
        ++tables;
        compare_reading(std::move(plan), chunks, path, {2});  // other chunks and threads: the small texts above
    }
    EXPECT_GE(tables, 10);
}

}  // namespace
}  // namespace rfmeans
