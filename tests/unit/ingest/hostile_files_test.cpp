#include <filesystem>

#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/packed.hpp"

namespace rfmeans {
namespace {

using test::attribute;
using test::kTwoRows;
using test::pack_gzip;
using test::read_text;
using test::refuse_resource;
using test::refuse_text;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(HostileFiles, NamesWhatIsNoFile) {
    const test::TemporaryFolder folder;
    EXPECT_THAT(test::refuse_files(Failure::resource, {"/no/such.csv"}), HasSubstr("'/no/such.csv' was not found"));
    EXPECT_THAT(test::refuse_files(Failure::resource, {folder.path().string()}), HasSubstr("is a folder"));
    EXPECT_THAT(test::refuse_files(Failure::resource, {"/dev/null"}), HasSubstr("is a device"));
    EXPECT_THAT(test::refuse_files(Failure::option, {}), HasSubstr("no input file"));
}

TEST(HostileFiles, RefusesAFileGivenTwiceUnderTwoNames) {
    const test::TemporaryFolder folder;
    const std::string file = folder.file("a.csv", kTwoRows);
    const std::string other = (folder.path() / "." / "a.csv").string();
    EXPECT_THAT(test::refuse_files(Failure::option, {file, other}), HasSubstr("is given twice"));
}

TEST(HostileFiles, RefusesFilesWithoutRows) {
    EXPECT_THAT(refuse_text(""), HasSubstr("is empty"));
    EXPECT_THAT(refuse_text("\n \n\r\n"), HasSubstr("only blank lines"));
    EXPECT_THAT(refuse_text("\xEF\xBB\xBF"), HasSubstr("only blank lines"));
    EXPECT_THAT(refuse_text("customer,date,total"),
                HasSubstr("has a header ('customer', 'date', 'total') but no rows"));
    EXPECT_THAT(refuse_text("customer,date,total\n,,\n\n"), HasSubstr("but no rows"));
}

TEST(HostileFiles, RefusesBinaryContent) {
    EXPECT_THAT(refuse_text(std::string("customer\0date", 13)), HasSubstr("character 9 is NUL"));
    EXPECT_THAT(refuse_text(std::string("PK\x03\x04\0\0xl/workbook", 17)), HasSubstr("Excel"));
    std::string garbage;
    for (int i = 0; i < 4000; ++i) {
        garbage += static_cast<char>(1 + (i * 7919 + i / 13) % 255);
    }
    EXPECT_THAT(refuse_text(garbage), HasSubstr("is no text"));
}

TEST(HostileFiles, RefusesOtherEncodings) {
    std::string text = "customer,date,city\n";
    for (int i = 0; i < 5; ++i) {
        text += "1,2020-01-01,\xCC\xEE\xF1\xEA\xE2\xE0\xCC\xEE\xF1\xEA\xE2\xE0\n";  // Moscow twice, windows-1251
    }
    EXPECT_THAT(refuse_text(text), HasSubstr("no text in UTF-8"));
}

TEST(HostileFiles, ReadsBytesOutsideUtf8AsWindows1252) {
    const auto shop =
        read_text("customer,date,city,note\n1,2020-01-01,K\xF6ln,\x80 5\n2,2020-01-01,M\xC3\xBCnchen,\x81\n");
    EXPECT_THAT(std::get<TextValues>(attribute(shop, "city").values).dictionary, ElementsAre("Köln", "München"));
    EXPECT_THAT(std::get<TextValues>(attribute(shop, "note").values).dictionary, ElementsAre("€ 5", "\xEF\xBF\xBD"));
    EXPECT_THAT(shop.files[0].dialect, HasSubstr("3 bytes read as windows-1252"));
}

TEST(HostileFiles, ReadsEveryDialectAlike) {
    const auto plain = test::sorted_rows(read_text(kTwoRows));
    const std::string spellings[] = {
        "customer;date;total\n1;2020-01-01;5\n2;2020-01-02;7.5\n",
        "customer\tdate\ttotal\n1\t2020-01-01\t5\n2\t2020-01-02\t7.5\n",
        "customer|date|total\n1|2020-01-01|5\n2|2020-01-02|7.5\n",
        "  customer  date total\n  1  20200101   5\n  2  20200102 7.5\n",
        "\xEF\xBB\xBF"
        "customer,date,total\r\n1,2020-01-01,5\r\n2,2020-01-02,7.5",
        "\"customer\",\"date\",\"total\"\r\n\"1\",\"2020-01-01\",\"5\"\r\n\"2\",\"2020-01-02\",\"7.50\"\r\n",
        "total,x,date,customer\n5,\"a\nb,c\",2020-01-01T00:00:00Z,1\n7.5,\"d\"\"e\",2020-01-02,2\n",
        "\n\n,,\ncustomer,date,total\n\n1,2020-01-01,5\n,,\n2,2020-01-02,7.5\n,,,\n",
        pack_gzip(kTwoRows),
        pack_gzip(kTwoRows.substr(0, 30)) + pack_gzip(kTwoRows.substr(30)),
        pack_gzip(kTwoRows) + std::string(100, '\0')};
    for (const std::string& spelling : spellings) {
        EXPECT_EQ(test::sorted_rows(read_text(spelling)), plain) << spelling;
    }
}

TEST(HostileFiles, RefusesBrokenGzip) {
    const std::string packed = pack_gzip(kTwoRows);
    EXPECT_THAT(refuse_resource("a.gz", packed.substr(0, packed.size() - 9)), HasSubstr("ends too early"));
    EXPECT_THAT(refuse_resource("a.gz", packed.substr(0, 3)), HasSubstr("broken gzip"));
    EXPECT_THAT(refuse_resource("a.gz", packed + "more"), HasSubstr("other bytes follow"));
    std::string damaged = packed;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 0x55);  // in the checksum
    EXPECT_THAT(refuse_resource("a.csv", damaged), HasSubstr("broken gzip"));
    EXPECT_THAT(refuse_resource("a.csv.gz", kTwoRows), HasSubstr("is no gzip file"));
}

TEST(HostileFiles, SaysSoWhereAGzipFileHoldsNothing) {
    EXPECT_THAT(refuse_text(pack_gzip("")), HasSubstr("nothing in it when unpacked"));
}

TEST(HostileFiles, GoesOnBehindAQuoteThatIsNeverClosed) {
    std::string text = "customer,date,total,city\n";
    for (int i = 0; i < 10; ++i) {
        text += "1,2020-01-01,5,Bonn\n";
    }
    text += "2,2020-01-01,5,\"Bonn\n3,2020-01-01,5,Bonn\n";
    const auto shop = read_text(text);
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_EQ(shop.rejects[0].line, 12);
    EXPECT_THAT(shop.rejects[0].reason, HasSubstr("never closed"));
    EXPECT_EQ(shop.rows(), 11U);
}

TEST(HostileFiles, GivesLinesOfRecordsThatSpanSeveral) {
    const auto shop = read_text("customer,date,total,x\n1,2020-01-01,5,\"a\nb\nc\"\n2,2020-99-01,5,y\n",
                                {.columns = {}, .max_rejects = 0.5});
    ASSERT_EQ(shop.rejects.size(), 1U);
    EXPECT_EQ(shop.rejects[0].line, 5);
}

TEST(HostileFiles, SurvivesAnyCutAndAnyChangedByte) {
    const std::string text =
        "\xEF\xBB\xBF"
        "customer,date,\"total\"\r\n1,2020-01-01,\"5\"\r\n\"2\"\"x\",20200102,7.5\r\n";
    const auto attempt = [](const std::string& content) {
        try {
            static_cast<void>(read_text(content, {.columns = {}, .max_rejects = 1}));
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()), "");
        }
    };
    const std::string packed = pack_gzip(text);
    for (const std::string& whole : {text, packed}) {
        for (std::size_t i = 0; i < whole.size(); ++i) {
            attempt(whole.substr(0, i));
            for (const char c : {'"', ',', '\n', '\0', '\xC3'}) {
                std::string changed = whole;
                changed[i] = c;
                attempt(changed);
            }
        }
    }
}

}  // namespace
}  // namespace rfmeans
