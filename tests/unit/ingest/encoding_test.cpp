#include "ingest/encoding.hpp"

#include "ingest/utf16.hpp"
#include "unit/ingest/ingest_support.hpp"
#include "unit/ingest/packed.hpp"

namespace rfmeans::ingest {
namespace {

using test::attribute;
using test::read_text;
using test::refuse_text;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::string decode(const std::string& bytes) {
    return decode_text(bytes, "x").text;
}

std::string wide(const std::u16string& text, ByteOrder order) {
    std::string bytes;
    for (const char16_t unit : text) {
        const auto low = static_cast<char>(unit & 0xFFU), high = static_cast<char>(unit >> 8U);
        bytes += order == ByteOrder::little ? low : high;
        bytes += order == ByteOrder::little ? high : low;
    }
    return bytes;
}

const std::u16string kMark = u"\uFEFF";

TEST(DecodeText, ReadsUtf16OfBothByteOrders) {
    const std::u16string text = u"\uFEFFKöln € 東京 \U0001F600\n";
    for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
        EXPECT_EQ(decode(wide(text, order)), "Köln € 東京 \U0001F600\n");
    }
    EXPECT_EQ(decode_text(wide(text, ByteOrder::little), "x").encoding.form, UnicodeForm::utf16_little);
    EXPECT_EQ(decode_text(wide(text, ByteOrder::big), "x").encoding.form, UnicodeForm::utf16_big);
}

TEST(DecodeText, ReadsTheEndsOfThePlanesOfUtf16) {
    const std::u16string units = {0xFEFF, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0xD800, 0xDC00, 0xDBFF, 0xDFFF};
    EXPECT_EQ(decode(wide(units, ByteOrder::big)),
              "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
}

TEST(DecodeText, ReplacesAndCountsBrokenUtf16) {
    const std::u16string rest = u" and forty or more units that are well-formed";
    const std::u16string high(1, 0xD83D), low(1, 0xDE00);
    for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
        const auto text = decode_text(wide(kMark + low + u"a" + high + u"b" + high + high + low + rest, order), "x");
        EXPECT_EQ(text.text.substr(0, 15), "\uFFFDa\uFFFDb\uFFFD\U0001F600");
        EXPECT_EQ(text.encoding.foreign_bytes, 3);
        const auto odd = decode_text(wide(kMark + rest, order) + "x", "x");
        EXPECT_TRUE(odd.text.ends_with("well-formed\uFFFD"));
        EXPECT_EQ(odd.encoding.foreign_bytes, 1);
        EXPECT_TRUE(decode(wide(kMark + rest + high, order)).ends_with("well-formed\uFFFD"));
    }
}

TEST(DecodeText, RefusesWhatOnlyLooksLikeUtf16) {
    EXPECT_THAT(refuse_text(std::string("\xFF\xFE\0\0c\0\0\0", 8)), HasSubstr("UTF-32"));
    EXPECT_THAT(refuse_text(std::string("\0\0\xFE\xFF\0\0\0c", 8)), HasSubstr("UTF-32"));
    EXPECT_THAT(refuse_text(std::string("c\0,\0d\0", 6)), HasSubstr("UTF-16 needs a byte order mark"));
    EXPECT_THAT(refuse_text(wide(kMark + std::u16string(3, 0xDC00) + u"abc", ByteOrder::big)), HasSubstr("no text"));
    EXPECT_THAT(refuse_text(wide(kMark + u"customer" + std::u16string(1, 0) + u"date", ByteOrder::big)),
                HasSubstr("character 9 is NUL"));
    EXPECT_THAT(refuse_text("\xFE\xFF"), HasSubstr("only blank lines"));
    EXPECT_THAT(refuse_text("\xFF\xFE\n"), HasSubstr("no text"));
}

// What Python's codec says of all 128 bytes.
TEST(DecodeText, KnowsAllOfCp437) {
    std::string bytes =
        "stra\xE1"
        "e k\x81hl m\x84"
        "dchen s\x94hne " +
        std::string(2000, '.') + '\n';
    for (int byte = 0x80; byte < 0x100; ++byte) {
        bytes += static_cast<char>(byte);
        bytes += ' ';
    }
    const auto text = decode_text(bytes, "x");
    EXPECT_EQ(text.encoding.page, CodePage::cp437);
    EXPECT_EQ(text.encoding.foreign_bytes, 132);
    std::string all = text.text.substr(text.text.find('\n') + 1);
    std::erase(all, ' ');
    EXPECT_EQ(all,
              "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
              "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0");
}

TEST(DecodeText, TellsCp437FromWindows1252ByLettersInWords) {
    const auto page = [](const std::string& text) {
        return decode_text(text + std::string(200, '.'), "x").encoding.page;
    };
    // Cologne, Zürich, Málaga, Coruña, Århus, Malmö, São Paulo and crème in either page.
    for (const char* dos : {"K\x94ln", "Z\x81rich",
                            "M\xA0laga,Coru\xA4"
                            "a",
                            "\x8Frhus", "Malm\x94", "cr\x8Ame", "\x99STERREICH",
                            "\x9C"
                            "5.00",
                            "it's,caf\x82,na\x8Bve"}) {
        EXPECT_EQ(page(dos), CodePage::cp437) << dos;
    }
    for (const char* windows : {"K\xF6ln",
                                "Z\xFCrich",
                                "M\xE1laga",
                                "Coru\xF1"
                                "a",
                                "\xC5rhus",
                                "\xC4ngelholm",
                                "Malm\xF6",
                                "S\xE3o Paulo",
                                "cr\xE8me",
                                "\xD6STERREICH",
                                "\xA3"
                                "5.00",
                                "5\x80",
                                "it\x92s",
                                "\x93hello\x94",
                                "\x84hallo\x93",
                                "a \x96 b",
                                "1\xA0"
                                "234",
                                "2019\x96"
                                "2020",
                                "no\xA0"
                                "break",
                                "wait\x85",
                                "\x95 dot",
                                "\xAE",
                                "\xFF"}) {
        EXPECT_EQ(page(windows), CodePage::windows1252) << windows;
    }
}

TEST(DecodeText, FindsAForeignByteAtEveryPlace) {
    for (std::size_t before = 0; before < 20; ++before) {
        for (std::size_t behind = 12; behind < 32; ++behind) {
            const std::string left(before, 'a'), right(behind, 'b');
            EXPECT_EQ(decode(left + '\xF6' + right), left + "ö" + right);
            EXPECT_EQ(decode(left + "ö" + right), left + "ö" + right);
        }
    }
}

TEST(DecodeText, LetsMostBytesChooseThePage) {
    EXPECT_EQ(
        decode("K\x94ln M\x81nchen N\x81rnberg caf\xE9 \xC3\xA4 and more plain text to keep the share of others low"),
        "Köln München Nürnberg cafΘ ä and more plain text to keep the share of others low");
    EXPECT_EQ(
        decode("K\xF6ln M\xFCnchen N\xFCrnberg caf\x82 \xC3\xA4 and more plain text to keep the share of others low"),
        "Köln München Nürnberg caf‚ ä and more plain text to keep the share of others low");
}

TEST(DecodeText, ReadsTheHeadAndTheWholeFileInOnePage) {
    std::string text =
        "customer,date,total,Gr\x94\xE1"
        "e\n";
    for (int i = 0; i < 100'000; ++i) {  // 2 MB; the bytes behind the head speak for windows-1252
        text += std::to_string(i % 7) + ",2020-01-02,5," + (i < 60'000 ? "a\n" : i % 2 == 0 ? "K\xF6ln\n" : "Ulm\n");
    }
    const auto shop = read_text(text);
    EXPECT_THAT(std::get<TextValues>(attribute(shop, "Größe").values).dictionary, ElementsAre("K÷ln", "Ulm", "a"));
    EXPECT_THAT(shop.files[0].dialect, HasSubstr("bytes read as CP437"));
}

// The same shop in every encoding and packing.
TEST(DecodeText, GivesTheSameRowsInEveryEncoding) {
    const std::u16string rows16 =
        u"customer;date;total;Straße;Größe\n1;2020-01-01;5,5;Königsstraße;groß\n2;2020-01-02;7;Übergasse;klein\n";
    const std::string rows8 =
        "customer;date;total;Straße;Größe\n1;2020-01-01;5,5;Königsstraße;groß\n2;2020-01-02;7;Übergasse;klein\n";
    const std::string windows =
        "customer;date;total;Stra\xDF"
        "e;Gr\xF6\xDF"
        "e\n1;2020-01-01;5,5;K\xF6nigsstra\xDF"
        "e;gro\xDF\n2;2020-01-02;7;\xDC"
        "bergasse;klein\n";
    const std::string dos =
        "customer;date;total;Stra\xE1"
        "e;Gr\x94\xE1"
        "e\n1;2020-01-01;5,5;K\x94nigsstra\xE1"
        "e;gro\xE1\n2;2020-01-02;7;\x9A"
        "bergasse;klein\n";
    const std::pair<std::string, const char*> spellings[] = {
        {rows8, "semicolon, header, UTF-8, LF"},
        {"\xEF\xBB\xBF" + rows8, "semicolon, header, UTF-8 with BOM, LF"},
        {wide(kMark + rows16, ByteOrder::little), "semicolon, header, UTF-16 LE, LF"},
        {wide(kMark + rows16, ByteOrder::big), "semicolon, header, UTF-16 BE, LF"},
        {windows, "semicolon, header, UTF-8 (7 bytes read as windows-1252), LF"},
        {dos, "semicolon, header, UTF-8 (7 bytes read as CP437), LF"}};
    const auto expected = read_text(rows8);
    for (const auto& [bytes, dialect] : spellings) {
        const std::pair<std::string, const char*> packings[] = {
            {bytes, ""}, {test::pack_gzip(bytes), ", gzip"}, {test::pack_zstd(bytes), ", zstd"}};
        for (const auto& [packed, suffix] : packings) {
            const auto shop = read_text(packed);
            EXPECT_EQ(shop.files[0].dialect, std::string(dialect) + suffix);
            EXPECT_EQ(test::sorted_rows(shop), test::sorted_rows(expected)) << dialect;
            for (const char* name : {"Straße", "Größe"}) {
                EXPECT_EQ(std::get<TextValues>(attribute(shop, name).values).dictionary,
                          std::get<TextValues>(attribute(expected, name).values).dictionary);
            }
        }
    }
}

TEST(DecodeText, ReadsTheHeadOfALongUtf16File) {
    std::u16string text = u"\uFEFFcustomer\tdate\ttotal\tcity\r\n";
    for (int i = 0; i < 40'000; ++i) {  // 1.9 MB, beyond the head of 1 MiB
        text += u"17\t2020-01-02\t5\t東京\U0001F600\r\n";
    }
    const test::TemporaryFolder folder;
    for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
        const std::string file = folder.file("long.txt", wide(text, order));
        EXPECT_THAT(sniff_transactions({file}, {}).files[0].dialect, AllOf(HasSubstr("tab"), HasSubstr("CRLF")));
        EXPECT_EQ(read_transactions({file}, {}).rows(), 40'000U);
    }
}

TEST(DecodeText, SurvivesAnyCutOfUtf16) {
    const std::string whole =
        wide(u"\uFEFFcustomer,date,total\n1,2020-01-01,5\n2,2020-01-02,\U0001F600\n", ByteOrder::big);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        try {
            EXPECT_LE(read_text(whole.substr(0, size), {.columns = {}, .max_rejects = 1}).rows(), 1U);
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()), "");
        }
    }
}

}  // namespace
}  // namespace rfmeans::ingest
