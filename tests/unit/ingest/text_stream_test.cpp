// Any pieces of a file in another encoding give the text of the whole.
#include "ingest/text_stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "ingest/encoding.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans::ingest {
namespace {

/// Bytes in memory, at most so many at once.
class Pieces final : public ByteStream {
public:
    Pieces(std::string bytes, std::size_t most) : bytes_(std::move(bytes)), most_(most) {}

    std::size_t read(char* to, std::size_t most) override {
        const std::size_t size = std::min({most, most_, bytes_.size() - at_});
        std::memcpy(to, bytes_.data() + at_, size);
        at_ += size;
        return size;
    }
    [[nodiscard]] std::int64_t position() const override { return static_cast<std::int64_t>(at_); }
    [[nodiscard]] std::string fingerprint() override { return ""; }

private:
    std::string bytes_;
    std::size_t most_, at_ = 0;
};

struct ReadText {
    std::string text, error;
    std::int64_t foreign_bytes = 0;

    bool operator==(const ReadText&) const = default;
};

// What is known of a text that is refused.
Encoding encoding_by_mark(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return {.form = UnicodeForm::utf16_little, .bom = true};
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return {.form = UnicodeForm::utf16_big, .bom = true};
    }
    return {.bom = bytes.starts_with("\xEF\xBB\xBF")};
}

ReadText read_whole(const std::string& bytes, Encoding& encoding) {
    try {
        encoding = encoding_by_mark(bytes);
        DecodedText decoded = decode_text(bytes, "x");
        encoding = decoded.encoding;
        return {std::move(decoded.text), "", encoding.foreign_bytes};
    } catch (const Error& error) {
        return {"", error.what(), 0};
    }
}

ReadText read_pieces(const std::string& bytes, const Encoding& encoding, std::size_t piece, std::size_t most) {
    try {
        TextStream stream("x", encoding, std::make_unique<Pieces>(bytes, piece));
        ReadText result;
        std::vector<char> room(most);
        while (const std::size_t got = stream.read(room.data(), most)) {
            result.text.append(room.data(), got);
        }
        result.foreign_bytes = stream.foreign_bytes();
        return result;
    } catch (const Error& error) {
        return {"", error.what(), 0};
    }
}

void expect_same_in_pieces(const std::string& bytes) {
    Encoding encoding;
    const ReadText whole = read_whole(bytes, encoding);
    const test::TemporaryFolder folder;
    if (encoding.form == UnicodeForm::utf8 && whole.error.empty()) {
        EXPECT_EQ(find_page(folder.file("bytes.csv", bytes), encoding, Packing::none), encoding.page);
    }
    for (const std::size_t piece : {1, 2, 3, 5, 1000}) {
        for (const std::size_t most : {1, 4, 1000}) {
            EXPECT_EQ(read_pieces(bytes, encoding, piece, most), whole) << piece << ", " << most;
        }
    }
}

TEST(TextStream, GivesBrokenAndWholeSequencesAsTheWholeTextDoes) {
    std::mt19937 random(5);
    const std::string_view parts[] = {"a",    "\xC3\xB6", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xF6", "\x94",
                                      "\xE2", "\xE2\x82", "\xF0",         "\xF0\x9F\x98",     "\xC3", "\n",
                                      "Ulm",  "5"};
    for (int i = 0; i < 200; ++i) {
        std::string text(200, '.');  // few enough are foreign
        for (int part = 0; part < 12; ++part) {
            text.insert(random() % (text.size() + 1), parts[random() % std::size(parts)]);
        }
        expect_same_in_pieces(i % 2 == 0 ? text : "\xEF\xBB\xBF" + text);
    }
}

TEST(TextStream, GivesBrokenAndWholeSurrogatesAsTheWholeTextDoes) {
    std::mt19937 random(6);
    const std::string_view parts[] = {{"a\0", 2},      {"\xF6\0", 2},   {"\xAC\x20", 2}, {"\x3D\xD8\x00\xDE", 4},
                                      {"\x3D\xD8", 2}, {"\x00\xDE", 2}, {"\n\0", 2}};
    for (int i = 0; i < 200; ++i) {
        std::string text = "\xFF\xFE";
        for (int part = 0; part < 100; ++part) {
            text += parts[part % 10 == 0 ? random() % std::size(parts) : random() % 3];
        }
        expect_same_in_pieces(i % 2 == 0 ? text : text + "\xD8");
        std::string swapped = text;  // the other byte order
        for (std::size_t k = 0; k + 1 < swapped.size(); k += 2) {
            std::swap(swapped[k], swapped[k + 1]);
        }
        expect_same_in_pieces(swapped);
    }
}

TEST(TextStream, RefusesWhatTheWholeTextIsRefusedFor) {
    expect_same_in_pieces("a,b\n" + std::string("\0", 1) + "1,2\xF6\n");
    expect_same_in_pieces("\xEF\xBB\xBF" + std::string("a\xF6\0", 3));
    expect_same_in_pieces("1,2\n\xF6\xF6\xF6\xF6\n");
    expect_same_in_pieces("1,2\n\x01\x02\x03\n\xF6 and more text to keep its share low");
    expect_same_in_pieces("\xFE\xFF" + std::string("\xD8\0\xD8\0", 4));
    expect_same_in_pieces("\xFE\xFF" + std::string("\0a\0\0", 4));
}

// 1 MiB of text without foreign bytes in its first 256 KiB: all of them choose.
TEST(FindPage, LetsAllBytesBehindTheSampleChoose) {
    std::string text;
    while (text.size() < (std::size_t{1} << 20)) {
        text += "17,2020-01-02,5,Ulm\n";
    }
    const test::TemporaryFolder folder;
    const auto page_of = [&](const std::string& bytes) {
        return find_page(folder.file("late.csv", bytes), {}, Packing::none);
    };
    EXPECT_EQ(page_of(text), CodePage::windows1252);
    EXPECT_EQ(page_of(text + "K\x94ln\nM\x81nchen\nN\xFCrnberg\n"), CodePage::cp437);
    EXPECT_EQ(page_of(text + "K\x94ln\nM\xFCnchen\nN\xFCrnberg\n"), CodePage::windows1252);
    EXPECT_EQ(page_of("K\x94ln\n" + text + "M\xFCnchen\nN\xFCrnberg\n"), CodePage::cp437);
    // Neighbours on both sides of the end of a piece (64 KiB).
    for (std::size_t end = 3 * 65'536 - 3; end <= 3 * 65'536 + 3; ++end) {
        EXPECT_EQ(page_of(std::string(end, '.') + "K\x94ln" + std::string(9, '.')), CodePage::cp437) << end;
    }
}

}  // namespace
}  // namespace rfmeans::ingest
