#include "unit/ingest/packed.hpp"

#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::kTwoRows;
using test::pack_gzip;
using test::pack_zstd;
using test::read_text;
using test::refuse_resource;
using test::refuse_text;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// RFC 8878, 3.1.2: magic 0x184D2A50 to 0x184D2A5F, length of the content, content.
std::string skippable_frame(char kind, const std::string& content) {
    return std::string(1, static_cast<char>('\x50' + kind)) + "\x2A\x4D\x18" + static_cast<char>(content.size()) +
           std::string(3, '\0') + content;
}

TEST(PackedFiles, ReadsZstdOfAnyFramesLikePlainText) {
    const auto plain = test::sorted_rows(read_text(kTwoRows));
    const std::string spellings[] = {
        pack_zstd(kTwoRows), pack_zstd(kTwoRows.substr(0, 30)) + pack_zstd(kTwoRows.substr(30)),
        pack_zstd("") + pack_zstd(kTwoRows) + pack_zstd(""), skippable_frame(0, "note") + pack_zstd(kTwoRows),
        skippable_frame(0, "") + skippable_frame(15, "ab") + pack_zstd(kTwoRows.substr(0, 9)) +
            skippable_frame(7, "c") + pack_zstd(kTwoRows.substr(9)) + skippable_frame(14, "seek table")};
    for (const std::string& spelling : spellings) {
        const auto shop = read_text(spelling);
        EXPECT_EQ(test::sorted_rows(shop), plain);
        EXPECT_EQ(shop.files[0].dialect, "comma, header, UTF-8, LF, zstd");
        EXPECT_EQ(shop.files[0].bytes, static_cast<std::int64_t>(spelling.size()));
    }
}

TEST(PackedFiles, GoByContentAndNotByName) {
    const test::TemporaryFolder folder;
    const auto plain = test::sorted_rows(read_text(kTwoRows));
    EXPECT_EQ(test::sorted_rows(read_transactions({folder.file("a.csv.gz", pack_zstd(kTwoRows))}, {})), plain);
    EXPECT_EQ(test::sorted_rows(read_transactions({folder.file("a.zst", pack_gzip(kTwoRows))}, {})), plain);
    EXPECT_THAT(refuse_resource("a.csv.zst", kTwoRows), HasSubstr("is no zstd file although its name says so"));
}

TEST(PackedFiles, ReadsTheHeadOfALongZstdFile) {
    std::string text = "customer,date,total\n";
    std::int64_t sum = 0;
    for (int i = 0; i < 200'000; ++i) {  // 4 MB, beyond the head of 1 MiB
        text += std::to_string(i % 977) + ",2020-01-02," + std::to_string(i) + "\n";
        sum += i;
    }
    const test::TemporaryFolder folder;
    const std::string file = folder.file("long", pack_zstd(text));
    EXPECT_EQ(sniff_transactions({file}, {}).roles.size(), 3U);
    EXPECT_EQ(test::sum_amounts(read_transactions({file}, {})), sum);
}

TEST(PackedFiles, RefusesBrokenZstd) {
    const std::string packed = pack_zstd(kTwoRows);
    for (std::size_t size = 4; size < packed.size(); ++size) {
        EXPECT_THAT(refuse_resource("a", packed.substr(0, size)), HasSubstr("broken zstd file (it ends too early)"));
    }
    EXPECT_THAT(refuse_resource("a", packed + packed.substr(0, 9)), HasSubstr("ends too early"));
    EXPECT_THAT(refuse_resource("a", skippable_frame(0, "note").substr(0, 10)), HasSubstr("ends too early"));
    EXPECT_THAT(refuse_resource("a", packed + "more"), HasSubstr("other bytes follow its end"));
    std::string damaged = packed;
    damaged.back() = static_cast<char>(damaged.back() ^ 0x55);  // in the checksum
    EXPECT_THAT(refuse_resource("a", damaged), AllOf(HasSubstr("broken zstd file"), HasSubstr("checksum")));
}

TEST(PackedFiles, SurvivesAnyChangedByteOfZstd) {
    const std::string packed = skippable_frame(3, "x") + pack_zstd(kTwoRows);
    for (std::size_t i = 0; i < packed.size(); ++i) {
        for (const int flip : {1, 2, 16, 128, 255}) {
            std::string changed = packed;
            changed[i] = static_cast<char>(changed[i] ^ flip);
            try {
                EXPECT_EQ(read_text(changed).rows(), 2U) << i;
            } catch (const Error& error) {
                EXPECT_NE(std::string(error.what()), "");
            }
        }
    }
}

TEST(PackedFiles, SaysSoWhereAZstdFileHoldsNothing) {
    EXPECT_THAT(refuse_text(pack_zstd("")), HasSubstr("nothing in it when unpacked"));
    EXPECT_THAT(refuse_text(skippable_frame(0, "note")), HasSubstr("nothing in it when unpacked"));
}

// The local header of a zip member (APPNOTE.TXT 4.3.7), its name and its content.
std::string zip_of(const std::string& name, const std::string& content) {
    return std::string("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 26) +
           static_cast<char>(name.size()) + std::string(3, '\0') + name + content;
}

TEST(OtherKinds, AreRefusedWithWhatToDoInstead) {
    EXPECT_THAT(refuse_text(zip_of("[Content_Types].xml", "<Types/>")),
                AllOf(HasSubstr("an Excel workbook (.xlsx)"), HasSubstr("Save the sheet as CSV")));
    EXPECT_THAT(refuse_text(zip_of("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
                AllOf(HasSubstr("an OpenDocument file (.ods)"), HasSubstr("Save the sheet as CSV")));
    EXPECT_THAT(refuse_text(zip_of("shop.csv", kTwoRows)), AllOf(HasSubstr("a zip archive"), HasSubstr("Unpack it")));
    EXPECT_THAT(refuse_text("PK\x05\x06" + std::string(18, '\0')), HasSubstr("a zip archive"));
    EXPECT_THAT(refuse_text("PK\x03\x04"), HasSubstr("a zip archive"));
    EXPECT_THAT(refuse_text(pack_gzip("PAR1\x15\x04\x15\x10")),
                AllOf(HasSubstr("a Parquet file"), HasSubstr("Unpack")));
    EXPECT_THAT(refuse_text("PARE\x15\x04\x15\x10"), HasSubstr("an encrypted Parquet file"));
    EXPECT_THAT(refuse_text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0')), HasSubstr("(.xls)"));
    EXPECT_THAT(refuse_text("BZh91AY&SY\x12\x34"), HasSubstr("bzip2 -d"));
    EXPECT_THAT(refuse_text(pack_gzip(zip_of("xl/workbook.xml", ""))), HasSubstr("an Excel workbook"));
}

TEST(OtherKinds, AreNoTablesWhoseNamesBeginAlike) {
    EXPECT_EQ(read_text("PAR1,customer,date,total\n1,1,2020-01-01,5\n2,2,2020-01-02,7.5\n").rows(), 2U);
    EXPECT_EQ(read_text("PK,customer,date,total\n1,1,2020-01-01,5\n2,2,2020-01-02,7.5\n").rows(), 2U);
}

}  // namespace
}  // namespace rfmeans
