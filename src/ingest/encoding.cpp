#include "ingest/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/file_kind.hpp"
#include "ingest/simd_structure.hpp"
#include "ingest/utf16.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kMostControls = 0.01;  // share of control characters above which a file is no text
constexpr double kMostForeign = 0.10;   // share of bytes outside UTF-8 above which no code page is a likely guess
constexpr std::size_t kPageSample = std::size_t{256} << 10;

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

std::optional<ByteOrder> find_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return ByteOrder::little;
    }
    return bytes.starts_with("\xFE\xFF") ? std::optional(ByteOrder::big) : std::nullopt;
}

void refuse_utf32(std::string_view bytes, const std::string& path) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
        throw Error(Failure::content,
                    fmt::format("'{}' is text in UTF-32 (by its byte order mark; UTF-8 and UTF-16 are "
                                "read). Save it as UTF-8",
                                path));
    }
}

void check_share(std::int64_t foreign, std::size_t all, const std::string& path) {
    if (static_cast<double>(foreign) > kMostForeign * static_cast<double>(all)) {
        throw Error(
            Failure::content,
            fmt::format("'{}' is no text in UTF-8 or UTF-16 ({} of its {} bytes belong to no character). Save it "
                        "as UTF-8, or check that it is a text file",
                        path, foreign, all));
    }
}

DecodedText decode_wide(std::string_view bytes, ByteOrder order, const std::string& path) {
    Utf16Text wide = decode_utf16(bytes.substr(2), order);
    check_is_text(count_text(wide.text), path);
    check_share(2 * wide.broken, bytes.size(), path);
    const UnicodeForm form = order == ByteOrder::little ? UnicodeForm::utf16_little : UnicodeForm::utf16_big;
    return {std::move(wide.text), {.form = form, .bom = true, .foreign_bytes = wide.broken}};
}

// The first byte from `start` on that is in no well-formed sequence; the size of the text where there is none.
std::size_t find_foreign(std::string_view bytes, std::size_t start) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t i = start;
    while (i < bytes.size()) {
        std::uint64_t eight = kHighBits;
        if (bytes.size() - i >= sizeof eight) {
            std::memcpy(&eight, bytes.data() + i, sizeof eight);
        }
        if ((eight & kHighBits) == 0) {  // eight characters of ASCII
            i += sizeof eight;
            continue;
        }
        const std::size_t length = sequence_length(bytes, i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return bytes.size();
}

CodePage choose_page(std::string_view bytes, const std::vector<std::size_t>& places) {
    const auto sampled = std::lower_bound(places.begin(), places.end(), kPageSample);
    return find_code_page(bytes, sampled == places.begin() ? places : std::vector(places.begin(), sampled));
}

}  // namespace

void TextCounts::append(const TextCounts& later) {
    if (first_zero == std::string_view::npos && later.first_zero != std::string_view::npos) {
        first_zero = bytes + later.first_zero;
    }
    bytes += later.bytes;
    controls += later.controls;
}

TextCounts count_text(std::string_view text) {
    if (!find_byte_kinds(text).controls) {
        return {.bytes = text.size()};
    }
    const auto controls = std::count_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
    return {.bytes = text.size(), .controls = static_cast<std::size_t>(controls), .first_zero = text.find('\0')};
}

void check_is_text(const TextCounts& counts, const std::string& path) {
    if (counts.first_zero != std::string_view::npos) {
        throw Error(Failure::content,
                    fmt::format("'{}' is no text (character {} is NUL; UTF-16 needs a byte order mark). "
                                "Export the table as CSV in UTF-8",
                                path, counts.first_zero + 1));
    }
    if (static_cast<double>(counts.controls) > kMostControls * static_cast<double>(counts.bytes)) {
        throw Error(Failure::content,
                    fmt::format("'{}' is no text ({} of its {} characters are control characters). Export the table as "
                                "CSV in UTF-8",
                                path, counts.controls, counts.bytes));
    }
}

bool is_utf8(std::string_view text) {
    return find_foreign(text, 0) == text.size();
}

DecodedText decode_text(std::string bytes, const std::string& path) {
    refuse_other_kinds(bytes, path);
    refuse_utf32(bytes, path);
    if (const auto order = find_utf16(bytes)) {
        return decode_wide(bytes, *order, path);
    }
    check_is_text(count_text(bytes), path);
    DecodedText result;
    result.encoding.bom = bytes.starts_with("\xEF\xBB\xBF");
    if (result.encoding.bom) {
        bytes.erase(0, 3);
    }
    std::vector<std::size_t> places;
    for (std::size_t i = find_foreign(bytes, 0); i < bytes.size(); i = find_foreign(bytes, i + 1)) {
        places.push_back(i);
    }
    if (places.empty()) {
        result.text = std::move(bytes);
        return result;
    }
    result.encoding.foreign_bytes = static_cast<std::int64_t>(places.size());
    check_share(result.encoding.foreign_bytes, bytes.size(), path);
    result.encoding.page = choose_page(bytes, places);
    std::size_t start = 0;
    for (const std::size_t place : places) {
        result.text.append(bytes, start, place - start);
        append_from_page(result.text, static_cast<unsigned char>(bytes[place]), result.encoding.page);
        start = place + 1;
    }
    result.text.append(bytes, start);
    return result;
}

void drop_cut_line(std::string& bytes) {
    if (const auto order = find_utf16(bytes)) {
        bytes.resize(whole_lines_utf16(bytes, *order).size());
        return;
    }
    const auto end = bytes.rfind('\n');
    if (end != std::string::npos) {
        bytes.resize(end + 1);
    }
}

std::string describe_encoding(const Encoding& encoding) {
    const bool one = encoding.foreign_bytes == 1;
    if (encoding.form == UnicodeForm::utf8) {
        std::string text = encoding.bom ? "UTF-8 with BOM" : "UTF-8";
        if (encoding.foreign_bytes > 0) {
            text += fmt::format(" ({} {} read as {})", encoding.foreign_bytes, one ? "byte" : "bytes",
                                code_page_name(encoding.page));
        }
        return text;
    }
    std::string text = encoding.form == UnicodeForm::utf16_little ? "UTF-16 LE" : "UTF-16 BE";
    if (encoding.foreign_bytes > 0) {
        text += fmt::format(" ({} broken {} replaced)", encoding.foreign_bytes, one ? "character" : "characters");
    }
    return text;
}

}  // namespace rfmeans::ingest
