#include "ingest/decimal.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace rfmeans::ingest {
namespace {

using testing::HasSubstr;

std::optional<Decimal> read_decimal(std::string_view text) {
    return parse_decimal(text, DecimalMark::point).value;
}

TEST(ParseDecimal, ReadsPlainNumbersExactly) {
    EXPECT_EQ(read_decimal("12.50"), (Decimal{125, 1}));
    EXPECT_EQ(read_decimal("-0.001"), (Decimal{-1, 3}));
    EXPECT_EQ(read_decimal("+3"), (Decimal{3, 0}));
    EXPECT_EQ(read_decimal(".5"), (Decimal{5, 1}));
    EXPECT_EQ(read_decimal("7."), (Decimal{7, 0}));
    EXPECT_EQ(read_decimal("100"), (Decimal{100, 0}));
    EXPECT_EQ(read_decimal("-0.00"), (Decimal{0, 0}));
    EXPECT_EQ(read_decimal("000012"), (Decimal{12, 0}));
}

TEST(ParseDecimal, PassesOverAnyNumberOfZerosBehindTheLastDecimal) {
    const std::string zeros(50, '0');
    EXPECT_EQ(parse_decimal("1234.5" + zeros, DecimalMark::point).value, (Decimal{12'345, 1}));
    EXPECT_EQ(parse_decimal("-7." + zeros, DecimalMark::point).value, (Decimal{-7, 0}));
    EXPECT_EQ(parse_decimal("0,85" + zeros, DecimalMark::comma).value, (Decimal{85, 2}));
    EXPECT_EQ(parse_decimal("1" + zeros, DecimalMark::point).value, std::nullopt);
    EXPECT_EQ(parse_decimal("1234.5" + zeros + "1", DecimalMark::point).value, std::nullopt);
}

TEST(ParseDecimal, ReadsExponents) {
    EXPECT_EQ(read_decimal("1e-05"), (Decimal{1, 5}));
    EXPECT_EQ(read_decimal("1.25E2"), (Decimal{125, 0}));
    EXPECT_EQ(read_decimal("12e+1"), (Decimal{120, 0}));
    EXPECT_EQ(read_decimal("0e999999999999"), (Decimal{0, 0}));
    EXPECT_FALSE(read_decimal("1e"));
    EXPECT_FALSE(read_decimal("1e+"));
    EXPECT_FALSE(read_decimal("1e99999999999999999999"));
    EXPECT_FALSE(read_decimal("1e-99999999999999999999"));
}

TEST(ParseDecimal, ReadsDecimalCommasOnlyWhereAsked) {
    EXPECT_EQ(parse_decimal("12,5", DecimalMark::comma).value, (Decimal{125, 1}));
    EXPECT_FALSE(parse_decimal("12.5", DecimalMark::comma).value);
    EXPECT_FALSE(read_decimal("12,5"));
}

TEST(ParseDecimal, HoldsTheWholeOfInt64AndNotMore) {
    EXPECT_EQ(read_decimal("9223372036854775807"), (Decimal{std::numeric_limits<std::int64_t>::max(), 0}));
    EXPECT_EQ(read_decimal("-9223372036854775807"), (Decimal{-std::numeric_limits<std::int64_t>::max(), 0}));
    EXPECT_FALSE(read_decimal("9223372036854775808"));
    EXPECT_EQ(read_decimal("9.000000000000000000000000000"), (Decimal{9, 0}));
    EXPECT_EQ(read_decimal("0.000000000000000001"), (Decimal{1, 18}));
    EXPECT_FALSE(read_decimal("0.0000000000000000001"));
    EXPECT_FALSE(read_decimal("99999999999999999999999999999999999999999999999999"));
    EXPECT_FALSE(read_decimal("1.23456789012345678901234567890123456789012345678901234567890"));
}

TEST(ParseDecimal, SaysWhatIsWrong) {
    const auto problem = [](std::string_view text) {
        return std::string(parse_decimal(text, DecimalMark::point).problem);
    };
    EXPECT_THAT(problem("$12.50"), HasSubstr("currency"));
    EXPECT_THAT(problem("12.50 €"), HasSubstr("currency"));
    EXPECT_THAT(problem("1,234.50"), HasSubstr("thousands"));
    EXPECT_THAT(problem("1 234"), HasSubstr("thousands"));
    EXPECT_THAT(problem("1.234.567"), HasSubstr("thousands"));
    EXPECT_THAT(problem("abc"), HasSubstr("no number"));
    EXPECT_THAT(problem("12a"), HasSubstr("no number"));
    EXPECT_THAT(problem("-"), HasSubstr("no number"));
    EXPECT_THAT(problem("."), HasSubstr("no number"));
    EXPECT_THAT(problem("inf"), HasSubstr("no number"));
    EXPECT_THAT(problem("9223372036854775808"), HasSubstr("64-bit"));
    EXPECT_THAT(problem("0.1234567890123456789"), HasSubstr("18 decimal places"));
}

TEST(Multiply, IsExact) {
    EXPECT_EQ(multiply({6, 0}, {255, 2}), (Decimal{153, 1}));
    EXPECT_EQ(multiply({-3, 0}, {1, 3}), (Decimal{-3, 3}));
    EXPECT_EQ(multiply({5, 1}, {2, 0}), (Decimal{1, 0}));
    EXPECT_EQ(multiply({0, 0}, {255, 2}), (Decimal{0, 0}));
}

TEST(Multiply, RefusesWhatInt64DoesNotHold) {
    EXPECT_FALSE(multiply({std::int64_t{1} << 62, 0}, {2, 0}));
    EXPECT_FALSE(multiply({1, 10}, {1, 10}));
}

TEST(Rescale, RefusesWhatInt64DoesNotHold) {
    EXPECT_EQ(rescale({153, 1}, 3), 15300);
    EXPECT_FALSE(rescale({1'000'000'000'000, 0}, 8));
}

TEST(FormatDecimal, WritesAllPlaces) {
    EXPECT_EQ(format_decimal(8'911'407'904, 3), "8911407.904");
    EXPECT_EQ(format_decimal(-5, 2), "-0.05");
    EXPECT_EQ(format_decimal(0, 2), "0.00");
    EXPECT_EQ(format_decimal(0, 0), "0");
    EXPECT_EQ(format_decimal(1200, 0), "1200");
    EXPECT_EQ(format_decimal(-120, 1), "-12.0");
}

TEST(IsMissingNumber, KnowsTheUsualWords) {
    for (const char* text : {"", "NA", "nan", "NULL", "None", "n/a"}) {
        EXPECT_TRUE(is_missing_number(text)) << text;
    }
    EXPECT_FALSE(is_missing_number("0"));
    EXPECT_FALSE(is_missing_number("nanometre"));
}

}  // namespace
}  // namespace rfmeans::ingest
