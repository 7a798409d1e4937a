#include "ingest/simd_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/plain_values.hpp"

// For its count of bits.
#define HWY_WANT_AVX3_DL
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/simd_numbers.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::ingest::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

HWY_INLINE void MakeRoom(std::size_t rows, NumberColumn& numbers) {
    make_room(rows, numbers.values);
    make_room(rows, numbers.scales);
    numbers.odd.reset(rows);
    numbers.marked.reset(rows);
}

#if HWY_TARGET == HWY_SCALAR

template <bool kMarks>
void ReadColumn(const FieldColumn& fields, DecimalMark mark, NumberColumn& numbers) {
    MakeRoom(fields.rows, numbers);
    for (std::size_t row = 0; row < fields.rows; ++row) {
        const std::string_view text = fields.field(row);
        const bool digit = !text.empty() && text.front() >= '0' && text.front() <= '9';
        const PlainNumber number = digit ? read_plain_number(text, mark) : PlainNumber{};
        const bool plain = kMarks ? !number.marked || (number.scale != 0 && number.scale != 3)
                                  : !number.marked && (number.length == 1 || number.first != '0');
        numbers.values[row] = number.mantissa;
        numbers.scales[row] = number.scale;
        if (number.length == 0 || !plain) {
            numbers.odd.set(row);
        } else if (number.marked) {
            numbers.marked.set(row);
        }
    }
}

#else

using Words = hn::CappedTag<std::uint64_t, kColumnSlack>;
using WordBytes = hn::Repartition<std::uint8_t, Words>;
using Vector = hn::Vec<Words>;

constexpr std::uint64_t kZeroDigits = kEachByte * '0';

/// Rows that are read together: the words of all of them are loaded first, so that no vector waits for its parts to be
/// stored.
constexpr std::size_t kRowsTogether = 128;

/// First eight characters and lengths of fields.
struct Loaded {
    alignas(64) std::array<std::uint64_t, kRowsTogether> words, sizes;
};

HWY_INLINE void Load(const FieldColumn& fields, std::size_t from, std::size_t rows, Loaded& loaded) {
    const std::uint32_t* end = fields.ends + from * fields.stride;
    for (std::size_t i = 0; i < rows; ++i, end += fields.stride) {
        const std::uint32_t start = end[-1] + 1U;
        loaded.sizes[i] = *end - start;
        std::memcpy(&loaded.words[i], fields.text.data() + start, sizeof loaded.words[i]);
    }
    for (std::size_t i = rows; i % hn::Lanes(Words()) != 0; ++i) {
        loaded.words[i] = loaded.sizes[i] = 0;
    }
}

/// Digits at the high end, zeros before them.
struct Digits {
    Vector digits, scales;
    hn::Mask<Words> plain, marked;
};

template <bool kMarks>
HWY_INLINE Digits TakeDigits(Vector words, Vector sizes, DecimalMark mark) {
    const Words d;
    const auto zero = hn::Zero(d), one = hn::Set(d, 1);
    auto plain = hn::Lt(hn::Sub(sizes, one), hn::Set(d, 8));
    const auto shift = hn::Sub(hn::Set(d, 64), hn::ShiftLeft<3>(sizes));
    const auto numbers = hn::Xor(words, hn::Set(d, kZeroDigits));
    const auto x = hn::Shl(numbers, hn::And(shift, hn::Set(d, 63)));
    Digits result{x, zero, plain, hn::Ne(zero, zero)};
    if constexpr (kMarks) {
        const auto wanted = static_cast<std::uint8_t>(static_cast<char>(mark) ^ '0');
        const auto is_mark = hn::Eq(hn::BitCast(WordBytes(), x), hn::Set(WordBytes(), wanted));
        const auto marks = hn::BitCast(d, hn::VecFromMask(WordBytes(), is_mark));
        const auto marked = hn::Ne(marks, zero);
        // Bits below the first mark; all of them where there is none. The digits before it move up into its place.
        const auto below = hn::AndNot(marks, hn::Sub(marks, one));
        const auto before = hn::And(x, below);
        const auto behind = hn::AndNot(hn::Or(hn::ShiftLeft<8>(below), hn::Set(d, 0xFF)), x);
        result.digits = hn::IfThenElse(marked, hn::Or(hn::ShiftLeft<8>(before), behind), x);
        const auto scales = hn::Sub(hn::Set(d, 7), hn::ShiftRight<3>(hn::PopulationCount(below)));
        result.scales = hn::IfThenElseZero(marked, scales);
        // Digits before the mark: size - 1 - scale, which 2^64 - 1 is where there is no character.
        const auto digits_before = hn::Sub(hn::Sub(sizes, one), scales);
        const auto sure = hn::And(hn::Ne(hn::Min(scales, digits_before), zero), hn::Ne(scales, hn::Set(d, 3)));
        plain = hn::And(plain, hn::Or(hn::Not(marked), sure));
        result.marked = marked;
    } else {
        // No leading zero, but "0".
        const auto first = hn::And(numbers, hn::Set(d, 0xFF));
        plain = hn::And(plain, hn::Or(hn::Ne(first, zero), hn::Eq(sizes, one)));
    }
    const auto bytes = hn::BitCast(WordBytes(), result.digits);
    const auto beyond = hn::Xor(hn::Min(bytes, hn::Set(WordBytes(), 9)), bytes);
    result.plain = hn::And(plain, hn::Eq(hn::BitCast(d, beyond), zero));
    return result;
}

