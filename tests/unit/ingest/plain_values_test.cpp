// What the fast readers accept has the value that parse_decimal, parse_time and MarkUsage give.
#include "ingest/plain_values.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "ingest/date_memo.hpp"
#include "ingest/date_parser.hpp"

namespace rfmeans::ingest {
namespace {

// With bytes behind it that may be read and must not matter.
std::string padded(const std::string& text) {
    return text + "9.9-9:9 9,9\"9999999999";
}

std::optional<Decimal> read_number(const std::string& text, DecimalMark mark) {
    const std::string room = padded(text);
    const PlainNumber number = read_plain_number(std::string_view(room).substr(0, text.size()), mark);
    return number.length == 0 ? std::nullopt : std::optional(drop_zeros(number.mantissa, number.scale));
}

std::int64_t read_plain_time(const std::string& text) {
    static const MonthTable months;
    const std::string room = padded(text);
    return read_iso_time(std::string_view(room).substr(0, text.size()), months);
}

TEST(PlainNumbers, AcceptsUpToEightDigitsAndMark) {
    EXPECT_EQ(read_number("12.50", DecimalMark::point), (Decimal{125, 1}));
    EXPECT_EQ(read_number("-1234567.", DecimalMark::point), (Decimal{-1234567, 0}));
    EXPECT_EQ(read_number("+.0012345", DecimalMark::point), (Decimal{12345, 7}));
    EXPECT_EQ(read_number("99999999", DecimalMark::comma), (Decimal{99999999, 0}));
    EXPECT_EQ(read_number("-0,00", DecimalMark::comma), (Decimal{0, 0}));
    for (const char* text : {"", "-", ".", "-.", "1.2.3", "1,2", "1e5", " 1", "1 ", "123456789", "--1", "1-", "\"1\"",
                             "1:2", "/1", "\xB1"}) {
        EXPECT_FALSE(read_number(text, DecimalMark::point)) << text;
    }
}

TEST(PlainNumbers, AgreeWithParseDecimalOnRandomTexts) {
    constexpr std::string_view kCharacters = "0123456789012345678900..,-+ e\"/:\x80\xFF";
    std::mt19937 random(11);
    int accepted = 0;
    for (int i = 0; i < 300'000; ++i) {
        std::string text;
        for (auto left = random() % 10; left > 0; --left) {
            text += kCharacters[random() % kCharacters.size()];
        }
        for (const DecimalMark mark : {DecimalMark::point, DecimalMark::comma}) {
            const auto found = read_number(text, mark);
            ASSERT_TRUE(!found || found == parse_decimal(text, mark).value) << text;
            accepted += found ? 1 : 0;
        }
    }
    EXPECT_GT(accepted, 10'000);
}

TEST(DropZeros, AgreesWithDivision) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 100'000; ++i) {
        const std::int64_t digits = static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000;
        const int scale = static_cast<int>(random() % 15);
        ASSERT_EQ(drop_zeros(digits, scale), *multiply({digits, scale}, {1, 0})) << digits << " " << scale;
        ASSERT_EQ(drop_zeros(digits * 1'000'000'000, scale), *multiply({digits * 1'000'000'000, scale}, {1, 0}));
    }
}

TEST(IsoTimes, AreThoseOfParseTime) {
    EXPECT_EQ(read_plain_time("2011-12-09"), 1'323'388'800);
    EXPECT_EQ(read_plain_time("2011-12-09 12:50"), 1'323'388'800 + 46'200);
    EXPECT_EQ(read_plain_time("2011-12-09 12:50:07"), 1'323'388'800 + 46'207);
    for (const char* text :
         {"2011-02-29", "2011-13-01", "2011-00-10", "2011-01-00", "2011-12-09 24:00", "2011-12-09 12:60",
          "2011-12-09 12:50:60", "2011-12-09T12:50", "2011/12/09", "2011-12-09 12:50 07", "1899-12-31", "2100-01-01",
          "2011-12-9 ", "201l-12-09", "2011-12-09 1:500", "2011-12-09 12:5\xB0"}) {
        EXPECT_EQ(read_plain_time(text), kNoIsoTime) << text;
    }
}

TEST(IsoTimes, AgreeWithParseTimeOnEveryDayAndOnBrokenTexts) {
    for (int day = day_from_civil(1900, 1, 1); day < day_from_civil(2100, 1, 1); ++day) {
        const std::string text = format_day(day);
        ASSERT_EQ(read_plain_time(text), day * kSecondsPerDay) << text;
    }
    std::mt19937 random(3);
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text = format_time(static_cast<std::int64_t>(random()) - 1'000'000'000);
        text.resize(random() % 2 == 0 ? 19 : 16);
        text[random() % text.size()] = "0123456789-: /T"[random() % 15];
        const std::int64_t found = read_plain_time(text);
        ASSERT_TRUE(found == kNoIsoTime || found == parse_time(text, DateFormat::ymd).value) << text;
        accepted += found == kNoIsoTime ? 0 : 1;
    }
    EXPECT_GT(accepted, 50'000);
}

TEST(DateMemo, KnowsWhatParseTimeAndFindFitsSay) {
    std::mt19937 random(9);
    DateMemo memo;
    const std::string_view times[] = {"",       " 8:26",  " 08:26:59",   " 8:26 PM", "T08:26",
                                      ", 8:26", " 25:00", " 8:26+01:00", "  8:26",   " "};
    for (int i = 0; i < 50'000; ++i) {
        const auto one = 1 + random() % 13, two = 1 + random() % 32;
        std::string text = fmt::format(fmt::runtime(random() % 2 == 0 ? "{}/{}/{}" : "{:02}-{:02}-{}"), one, two,
                                       random() % 2 == 0 ? 2011 : 11);
        text = random() % 8 == 0 ? fmt::format("{} Dec 2011", two) : text;
        text += times[random() % std::size(times)];
        for (const DateFormat format :
             {DateFormat::dmy, DateFormat::mdy, DateFormat::yymd, DateFormat::named, DateFormat::ymd}) {
            const auto known = memo.find(text, format);
            ASSERT_EQ(known ? std::optional(known->time) : std::nullopt, parse_time(text, format).value) << text;
            if (known) {
                const DateFits fits = find_fits(text);
                ASSERT_EQ(known->fits.formats, fits.formats) << text;
                ASSERT_EQ(known->fits.differing, fits.differing) << text;
            }
        }
    }
}

}  // namespace
}  // namespace rfmeans::ingest
