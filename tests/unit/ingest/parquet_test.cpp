#include "ingest/parquet.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "ingest/byte_source.hpp"
#include "support/parquet_files.hpp"
#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/packed.hpp"

namespace rfmeans {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string read_bytes(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string text_of(const std::string& file) {
    const auto pieces = ingest::open_parquet(file);
    std::string text, piece;
    while (pieces->next(piece)) {
        EXPECT_NE(piece, "");
        text += piece;
    }
    return text;
}

struct TypeText {
    std::string name, first, second;
};

// Values as make_parquet.py writes them; the numbers of float and double are Python's repr of them.
const TypeText kTypes[] = {
    {"text", "plain", R"("a ""quote"", a comma")"},
    {"\"two\nlines\"", "\"a\nb\"", "ü"},
    {"view", " blanks ", ""},
    {"bytes", "as text", ""},
    {"fixed", "00ff", "6162"},
    {"uuid", "01234567-89ab-cdef-0123-456789abcdef", "ffffffff-ffff-ffff-ffff-ffffffffffff"},
    {"category", "\"x,y\"", "z"},
    {"nothing", "", ""},
    {"bool", "true", "false"},
    {"int8", "-128", "127"},
    {"int64", "-9223372036854775808", "9223372036854775807"},
    {"uint64", "0", "18446744073709551615"},
    {"half", "0.5", "-65504"},
    {"float", "0.1", "16777216"},
    {"double", "0.1", "17850"},
    {"tiny", "5e-324", "nan"},
    {"decimal", "-0.05", "12345.60"},
    {"wide", "12345678901234567890123456789012345678", "0"},
    {"wider", "-0.0000000000000000000000000000000000000001", "7.0000000000000000000000000000000000000000"},
    {"date32", "2011-12-09", "1969-12-31"},
    {"date64", "2012-02-29", "1900-03-01"},
    {"seconds", "2011-12-09 12:50:00", "1960-01-01 00:00:00"},
    {"micro", "2011-12-09 12:50:00.000250", "1969-12-31 23:59:59.500000"},
    {"nano", "1970-01-01 00:00:00.000000001", "1970-01-01 00:00:01"},
    {"berlin", "2011-12-09 11:50:00", "2011-07-01 00:00:00"},
    {"clock", "01:02:03", "23:59:59.005"},
    {"finer", "00:00:00.000007", "12:00:00"},
    {"duration", "5000", "-1000"},
};

TEST(Parquet, WritesEveryTypeExactly) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    std::string names, first, second, nulls;
    for (const TypeText& type : kTypes) {
        names += "," + type.name;
        first += "," + type.first;
        second += "," + type.second;
        nulls += ",";
    }
    EXPECT_EQ(text_of(folder + "types.parquet"),
              names.substr(1) + "\n" + first.substr(1) + "\n" + second.substr(1) + "\n" + nulls.substr(1) + "\n");
}

TEST(Parquet, WritesDatesBeyondAnyCalendarAsWhatNobodyTakesForADate) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    EXPECT_EQ(text_of(folder + "far_dates.parquet"),
              "day,time\n"
              "2147483647 days since 1970,9223372036854775 seconds since 1970\n"
              "-2147483648 days since 1970,-9223372036854776 seconds since 1970\n"
              "9999-12-31,9999-12-31 23:59:59.999\n"
              "2932897 days since 1970,253402300800 seconds since 1970\n");  // 10000-01-01
}

TEST(Parquet, ReadsInt96TimesBeyondNanoseconds) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    EXPECT_EQ(text_of(folder + "int96.parquet"),
              "time\n2011-12-09 12:50:00\n1600-01-01 00:00:00\n3000-01-01 00:00:00\n");
}

TEST(Parquet, ReadsWhatOtherProgramsWrite) {
    RFMEANS_NEED_PARQUET();
    const std::string folder = test::source_folder() / "tests/unit/ingest/parquet/";
    EXPECT_EQ(text_of(folder + "duckdb.parquet"),
              "customer,date,total,quantity,city\n"
              "3f333df6-90a4-4fda-8dd3-9485d27cee36,2011-12-09 12:50:00,12.30,5,Ö\n"
              ",2011-12-10 00:00:01.500000,-0.05,,\"a \"\"b\"\", c\"\n");
    EXPECT_EQ(text_of(folder + "polars.parquet"),
              "customer,date,total,city\n17850,2011-12-09 12:50:00,12.30,Ö\n,2011-12-10 00:00:00,-0.05,\"x,y\"\n");
}

TEST(Parquet, IsTheSameTextForAnyPagesEncodingAndCompression) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    const std::string text = text_of(folder + "shop.parquet");
    for (const char* other : {"shop_zstd_v2", "shop_gzip", "shop_lz4_delta", "shop_brotli"}) {
        EXPECT_EQ(text_of(folder + other + ".parquet"), text) << other;
    }
}

TEST(Parquet, GivesTheTransactionsOfTheSameCsv) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    const Transactions csv = read_transactions({folder + "shop.csv"}, {});
    const Transactions parquet = read_transactions({folder + "shop_zstd_v2.parquet"}, {});
    EXPECT_EQ(parquet.rows(), 2250U);  // 900 orders of one to four lines
    EXPECT_EQ(test::sorted_rows(parquet), test::sorted_rows(csv));
    EXPECT_EQ(parquet.decimals, 2);
    EXPECT_EQ(parquet.files[0].dialect, "Parquet");
    EXPECT_EQ(parquet.files[0].bytes,
              static_cast<std::int64_t>(std::filesystem::file_size(folder + "shop_zstd_v2.parquet")));
    for (std::size_t i = 0; i < csv.roles.size(); ++i) {
        EXPECT_EQ(parquet.roles[i].column, csv.roles[i].column);
        EXPECT_EQ(parquet.roles[i].role, csv.roles[i].role);
    }
}

