#include "ingest/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/file_kind.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kMostControls = 0.01;  // share of control characters above which a file is no text
constexpr double kMostForeign = 0.10;   // share of bytes outside UTF-8 above which windows-1252 is no likely guess

// The code points of windows-1252 bytes 0x80 to 0x9F; 0xFFFD where none is defined.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

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

void append_windows1252(std::string& out, unsigned byte) {
    const unsigned point = byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
    if (point < 0x800) {
        out += static_cast<char>(0xC0U | (point >> 6U));
    } else {
        out += static_cast<char>(0xE0U | (point >> 12U));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    }
    out += static_cast<char>(0x80U | (point & 0x3FU));
}

void check_is_text(std::string_view bytes, const std::string& path) {
    refuse_other_kinds(bytes, path);
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        throw Error(Failure::content,
                    fmt::format("'{}' is text in UTF-16 (by its byte order mark; UTF-8 is read). Save "
                                "it as UTF-8",
                                path));
    }
    const auto zero = bytes.find('\0');
    const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
    if (zero != std::string_view::npos) {
        throw Error(Failure::content,
                    fmt::format("'{}' is no text (byte {} is NUL). Export the table as CSV in UTF-8", path, zero + 1));
    }
    if (static_cast<double>(controls) > kMostControls * static_cast<double>(bytes.size())) {
        throw Error(Failure::content,
                    fmt::format("'{}' is no text ({} of its {} bytes are control characters). Export the "
                                "table as CSV in UTF-8",
                                path, controls, bytes.size()));
    }
}

}  // namespace

DecodedText decode_text(std::string bytes, const std::string& path) {
    check_is_text(bytes, path);
    DecodedText result;
    result.bom = bytes.starts_with("\xEF\xBB\xBF");
    if (result.bom) {
        bytes.erase(0, 3);
    }
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::size_t length = sequence_length(bytes, i);
        if (length == 0) {
            break;
        }
        i += length;
    }
    if (i == bytes.size()) {
        result.text = std::move(bytes);
        return result;
    }
    result.text = bytes.substr(0, i);
    while (i < bytes.size()) {
        const std::size_t length = sequence_length(bytes, i);
        if (length == 0) {
            append_windows1252(result.text, static_cast<unsigned char>(bytes[i]));
            ++result.foreign_bytes;
            ++i;
        } else {
            result.text.append(bytes, i, length);
            i += length;
        }
    }
    if (static_cast<double>(result.foreign_bytes) > kMostForeign * static_cast<double>(bytes.size())) {
        throw Error(Failure::content,
                    fmt::format("'{}' is no text in UTF-8 ({} of its {} bytes belong to no character). "
                                "Save it as UTF-8, or check that it is a text file",
                                path, result.foreign_bytes, bytes.size()));
    }
    return result;
}

}  // namespace rfmeans::ingest
