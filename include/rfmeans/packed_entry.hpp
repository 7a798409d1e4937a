// Rows in packed form: entries of some 17 bytes, one behind the other.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "rfmeans/first_bytes.hpp"
#include "rfmeans/hash.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans {

enum class IdKind : std::uint8_t { none, number, text };

/// An id as written: as a number where it is a plain decimal without leading zero that fits int64.
struct PackedId {
    IdKind kind = IdKind::none;
    std::int64_t number = 0;  ///< where kind is number
    std::string_view text;    ///< where kind is text
};

[[nodiscard]] inline std::uint64_t hash_id(const PackedId& id) {
    return id.kind == IdKind::text ? hash_text(id.text) : mix_hash(static_cast<std::uint64_t>(id.number), 0);
}

/// Rows that agree in customer, order, time, flags and attributes.
struct PackedEntry {
    PackedId customer, order;
    std::int64_t time = 0;
    std::int64_t amount = 0;  ///< sum of the rows, in 10^-scale of the currency
    int scale = 0;
    std::uint8_t flags = 0;  ///< of row_flag
    std::int64_t rows = 1;
};

/// A value of an attribute: a code of its sink's dictionary, or the text itself.
struct PackedText {
    static constexpr std::int32_t kMissing = -1;
    static constexpr std::int32_t kLiteral = -2;
    std::int32_t code = kMissing;
    std::string_view text;  ///< where the code is kLiteral
};

/// The layout of an entry, little endian: a word of lengths, then customer, order, time, amount and rows in as many
/// bytes as they need, then one varint an attribute.
namespace packed {

static_assert(std::endian::native == std::endian::little, "entries are written and read as little-endian words");

/// Bits of the word: where each begins.
enum Shift : unsigned { kCustomer = 0, kOrder = 4, kTime = 8, kAmount = 12, kRows = 16, kScale = 20, kFlags = 25 };
inline constexpr std::uint32_t kShortText = 9;  ///< in place of an id's length: one byte of length, text
inline constexpr std::uint32_t kLongText = 10;  ///< four bytes of length, text
inline constexpr std::uint8_t kCancelled = 8;   ///< beside row_flag: the order id looks like a cancellation
inline constexpr std::size_t kSlack = 8;        ///< readable bytes behind the last entry

[[nodiscard]] inline std::uint64_t load_word(const char*& at, std::uint32_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    at += bytes;
    return word & kFirstBytes[bytes];
}

[[nodiscard]] inline std::int64_t unfold_sign(std::uint64_t folded) {
    return static_cast<std::int64_t>(folded >> 1) ^ -static_cast<std::int64_t>(folded & 1);
}

[[nodiscard]] inline std::uint64_t fold_sign(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

// Of `id`, what it had before stays where its kind has no use for it: nearly all ids are numbers.
inline void load_number(const char*& at, std::uint32_t length, PackedId& id) {
    id.kind = length == 0 ? IdKind::none : IdKind::number;
    id.number = static_cast<std::int64_t>(load_word(at, length));
}

inline void load_id(const char*& at, std::uint32_t length, PackedId& id) {
    if (length <= 8) {
        load_number(at, length, id);
        return;
    }
    const std::size_t size = load_word(at, length == kShortText ? 1 : 4);
    id.kind = IdKind::text;
    id.text = {at, size};
    at += size;
}

[[nodiscard]] inline std::uint64_t load_varint(const char*& at) {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) {
            return value;
        }
    }
}

}  // namespace packed

enum class Cancellations : std::uint8_t { none, marked };

/// Reads entries one after the other; kSlack bytes behind the last one must be readable.
class EntryReader {
public:
    /// `cancellations`: whether order ids that look so are returns.
    EntryReader(std::span<const char> bytes, std::size_t attributes, Cancellations cancellations)
        : at_(bytes.data()),
          end_(bytes.data() + bytes.size()),
          attributes_(attributes),
          cancelled_(cancellations == Cancellations::marked ? packed::kCancelled : std::uint8_t{0}) {}

    /// False at the end.
    [[nodiscard]] bool next(PackedEntry& entry) {
        if (at_ == end_) {
            return false;
        }
        __builtin_prefetch(at_ + std::min(kAhead, end_ - at_));
        std::uint32_t word = 0;
        std::memcpy(&word, at_, sizeof word);
        at_ += sizeof word;
        const std::uint32_t customer = (word >> packed::kCustomer) & 15U, order = (word >> packed::kOrder) & 15U;
        if ((customer | order) <= 8) [[likely]] {  // no text
            packed::load_number(at_, customer, entry.customer);
            packed::load_number(at_, order, entry.order);
        } else {
            packed::load_id(at_, customer, entry.customer);
            packed::load_id(at_, order, entry.order);
        }
        entry.time = packed::unfold_sign(packed::load_word(at_, (word >> packed::kTime) & 15U));
        entry.amount = packed::unfold_sign(packed::load_word(at_, (word >> packed::kAmount) & 15U));
        entry.rows = 1 + static_cast<std::int64_t>(packed::load_word(at_, (word >> packed::kRows) & 15U));
        entry.scale = static_cast<int>((word >> packed::kScale) & 31U);
        const auto flags = static_cast<std::uint8_t>((word >> packed::kFlags) & 15U);
        static_assert(packed::kCancelled >> 3U == row_flag::kReturn);
        entry.flags = static_cast<std::uint8_t>((flags & 7U) | ((flags & cancelled_) >> 3U));
        return true;
    }

    /// Behind each next(): the values of the attributes, [attributes].
    void read_attributes(std::vector<PackedText>& values) {
        values.resize(attributes_);
        for (PackedText& value : values) {
            const std::uint64_t word = packed::load_varint(at_);
            value = {};
            if ((word & 1) != 0) {
                value.code = static_cast<std::int32_t>(word >> 1);
            } else if (word != 0) {
                value = {PackedText::kLiteral, {at_, word >> 1}};
                at_ += word >> 1;
            }
        }
    }

private:
    static constexpr std::ptrdiff_t kAhead = 1024;  // bytes: each block of entries is new to the cache

    const char* at_;
    const char* end_;
    std::size_t attributes_;
    std::uint8_t cancelled_;
};

}  // namespace rfmeans
