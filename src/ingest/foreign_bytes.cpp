#include "ingest/foreign_bytes.hpp"

#include <cstdint>
#include <cstring>

namespace rfmeans::ingest {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool is_tail(unsigned byte) {
    return (byte & 0xC0U) == 0x80U;
}

// Length of the well-formed UTF-8 sequence at i, 0 where there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const unsigned a = byte_at(text, i), b = byte_at(text, i + 1);
    if (a < 0x80) {
        return 1;
    }
    if (a >= 0xC2 && a <= 0xDF) {
        return is_tail(b) ? 2 : 0;
    }
    const bool third = is_tail(byte_at(text, i + 2));
    if (a >= 0xE0 && a <= 0xEF) {
        const unsigned low = a == 0xE0 ? 0xA0 : 0x80, high = a == 0xED ? 0x9F : 0xBF;
        return b >= low && b <= high && third ? 3 : 0;
    }
    if (a >= 0xF0 && a <= 0xF4) {
        const unsigned low = a == 0xF0 ? 0x90 : 0x80, high = a == 0xF4 ? 0x8F : 0xBF;
        return b >= low && b <= high && third && is_tail(byte_at(text, i + 3)) ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::size_t find_foreign(std::string_view text, std::size_t start) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t i = start;
    while (i < text.size()) {
        std::uint64_t eight = kHighBits;
        if (text.size() - i >= sizeof eight) {
            std::memcpy(&eight, text.data() + i, sizeof eight);
        }
        if ((eight & kHighBits) == 0) {  // eight characters of ASCII
            i += sizeof eight;
            continue;
        }
        const std::size_t length = sequence_length(text, i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return text.size();
}

bool is_utf8(std::string_view text) {
    return find_foreign(text, 0) == text.size();
}

}  // namespace rfmeans::ingest
