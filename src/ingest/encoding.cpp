#include "ingest/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "ingest/file_kind.hpp"
#include "ingest/foreign_bytes.hpp"
#include "ingest/simd_structure.hpp"
#include "ingest/text_decoder.hpp"
#include "ingest/utf16.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kMostControls = 0.01;  // share of control characters above which a file is no text

std::optional<ByteOrder> find_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return ByteOrder::little;
    }
    return bytes.starts_with("\xFE\xFF") ? std::optional(ByteOrder::big) : std::nullopt;
}

Encoding find_mark(std::string_view bytes) {
    const auto order = find_utf16(bytes);
    if (!order) {
        return {.bom = bytes.starts_with("\xEF\xBB\xBF")};
    }
    return {.form = *order == ByteOrder::little ? UnicodeForm::utf16_little : UnicodeForm::utf16_big, .bom = true};
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

std::size_t mark_bytes(const Encoding& encoding) {
    if (encoding.form == UnicodeForm::utf8) {
        return encoding.bom ? 3 : 0;
    }
    return 2;
}

DecodedText decode_text(std::string bytes, const std::string& path) {
    refuse_other_kinds(bytes, path);
    refuse_utf32(bytes, path);
    DecodedText result{.text = {}, .encoding = find_mark(bytes)};
    const std::size_t mark = mark_bytes(result.encoding);
    bytes.erase(0, mark);
    if (result.encoding.form == UnicodeForm::utf8) {
        PageEvidence evidence;
        for_each_foreign(bytes, 0, TextEnd::last, [&](std::size_t place) { evidence.add(bytes, place, place); });
        result.encoding.page = evidence.page();
        if (evidence.empty()) {  // as it is, without a copy
            TextCounts counts{.bytes = mark};
            counts.append(count_text(bytes));
            check_is_text(counts, path);
            result.text = std::move(bytes);
            return result;
        }
    }
    TextDecoder decoder(result.encoding);
    decoder.decode(bytes, TextEnd::last, result.text);
    result.encoding.foreign_bytes = decoder.check(path);
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
