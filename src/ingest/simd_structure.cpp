#include "ingest/simd_structure.hpp"

#include <bit>

// For its compression of bytes.
#define HWY_WANT_AVX3_DL
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/simd_structure.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::ingest::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<std::uint8_t, kBlockBytes>;

/// The bits of a block where `test` of its bytes is true.
template <class Test>
HWY_INLINE std::uint64_t BitsWhere(const std::uint8_t* block, Test test) {
    const Bytes bytes;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < kBlockBytes; i += hn::Lanes(bytes)) {
        std::uint64_t part = 0;
        hn::StoreMaskBits(bytes, test(hn::LoadU(bytes, block + i)), reinterpret_cast<std::uint8_t*>(&part));
        bits |= part << i;
    }
    return bits;
}

HWY_INLINE std::uint64_t BitsOf(const std::uint8_t* block, char c) {
    const auto wanted = hn::Set(Bytes(), static_cast<std::uint8_t>(c));
    return BitsWhere(block, [wanted](auto v) HWY_ATTR { return hn::Eq(v, wanted); });
}

/// Bit i is the parity of bits 0 to i: between the quotes. By a product without carries where there is one.
HWY_INLINE std::uint64_t PrefixXor(std::uint64_t bits) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4
    const hn::Full128<std::uint64_t> words;
    return hn::GetLane(hn::CLMulLower(hn::Set(words, bits), hn::Set(words, ~std::uint64_t{0})));
#else
    for (unsigned shift = 1; shift < 64; shift *= 2) {
        bits ^= bits << shift;
    }
    return bits;
#endif
}

struct BlockBits {
    std::uint64_t separators, line_feeds, inner_lines, returns;
    std::uint64_t marks;  ///< delimiters and line feeds, in quotes, too
};

/// False: the block is not well-formed. Without kReturns, carriage returns are no marks: a quote behind one is not
/// well-formed then.
template <bool kReturns = true>
HWY_INLINE bool ReadBlock(const std::uint8_t* block, std::uint64_t valid, char delimiter, BlockState& state,
                          BlockBits& bits) {
    const std::uint64_t feeds = BitsOf(block, '\n') & valid, quotes = BitsOf(block, '"') & valid;
    const std::uint64_t marks = (BitsOf(block, delimiter) & valid) | feeds;
    const std::uint64_t returns = kReturns ? BitsOf(block, '\r') & valid : 0;
    // Without a branch on quotes, which nobody can foresee.
    const std::uint64_t inside = PrefixXor(quotes) ^ state.inside;
    std::uint64_t bad = quotes & inside & ~((((marks & ~inside) | quotes) << 1) | state.behind_mark);
    state.inside = 0 - (inside >> 63);
    const std::uint64_t plain_returns = returns & ~inside;
    bits = {(marks | returns) & ~inside, feeds & ~inside, feeds & inside, plain_returns, marks};
    bad |= ((plain_returns << 1) | state.behind_return) & ~bits.line_feeds & valid;
    state.behind_return = plain_returns >> 63;
    state.behind_mark = (bits.separators | quotes) >> 63;
    return bad == 0;
}

HWY_INLINE void ListPlaces(std::uint64_t bits, std::size_t at, std::uint32_t* out) {
    const auto first = static_cast<std::uint32_t>(at);
#if HWY_TARGET <= HWY_AVX3_DL
    // Sixteen at a time: most blocks have fewer.
    const hn::FixedTag<std::uint8_t, 64> bytes;
    const hn::FixedTag<std::uint32_t, 16> places;
    alignas(64) std::uint8_t offsets[64];
    const auto mask = hn::LoadMaskBits(bytes, reinterpret_cast<const std::uint8_t*>(&bits));
    const auto listed = hn::Compress(hn::Iota(bytes, 0), mask);
    const auto base = hn::Set(places, first);
    hn::StoreU(hn::Add(base, hn::PromoteTo(places, hn::LowerHalf(hn::LowerHalf(listed)))), places, out);
    const int count = std::popcount(bits);
    if (HWY_UNLIKELY(count > 16)) {
        hn::Store(listed, bytes, offsets);
        for (int i = 16; i < count; i += 16) {
            const auto sixteen = hn::Load(hn::FixedTag<std::uint8_t, 16>(), offsets + i);
            hn::StoreU(hn::Add(base, hn::PromoteTo(places, sixteen)), places, out + i);
        }
    }
#else
    // Eight at a time, whether there are so many or not: fewer branches that cannot be foreseen.
    do {
        for (int i = 0; i < 8; ++i) {
            *out++ = first + static_cast<std::uint32_t>(std::countr_zero(bits));
            bits &= bits - 1;
        }
    } while (bits != 0);
#endif
}

std::size_t FindSeparators(std::string_view text, std::size_t from, std::size_t to, char delimiter, BlockState& state,
                           Separators& found) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t count = found.count, feeds = found.line_feeds, at = from;
    BlockState now = state;
    std::uint64_t returns = 0;
    const auto scan = [&](std::uint64_t valid) HWY_ATTR {
        BlockBits bits;
        BlockState next = now;
        if (HWY_UNLIKELY(!ReadBlock(bytes + at, valid, delimiter, next, bits))) {
            return false;
        }
        now = next;
        returns |= bits.returns;
        ListPlaces(bits.separators, at, found.places + count);
        count += static_cast<std::size_t>(std::popcount(bits.separators));
        feeds += static_cast<std::size_t>(std::popcount(bits.line_feeds));
        for (std::uint64_t inner = bits.inner_lines; HWY_UNLIKELY(inner != 0); inner &= inner - 1) {
            found.inner_lines[found.inner++] =
                static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(inner)));
        }
        return true;
    };
    while (at + kBlockBytes <= to && scan(~std::uint64_t{0})) {
        at += kBlockBytes;
    }
    if (at < to && to - at < kBlockBytes && scan((std::uint64_t{1} << (to - at)) - 1)) {
        at = to;
    }
    state = now;
    found.count = count;
    found.line_feeds = feeds;
    found.returns = found.returns || returns != 0;
    return at;
}