TEST(Parquet, ComesInPiecesAndReadsOnlyTheHeadWhereThatIsAsked) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    const std::string file = folder + "long.parquet";
    const auto pieces = ingest::open_parquet(file);
    std::string piece;
    ASSERT_TRUE(pieces->next(piece));
    EXPECT_EQ(piece, "customer,date,total\n");
    EXPECT_EQ(pieces->bytes_done(), 0);
    std::int64_t before = 0, count = 0;
    while (pieces->next(piece)) {
        EXPECT_EQ(piece.back(), '\n');
        EXPECT_GT(pieces->bytes_done(), before);
        before = pieces->bytes_done();
        ++count;
    }
    EXPECT_EQ(before, static_cast<std::int64_t>(std::filesystem::file_size(file)));
    EXPECT_GE(count, 12);  // batches of 8192 rows
    const ingest::FileBytes head = ingest::load_file(file, ingest::Extent::head);
    EXPECT_TRUE(head.cut);
    EXPECT_GE(head.content.size(), ingest::kHeadBytes);
    EXPECT_LT(head.content.size(), 2 * ingest::kHeadBytes);
    EXPECT_EQ(test::sum_amounts(read_transactions({file}, {})), 4'999'950'000);  // 0 + 1 + … + 99999
}

TEST(Parquet, RejectsNameTheRowByItsNumberPlusOne) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    const Transactions read = read_transactions({folder + "rejects.parquet"}, {.max_rejects = 0.5});
    ASSERT_EQ(read.rejects.size(), 2U);
    EXPECT_EQ(read.rejects[0].line, 4);
    EXPECT_EQ(read.rejects[0].column, "date");
    EXPECT_EQ(read.rejects[0].text, "3,never,3");
    EXPECT_EQ(read.rejects[1].line, 5);
    EXPECT_EQ(read.rejects[1].column, "total");
}

TEST(Parquet, RefusesNestedColumnsByName) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    for (const auto& [file, column] : {std::pair{"list", "items"}, {"struct", "name"}, {"map", "tags"}}) {
        EXPECT_THAT(test::refuse_files(Failure::content, {folder + file + ".parquet"}),
                    AllOf(HasSubstr("column '" + std::string(column) + "' of '"), HasSubstr("is nested"),
                          HasSubstr("EXCLUDE (\"" + std::string(column) + "\")")));
    }
}

TEST(Parquet, KeepsThePlaceOfAColumnWithoutAName) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    EXPECT_EQ(text_of(folder + "unnamed.parquet"), ",customer\n0,7\n");
}

TEST(Parquet, SaysSoWhereThereIsNothingInIt) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    EXPECT_THAT(test::refuse_files(Failure::content, {folder + "zero_rows.parquet"}),
                HasSubstr("has a header ('customer', 'date') but no rows"));
    EXPECT_THAT(test::refuse_files(Failure::content, {folder + "no_columns.parquet"}), HasSubstr("has no columns"));
}

TEST(Parquet, RefusesTruncatedFiles) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    const std::string bytes = read_bytes(folder + "rejects.parquet");
    const test::TemporaryFolder temporary;
    for (std::size_t size = bytes.size() - 1; size >= 5; size -= size > 16 ? 7 : 1) {
        const std::string file = temporary.file("cut.parquet", bytes.substr(0, size));
        EXPECT_THAT(test::refuse_files(Failure::resource, {file}),
                    AllOf(HasSubstr(file), HasSubstr("cannot be read as Parquet (")));
    }
}

TEST(Parquet, SurvivesAnyChangedByte) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    const std::string bytes = read_bytes(folder + "rejects.parquet");
    const test::TemporaryFolder temporary;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ (1 << i % 8));
        try {
            static_cast<void>(read_transactions({temporary.file("changed.parquet", changed)}, {}));
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()), "");
        }
    }
}

TEST(Parquet, FindsADamagedPageByItsChecksum) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    std::string bytes = read_bytes(folder + "shop_gzip.parquet");
    const std::size_t in_a_page = 200;
    bytes[in_a_page] = static_cast<char>(bytes[in_a_page] ^ 1);
    const test::TemporaryFolder temporary;
    EXPECT_THAT(test::refuse_files(Failure::resource, {temporary.file("damaged.parquet", bytes)}),
                HasSubstr("CRC checksum verification failed"));
}

TEST(Parquet, IsRefusedWithWhatToDoWhereThereIsNoReader) {
    ASSERT_EQ(setenv("RFMEANS_PARQUET_MODULE", "/nowhere/librfmeans_parquet.so", 1), 0);
    const std::string message = test::refuse_text("PAR1\x15\x04\x15\x10");
    const ParquetSupport support = find_parquet_support();
    unsetenv("RFMEANS_PARQUET_MODULE");
    EXPECT_THAT(message, AllOf(HasSubstr("is a Parquet file, which cannot be read here"),
                               HasSubstr("RFMEANS_PARQUET_MODULE names '/nowhere"), HasSubstr("Write it as CSV")));
    EXPECT_EQ(support.library, "");
    EXPECT_THAT(support.reason, HasSubstr("which is not there"));
}

TEST(Parquet, IsReadByArrowWhereTheBuildFoundIt) {
    RFMEANS_NEED_PARQUET();
    EXPECT_THAT(find_parquet_support().library, testing::StartsWith("Arrow C++ "));
    EXPECT_EQ(find_parquet_support().reason, "");
}

}  // namespace
}  // namespace rfmeans