// Pairs, then fours, then all (D. Lemire, "Quickly parsing eight digits").
HWY_INLINE Vector ValueOf(Vector digits) {
    const Words d;
    const hn::Repartition<std::uint16_t, Words> halves;
    const hn::Repartition<std::uint32_t, Words> wholes;
    const auto tens = hn::BitCast(d, hn::Mul(hn::BitCast(halves, digits), hn::Set(halves, 10)));
    const auto pairs = hn::And(hn::Add(tens, hn::ShiftRight<8>(digits)), hn::Set(d, 0x00FF'00FF'00FF'00FFU));
    const auto hundreds = hn::BitCast(d, hn::Mul(hn::BitCast(halves, pairs), hn::Set(halves, 100)));
    const auto fours = hn::And(hn::Add(hundreds, hn::ShiftRight<16>(pairs)), hn::Set(d, 0x0000'FFFF'0000'FFFFU));
    const auto myriads = hn::BitCast(d, hn::Mul(hn::BitCast(wholes, fours), hn::Set(wholes, 10'000)));
    return hn::And(hn::Add(myriads, hn::ShiftRight<32>(fours)), hn::Set(d, 0xFFFF'FFFFU));
}

// Lanes are a power of two of at most eight, so the bits of one vector lie in one word.
HWY_INLINE void OrBits(hn::Mask<Words> mask, std::size_t row, std::vector<std::uint64_t>& words) {
    std::array<std::uint8_t, 8> bits{};
    hn::StoreMaskBits(Words(), mask, bits.data());
    words[row / 64] |= std::uint64_t{bits[0]} << (row % 64);
}

template <bool kMarks>
HWY_INLINE void ReadColumn(const FieldColumn& fields, DecimalMark mark, NumberColumn& numbers) {
    const Words d;
    const std::size_t lanes = hn::Lanes(d);
    MakeRoom(fields.rows, numbers);
    auto* const values = reinterpret_cast<std::uint64_t*>(numbers.values.data());
    auto* const scales = reinterpret_cast<std::uint64_t*>(numbers.scales.data());
    Loaded loaded;
    for (std::size_t from = 0; from < fields.rows; from += kRowsTogether) {
        const std::size_t rows = std::min(kRowsTogether, fields.rows - from);
        Load(fields, from, rows, loaded);
        for (std::size_t i = 0; i < rows; i += lanes) {
            const auto taken =
                TakeDigits<kMarks>(hn::Load(d, loaded.words.data() + i), hn::Load(d, loaded.sizes.data() + i), mark);
            hn::StoreU(ValueOf(taken.digits), d, values + from + i);
            OrBits(hn::Not(taken.plain), from + i, numbers.odd.words());
            if constexpr (kMarks) {
                hn::StoreU(taken.scales, d, scales + from + i);
                OrBits(hn::And(taken.marked, taken.plain), from + i, numbers.marked.words());
            }
        }
    }
}

#endif

void ReadNumbers(const FieldColumn& fields, DecimalMark mark, NumberColumn& numbers) {
    ReadColumn<true>(fields, mark, numbers);
}

void ReadIds(const FieldColumn& fields, NumberColumn& ids) {
    ReadColumn<false>(fields, DecimalMark::point, ids);
}

}  // namespace
}  // namespace rfmeans::ingest::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::ingest {

HWY_EXPORT(ReadNumbers);
HWY_EXPORT(ReadIds);

void read_number_column(const FieldColumn& fields, DecimalMark mark, NumberColumn& numbers) {
    HWY_DYNAMIC_DISPATCH(ReadNumbers)(fields, mark, numbers);
}

void read_id_column(const FieldColumn& fields, NumberColumn& ids) {
    HWY_DYNAMIC_DISPATCH(ReadIds)(fields, ids);
}

}  // namespace rfmeans::ingest
#endif
