#include "ingest/utf16.hpp"

#include "ingest/code_pages.hpp"

namespace rfmeans::ingest {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

char32_t unit_at(std::string_view bytes, std::size_t i, ByteOrder order) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return order == ByteOrder::little ? first | (char32_t{second} << 8U) : second | (char32_t{first} << 8U);
}

bool is_high(char32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool is_low(char32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

}  // namespace

Utf16Text decode_utf16(std::string_view bytes, ByteOrder order) {
    Utf16Text result;
    result.text.reserve(bytes.size() / 2);
    std::size_t i = 0;
    while (i + 1 < bytes.size()) {
        char32_t point = unit_at(bytes, i, order);
        i += 2;
        if (is_high(point) && i + 1 < bytes.size() && is_low(unit_at(bytes, i, order))) {
            point = 0x10000 + ((point - 0xD800) << 10U) + (unit_at(bytes, i, order) - 0xDC00);
            i += 2;
        } else if (is_high(point) || is_low(point)) {
            point = kReplacement;
            ++result.broken;
        }
        append_utf8(result.text, point);
    }
    if (i < bytes.size()) {
        append_utf8(result.text, kReplacement);
        ++result.broken;
    }
    return result;
}

std::string_view whole_lines_utf16(std::string_view bytes, ByteOrder order) {
    for (std::size_t end = bytes.size() / 2 * 2; end >= 2; end -= 2) {
        if (unit_at(bytes, end - 2, order) == U'\n') {
            return bytes.substr(0, end);
        }
    }
    return bytes;
}

}  // namespace rfmeans::ingest
