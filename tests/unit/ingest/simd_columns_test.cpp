// Columns that are read with vectors have the values that one row after the other has, on every target.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <random>
#include <string>

#include "ingest/amount_range.hpp"
#include "ingest/plain_id.hpp"
#include "ingest/plain_values.hpp"
#include "ingest/simd_dates.hpp"
#include "ingest/simd_numbers.hpp"
#include "ingest/simd_structure.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

// Calls `check` for each target of this machine.
template <class Check>
void on_every_target(const Check& check) {
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
        hwy::SetSupportedTargetsForTest(rest & -rest);
        SCOPED_TRACE(hwy::TargetName(rest & -rest));
        check();
        if (testing::Test::HasFatalFailure()) {
            break;
        }
    }
    hwy::SetSupportedTargetsForTest(0);
}

/// Rows of one field, or of a field behind another one.
class WrittenColumn {
public:
    WrittenColumn(const std::vector<std::string>& fields, std::size_t stride) {
        for (const std::string& field : fields) {
            for (std::size_t other = 1; other < stride; ++other) {
                text_ += "7,";
                ends_.push_back(static_cast<std::uint32_t>(text_.size() - 1));
            }
            text_ += field;
            ends_.push_back(static_cast<std::uint32_t>(text_.size()));
            text_ += '\n';
        }
        text_ += std::string(kBlockBytes, '9');  // readable, and no part of any field
        fields_ = {text_, ends_.data() + stride, stride, fields.size()};
    }
    WrittenColumn(const WrittenColumn&) = delete;
    WrittenColumn& operator=(const WrittenColumn&) = delete;

    [[nodiscard]] const FieldColumn& fields() const { return fields_; }

private:
    std::string text_;
    std::vector<std::uint32_t> ends_ = {static_cast<std::uint32_t>(-1)};
    FieldColumn fields_;
};

std::vector<std::string> random_texts(std::string_view characters, std::size_t longest, std::size_t count) {
    std::mt19937 random(static_cast<unsigned>(count));
    std::vector<std::string> texts(count);
    for (std::string& text : texts) {
        for (std::size_t left = random() % (longest + 1); left > 0; --left) {
            text += characters[random() % characters.size()];
        }
    }
    return texts;
}

void check_numbers(const std::vector<std::string>& texts, DecimalMark mark, std::size_t stride) {
    const WrittenColumn column(texts, stride);
    NumberColumn numbers;
    read_number_column(column.fields(), mark, numbers);
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const std::string_view text = column.fields().field(row);
        ASSERT_EQ(text, texts[row]);
        const PlainNumber number = read_plain_number(text, mark);
        const bool digit_first = !text.empty() && text[0] >= '0' && text[0] <= '9';
        const bool sure = !number.marked || (number.scale != 0 && number.scale != 3);
        const bool plain = number.length > 0 && digit_first && sure;
        ASSERT_EQ(numbers.odd[row], !plain) << text;
        ASSERT_EQ(numbers.marked[row], plain && number.marked) << text;
        if (plain) {
            ASSERT_EQ(numbers.values[row], number.mantissa) << text;
            ASSERT_EQ(numbers.scales[row], number.scale) << text;
        }
    }
}

TEST(NumberColumns, AreWhatReadPlainNumberReads) {
    on_every_target([] {
        for (const std::size_t count : {1, 7, 8, 63, 64, 65, 128, 129, 4000}) {
            for (const DecimalMark mark : {DecimalMark::point, DecimalMark::comma}) {
                ASSERT_NO_FATAL_FAILURE(
                    check_numbers(random_texts("01234567890123456789..,", 9, count), mark, 1 + count % 3));
                ASSERT_NO_FATAL_FAILURE(check_numbers(random_texts("0123459.,-+ \"/:e\x80\xFF", 6, count), mark, 2));
            }
        }
        ASSERT_NO_FATAL_FAILURE(check_numbers(
            {"0", "00", "1.5", "1.50", "1.234", ".5", "5.", ".", "99999999", "9999.999", "123456789", "1.2.3", ""},
            DecimalMark::point, 1));
    });
}

TEST(IdColumns, AreWhatReadPlainIdReadsOfEightDigits) {
    on_every_target([] {
        for (const char* characters : {"0123456789", "01", "0123456789 \"A-"}) {
            for (const std::size_t count : {1, 9, 65, 3000}) {
                const std::vector<std::string> texts = random_texts(characters, 10, count);
                const WrittenColumn column(texts, 3);
                NumberColumn ids;
                read_id_column(column.fields(), ids);
                for (std::size_t row = 0; row < count; ++row) {
                    const auto id = texts[row].size() <= 8 ? read_plain_id(texts[row]) : std::nullopt;
                    ASSERT_EQ(ids.odd[row], !id) << texts[row];
                    ASSERT_TRUE(!id || ids.values[row] == *id) << texts[row];
                }
            }
        }
    });
}