void ListSeparators(std::string_view text, const std::uint64_t* marked, std::size_t from, std::size_t to,
                    Separators& found) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t count = found.count, feeds = found.line_feeds;
    for (std::size_t at = from; at < to; at += kBlockBytes) {
        const std::uint64_t valid = to - at >= kBlockBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << (to - at)) - 1;
        const std::uint64_t bits = marked[at / kBlockBytes] & valid;
        ListPlaces(bits, at, found.places + count);
        count += static_cast<std::size_t>(std::popcount(bits));
        feeds += static_cast<std::size_t>(std::popcount(bits & BitsOf(bytes + at, '\n')));
    }
    found.count = count;
    found.line_feeds = feeds;
}

MarkedText MarkSeparators(std::string_view text, char delimiter, std::uint64_t* marked) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const hn::RebindToSigned<Bytes> letters;
    BlockState state;
    std::uint64_t feeds = 0, inner = 0, odd = 0;
    std::size_t block = 0, at = 0;
    const auto scan = [&](std::uint64_t valid) HWY_ATTR {
        BlockBits bits;
        const bool well_formed = ReadBlock<false>(bytes + at, valid, delimiter, state, bits);
        // Below the blank are control characters and, with their sign, bytes from 0x80 on.
        const auto blank = hn::Set(letters, ' ');
        odd |= BitsWhere(bytes + at,
                         [&](auto v) HWY_ATTR {
                             return hn::MaskFromVec(hn::BitCast(
                                 Bytes(), hn::VecFromMask(letters, hn::Lt(hn::BitCast(letters, v), blank))));
                         }) &
               valid & ~bits.marks;
        inner |= bits.inner_lines;
        block = bits.line_feeds != 0 ? at : block;
        feeds = bits.line_feeds != 0 ? bits.line_feeds : feeds;
        *marked++ = bits.separators;
        return well_formed;
    };
    for (; at + kBlockBytes <= text.size(); at += kBlockBytes) {
        if (HWY_UNLIKELY(!scan(~std::uint64_t{0}))) {
            return {};
        }
    }
    if (at < text.size() && !scan((std::uint64_t{1} << (text.size() - at)) - 1)) {
        return {};
    }
    return {.well_formed = true,
            .behind_line = feeds == 0 ? 0 : block + static_cast<std::size_t>(std::bit_width(feeds)),
            .inner_lines = inner != 0,
            .plain = odd == 0};
}

ByteKinds FindByteKinds(std::string_view text) {
    const Bytes tag;
    const auto blank = hn::Set(tag, 0x20), first = hn::Set(tag, '\t'), zero = hn::Zero(tag);
    // Tab, line feed, (vertical tab,) form feed, carriage return.
    const auto span = hn::Set(tag, '\r' - '\t' + 1), vertical = hn::Set(tag, '\v');
    auto all = zero, odd = zero;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const std::size_t lanes = hn::Lanes(tag);
    const auto is_control = [&](auto v) HWY_ATTR {
        const auto usual = hn::And(hn::Lt(hn::Sub(v, first), span), hn::Ne(v, vertical));
        return hn::AndNot(usual, hn::Lt(v, blank));
    };
    std::size_t i = 0;
    for (; i + lanes <= text.size(); i += lanes) {
        const auto v = hn::LoadU(tag, bytes + i);
        all = hn::Or(all, v);
        odd = hn::Or(odd, hn::VecFromMask(tag, is_control(v)));
    }
    for (; i < text.size(); ++i) {
        all = hn::Or(all, hn::Set(tag, bytes[i]));
        odd = hn::Or(odd, hn::VecFromMask(tag, is_control(hn::Set(tag, bytes[i]))));
    }
    return {.high = !hn::AllFalse(tag, hn::Gt(all, hn::Set(tag, 0x7F))),
            .controls = !hn::AllFalse(tag, hn::Ne(odd, zero))};
}

}  // namespace
}  // namespace rfmeans::ingest::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::ingest {

HWY_EXPORT(FindSeparators);
HWY_EXPORT(ListSeparators);
HWY_EXPORT(MarkSeparators);
HWY_EXPORT(FindByteKinds);

std::size_t find_separators(std::string_view text, std::size_t from, std::size_t to, char delimiter, BlockState& state,
                            Separators& found) {
    return HWY_DYNAMIC_DISPATCH(FindSeparators)(text, from, to, delimiter, state, found);
}

void list_separators(std::string_view text, const std::uint64_t* marked, std::size_t from, std::size_t to,
                     Separators& found) {
    HWY_DYNAMIC_DISPATCH(ListSeparators)(text, marked, from, to, found);
}

MarkedText mark_separators(std::string_view text, char delimiter, std::uint64_t* marked) {
    return HWY_DYNAMIC_DISPATCH(MarkSeparators)(text, delimiter, marked);
}

ByteKinds find_byte_kinds(std::string_view text) {
    return HWY_DYNAMIC_DISPATCH(FindByteKinds)(text);
}

}  // namespace rfmeans::ingest
#endif
