// Entries → packed bytes.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "rfmeans/packed_entry.hpp"

namespace rfmeans::ingest {

namespace entry_writer {

inline constexpr std::size_t kMostVarint = 10;

inline std::uint32_t store_word(std::uint64_t word, char*& to) {
    const auto bytes = static_cast<std::uint32_t>((std::bit_width(word) + 7) / 8);
    std::memcpy(to, &word, sizeof word);
    to += bytes;
    return bytes;
}

inline std::uint32_t store_id(const PackedId& id, char*& to) {
    if (id.kind == IdKind::none) {
        return 0;
    }
    if (id.kind == IdKind::number) {
        const std::uint32_t bytes = store_word(static_cast<std::uint64_t>(id.number), to);
        to += bytes == 0 ? 1 : 0;  // length 0 stands for a missing id
        return bytes == 0 ? 1 : bytes;
    }
    const std::uint64_t size = id.text.size();
    const bool is_short = size < 256;
    std::memcpy(to, &size, is_short ? 1 : 4);
    to += is_short ? 1 : 4;
    std::memcpy(to, id.text.data(), size);
    to += size;
    return is_short ? packed::kShortText : packed::kLongText;
}

inline void store_varint(std::uint64_t value, char*& to) {
    while (value >= 0x80) {
        *to++ = static_cast<char>(value | 0x80U);
        value >>= 7;
    }
    *to++ = static_cast<char>(value);
}

}  // namespace entry_writer

/// Bytes that write_entry may need at most, kSlack included.
[[nodiscard]] inline std::size_t most_entry_bytes(const PackedEntry& entry, std::span<const PackedText> attributes) {
    constexpr std::size_t kFixed = sizeof(std::uint32_t) + 2 * (sizeof(std::uint32_t) + 8) + 3 * 8 + packed::kSlack;
    std::size_t bytes = kFixed + entry.customer.text.size() + entry.order.text.size();
    for (const PackedText& value : attributes) {
        bytes += entry_writer::kMostVarint + value.text.size();
    }
    return bytes;
}

/// Writes at `to` and returns the place behind; up to kSlack bytes behind it are overwritten. Flags may hold
/// packed::kCancelled.
[[nodiscard]] inline char* write_entry(const PackedEntry& entry, std::span<const PackedText> attributes, char* to) {
    using namespace entry_writer;
    char* const start = to;
    to += sizeof(std::uint32_t);
    std::uint32_t word = store_id(entry.customer, to) << packed::kCustomer;
    word |= store_id(entry.order, to) << packed::kOrder;
    word |= store_word(packed::fold_sign(entry.time), to) << packed::kTime;
    word |= store_word(packed::fold_sign(entry.amount), to) << packed::kAmount;
    word |= store_word(static_cast<std::uint64_t>(entry.rows - 1), to) << packed::kRows;
    word |= static_cast<std::uint32_t>(entry.scale) << packed::kScale;
    word |= static_cast<std::uint32_t>(entry.flags) << packed::kFlags;
    std::memcpy(start, &word, sizeof word);
    for (const PackedText& value : attributes) {
        if (value.code == PackedText::kMissing) {
            store_varint(0, to);
        } else if (value.code == PackedText::kLiteral) {
            store_varint(std::uint64_t{value.text.size()} << 1, to);
            std::memcpy(to, value.text.data(), value.text.size());
            to += value.text.size();
        } else {
            store_varint((static_cast<std::uint64_t>(value.code) << 1) | 1U, to);
        }
    }
    return to;
}

}  // namespace rfmeans::ingest