void check_times(const std::vector<std::string>& texts) {
    static const MonthTable months;
    const WrittenColumn column(texts, 2);
    ValueColumn times;
    read_iso_column(column.fields(), times);
    for (std::size_t row = 0; row < texts.size(); ++row) {
        ASSERT_EQ(times[row], read_iso_time(column.fields().field(row), months)) << texts[row];
    }
}

// Also the days that there are not: up to the 33rd of each month.
TEST(IsoColumns, AreWhatReadIsoTimeReadsOnEveryDay) {
    std::vector<std::string> texts;
    for (int year = 1898; year <= 2101; ++year) {
        for (int month = 0; month <= 13; ++month) {
            for (int day = 0; day <= 33; day += day == 2 ? 25 : 1) {
                texts.push_back(fmt::format("{}-{:02}-{:02}{}", year, month, day, day % 2 == 0 ? "" : " 23:59:58"));
            }
        }
    }
    on_every_target([&] { check_times(texts); });
}

TEST(IsoColumns, AreWhatReadIsoTimeReadsOfOtherTexts) {
    constexpr std::string_view kCharacters = "0123456789-: T/.\"9\x80\xFF";
    std::mt19937 random(3);
    std::vector<std::string> texts;
    for (int i = 0; i < 20'000; ++i) {
        std::string text =
            fmt::format("2011-12-{:02} {:02}:{:02}:{:02}", random() % 32, random() % 25, random() % 61, random() % 61);
        text.resize(std::array{19, 16, 10, 19, 16, 10, 12, 0}[random() % 8]);
        if (!text.empty() && random() % 3 == 0) {
            text[random() % text.size()] = kCharacters[random() % kCharacters.size()];
        }
        texts.push_back(text);
        texts.resize(texts.size() + random() % 12, text);  // many rows of one day come one behind the other
    }
    texts.emplace_back(10, '\0');
    on_every_target([&] { check_times(texts); });
}

TEST(RowColumns, AreMultipliedComparedAndBoundedRowByRow) {
    std::mt19937_64 random(9);
    on_every_target([&] {
        for (std::size_t rows = 1; rows < 150; rows += rows < 20 ? 1 : 13) {
            ValueColumn a(rows + kColumnSlack), b(rows + kColumnSlack), products;
            for (std::size_t row = 0; row < a.size(); ++row) {
                a[row] = static_cast<std::int64_t>(random() % 3 == 0 ? random() % 100'000'000 : 4);
                b[row] = static_cast<std::int64_t>(random() % 4 == 0 ? random() % 100'000'000 : 5);
            }
            multiply_columns(a, b, rows, products);
            RowBits changes;
            const std::array<const ValueColumn*, 2> both = {&a, &b};
            mark_changes(both, rows, changes);
            const ValueRange range = range_of(products, rows);
            for (std::size_t row = 0; row < rows; ++row) {
                ASSERT_EQ(products[row], a[row] * b[row]);
                ASSERT_EQ(changes[row], row == 0 || a[row] != a[row - 1] || b[row] != b[row - 1]) << row;
            }
            const auto end = products.begin() + static_cast<std::ptrdiff_t>(rows);
            ASSERT_EQ(range.least, *std::min_element(products.begin(), end));
            ASSERT_EQ(range.most, *std::max_element(products.begin(), end));
        }
    });
}

TEST(RowBits, AreFoundCountedAndVisitedInTheirOrder) {
    std::mt19937 random(2);
    for (const std::size_t rows : {1, 63, 64, 65, 200}) {
        RowBits bits, others;
        bits.reset(rows);
        others.reset(rows);
        std::vector<std::size_t> expected;
        std::size_t alone = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            const bool one = random() % 5 == 0, other = random() % 2 == 0;
            if (one) {
                bits.set(row);
                expected.push_back(row);
            }
            if (other) {
                others.set(row);
            }
            alone += one && !other ? 1 : 0;
        }
        bits.set(rows);  // behind the rows: no matter
        std::vector<std::size_t> visited, found;
        bits.for_each(rows, [&](std::size_t row) { visited.push_back(row); });
        for (std::size_t row = bits.next(0, rows); row < rows; row = bits.next(row + 1, rows)) {
            found.push_back(row);
        }
        EXPECT_EQ(visited, expected);
        EXPECT_EQ(found, expected);
        EXPECT_EQ(bits.count(rows), expected.size());
        EXPECT_EQ(bits.count_without(others, rows), alone);
    }
}

struct Places {
    std::vector<std::uint32_t> places, inner;
    std::size_t line_feeds = 0;

