// Files beyond their head: what only the rest of them shows, and other encodings.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ingest/byte_source.hpp"
#include "support/sanitizers.hpp"
#include "unit/ingest/compare_reading.hpp"
#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/packed.hpp"

namespace rfmeans {
namespace {

using test::compare_reading;
using test::pack_gzip;
using test::plan_rows;
using test::TemporaryFolder;

const std::string kLongHeader = "customer,date,order,quantity,price,note\n";

// Beyond the head; few long rows, as those are read many times.
std::string long_text() {
    std::string text = kLongHeader;
    for (int i = 0; i < 5'000; ++i) {
        text += fmt::format("{},2011-12-{:02},A{},{},1.50,{:n>300}\n", i % 500, 1 + i % 28, i / 3, i % 7, "ote");
    }
    EXPECT_GT(text.size(), ingest::kHeadBytes + ingest::kHeadBytes / 4);
    return text;
}

constexpr std::size_t kLongChunks[] = {std::size_t{1} << 16};

TEST(ReadRows, ReadsAFileAnewWhoseForeignBytesStandBehindTheHead) {
    const std::string text = long_text();
    const TemporaryFolder folder;
    const std::string plain = folder.file("plain.csv", text);
    const auto compare_late = [&](const std::string& name, const std::string& row) {
        compare_reading(plan_rows({plain, folder.file(name + ".csv", text + row)}), kLongChunks, name);
    };
    compare_late("windows-1252", "1,2011-12-09,B,1,1,K\xF6ln\n");
    compare_late("CP437", "1,2011-12-09,B,1,1,K\x94ln\n2,2011-12-09,B,1,1,\x81\n");
    compare_late("NUL", std::string("1,2011-12-09,B,1,1,K\0ln\n", 24));
    compare_late("NUL behind a foreign byte", std::string("1,2011-12-09,B,1,1,K\xF6\0ln\n", 25));
    compare_late("too many foreign bytes", std::string(text.size() / 8, '\xF6'));
    compare_late("cut sequence", "1,2011-12-09,B,1,1,K\xC3");
}

TEST(ReadRows, ReadsLongFilesInOtherEncodings) {
    std::string text = long_text();
    std::string wide = "\xFF\xFE";
    for (const char c : text) {
        wide += {c, '\0'};
    }
    std::string narrow = text;
    narrow.insert(kLongHeader.size(), "9,2011-12-09,B,1,1,caf\xE9\n");
    std::string middle = text;  // in the head, but behind what chooses the page of it: all bytes do
    middle.insert(text.find('\n', ingest::kHeadBytes / 2) + 1, "9,2011-12-09,B,1,1,caf\xE9\n");
    middle += "9,2011-12-09,B,1,1,K\x94ln\n9,2011-12-09,B,1,1,N\x81rnberg\n";
    const TemporaryFolder folder;
    std::vector<std::string> files = {wide, middle, wide + "x", narrow, "\xEF\xBB\xBF" + narrow, pack_gzip(middle)};
    files.resize(test::kThreadSanitizer ? 2 : files.size());
    for (const std::string& bytes : files) {
        compare_reading(plan_rows({folder.file("shop.csv", bytes), folder.file("plain.csv", text)}), kLongChunks,
                        fmt::format("{} bytes", bytes.size()));
    }
}

TEST(ReadRows, ReadsDamagedAndBlankLongFilesAlike) {
    const std::string text = long_text();
    const TemporaryFolder folder;
    const std::string plain = folder.file("plain.csv", text);
    std::string damaged = pack_gzip(text);
    damaged.resize(damaged.size() - 100);
    compare_reading(plan_rows({plain, folder.file("cut.csv.gz", pack_gzip(text))}), kLongChunks, "gzip");
    ingest::RowsPlan plan = plan_rows({plain});
    plan.files.push_back(folder.file("damaged.csv.gz", damaged));
    compare_reading(std::move(plan), kLongChunks, "damaged gzip");
    compare_reading(plan_rows({plain, folder.file("blank.csv", kLongHeader + std::string(std::size_t{3} << 19, '\n'))}),
                    kLongChunks, "header only");
}

}  // namespace
}  // namespace rfmeans
