#include "ingest/utf16.hpp"

#include "ingest/code_pages.hpp"
#include "ingest/load_eight.hpp"

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

// Appends characters of ASCII, four at a time, as long as there are such. Returns their bytes.
std::size_t append_ascii(std::string_view bytes, ByteOrder order, std::string& text) {
    const std::uint64_t others = order == ByteOrder::little ? 0xFF80FF80FF80FF80U : 0x80FF80FF80FF80FFU;
    std::size_t size = 0;
    while (size + 8 <= bytes.size() && (load_eight(bytes, size) & others) == 0) {
        size += 8;
    }
    const std::size_t start = text.size(), low = order == ByteOrder::little ? 0 : 1;
    text.resize(start + size / 2);
    for (std::size_t i = 0; i < size / 2; ++i) {
        text[start + i] = bytes[2 * i + low];
    }
    return size;
}

}  // namespace

Utf16Step decode_utf16(std::string_view bytes, ByteOrder order, TextEnd end, std::string& text) {
    Utf16Step step;
    std::size_t& i = step.taken;
    while (i + 1 < bytes.size()) {
        if (const std::size_t plain = append_ascii(bytes.substr(i), order, text); plain > 0) {
            i += plain;
            continue;
        }
        char32_t point = unit_at(bytes, i, order);
        const bool has_next = i + 3 < bytes.size();
        if (is_high(point) && !has_next && end == TextEnd::open) {
            return step;
        }
        i += 2;
        if (is_high(point) && has_next && is_low(unit_at(bytes, i, order))) {
            point = 0x10000 + ((point - 0xD800) << 10U) + (unit_at(bytes, i, order) - 0xDC00);
            i += 2;
        } else if (is_high(point) || is_low(point)) {
            point = kReplacement;
            ++step.broken;
        }
        append_utf8(text, point);
    }
    if (i < bytes.size() && end == TextEnd::last) {
        append_utf8(text, kReplacement);
        ++step.broken;
        ++i;
    }
    return step;
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