    bool operator==(const Places&) const = default;
};

// All separators of the text; without carriage returns and lines in quotes also those that were marked.
TEST(Separators, AreThoseThatWereMarked) {
    on_every_target([] {
        int well_formed = 0, marked_alike = 0;
        for (const std::string_view pieces : {"a,\n", "ab,\n\"", "abcdefgh,\n\""}) {
            for (std::size_t size = 1; size < 400; size += size < 140 ? 1 : 29) {
                std::string text = random_texts(pieces, 0, 1)[0];
                std::mt19937 random(static_cast<unsigned>(size));
                while (text.size() < size) {
                    text += random() % 4 == 0 && pieces.ends_with('"')
                                ? std::string("\"x,y\",")
                                : std::string(1, pieces[random() % (pieces.size() - 1)]);
                }
                text.resize(size);
                const std::string room = text + std::string(kBlockBytes, '"');
                const std::string_view view = std::string_view(room).substr(0, size);
                const auto list = [&](const auto& scan) {
                    Places found{std::vector<std::uint32_t>(size + 64), std::vector<std::uint32_t>(size + 64)};
                    Separators separators{found.places.data(), found.inner.data()};
                    scan(separators);
                    found.places.resize(separators.count);
                    found.inner.resize(separators.inner);
                    found.line_feeds = separators.line_feeds;
                    return found;
                };
                BlockState state;
                bool whole = false;
                const Places expected = list([&](Separators& separators) {
                    whole = find_separators(view, 0, size, ',', state, separators) == size;
                });
                std::vector<std::uint64_t> bits(size / kBlockBytes + 1);
                const MarkedText marked = mark_separators(view, ',', bits.data());
                ASSERT_EQ(marked.well_formed, whole) << text;
                if (!whole) {
                    continue;
                }
                ++well_formed;
                ASSERT_EQ(marked.inner_lines, !expected.inner.empty()) << text;
                ASSERT_TRUE(marked.plain) << text;
                const Places listed = list([&](Separators& separators) {
                    const std::size_t middle = size / 2 / kBlockBytes * kBlockBytes;
                    list_separators(view, bits.data(), 0, middle, separators);
                    list_separators(view, bits.data(), middle, size, separators);
                });
                if (!marked.inner_lines) {
                    ASSERT_EQ(listed, expected) << text;
                    ++marked_alike;
                }
            }
        }
        EXPECT_GE(well_formed, 100);
        EXPECT_GE(marked_alike, 100);
    });
}

TEST(Separators, TellTextsThatAreNotPlain) {
    on_every_target([] {
        for (std::size_t place = 0; place < 130; ++place) {
            for (const char odd : {'\r', '\t', '\x01', '\x1F', '\x7F', '\x80', '\xFF', ' '}) {
                std::string text(130, 'x');
                text[place] = odd;
                const std::string room = text + std::string(kBlockBytes, '\x01');
                std::vector<std::uint64_t> bits(8);
                const MarkedText marked = mark_separators(std::string_view(room).substr(0, 130), ',', bits.data());
                ASSERT_TRUE(marked.well_formed);
                ASSERT_EQ(marked.plain, odd == ' ' || odd == '\x7F') << place << " " << static_cast<int>(odd);
            }
        }
    });
}

TEST(AmountRange, DropsTheZerosOfWrittenAmounts) {
    std::mt19937 random(8);
    for (int i = 0; i < 300; ++i) {
        AmountRange written, dropped;
        const int finest = static_cast<int>(random() % 7);
        for (std::int64_t line = 0; line < 40; ++line) {
            const Decimal amount{static_cast<std::int64_t>(random() % 50) * (random() % 3 == 0 ? 10 : 1),
                                 static_cast<int>(random() % static_cast<unsigned>(finest + 1))};
            written.note_written(amount, {0, 0, line});
            dropped.note(drop_zeros(amount.mantissa, amount.scale), {0, 0, line});
        }
        EXPECT_EQ(written.decimals(), dropped.decimals());
        EXPECT_NO_THROW(written.check([](const RowPlace&) { return ""; }));
    }
}

TEST(AmountRange, NamesWrittenAmountsThatNeedTooMuchRoom) {
    AmountRange range;
    range.note_written({100, 2}, {0, 0, 1});
    range.note_written({1'000'000'000'000'000, 0}, {0, 0, 2});
    range.note_written({12'345, 5}, {0, 0, 3});
    try {
        range.check([](const RowPlace& place) { return fmt::format("line {}", place.line); });
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).substr(0, 60),
                  "the amounts need 5 decimal places (line 3: 0.12345), at whic");
    }
}

}  // namespace
}  // namespace rfmeans::ingest
