#include "ingest/code_pages.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rfmeans::ingest {
namespace {

// The code points of windows-1252 bytes 0x80 to 0x9F; 0xFFFD where none is defined. From 0xA0 on they are the bytes.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

// The code points of CP437 bytes 0x80 to 0xFF (Unicode's VENDORS/MICSFT/PC/CP437.TXT).
constexpr std::array<std::uint16_t, 128> kCp437 = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE,
    0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6,
    0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA,
    0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502,
    0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514,
    0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C,
    0x2588, 0x2584, 0x258C, 0x2590, 0x2580, 0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4,
    0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320,
    0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0};

char32_t code_point(unsigned byte, CodePage page) {
    if (byte < 0x80) {
        return byte;
    }
    if (page == CodePage::cp437) {
        return kCp437[byte - 0x80];
    }
    return byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
}

bool is_any_of(char32_t point, std::u32string_view set) {
    return set.find(point) != std::u32string_view::npos;
}

bool is_digit_point(char32_t point) {
    return point >= U'0' && point <= U'9';
}

// Letters of the Latin languages that these pages are used for: Greek ones of CP437 are symbols in formulas.
bool is_upper(char32_t point) {
    return (point >= U'A' && point <= U'Z') || (point >= 0xC0 && point <= 0xDE && point != 0xD7) ||
           is_any_of(point, U"\u0152\u0160\u017D\u0178");
}

bool is_lower(char32_t point) {
    return (point >= U'a' && point <= U'z') || (point >= 0xDF && point <= 0xFF && point != 0xF7) ||
           is_any_of(point, U"\u0153\u0161\u017E\u0192\u00AA\u00BA");
}

bool is_letter(char32_t point) {
    return is_upper(point) || is_lower(point);
}

bool is_box(char32_t point) {
    return point >= 0x2500 && point <= 0x25A0;
}

bool is_currency(char32_t point) {
    return (point >= 0xA2 && point <= 0xA5) || point == 0x20AC || point == 0x20A7;
}

/// A character and its two neighbours in one page.
struct Context {
    char32_t left, point, right;
};

// +1 where the character belongs between its neighbours, -1 where it does not, 0 where they tell nothing.
int weigh_letter(const Context& at) {
    const bool upper_in_word = is_upper(at.point) && is_lower(at.left);
    const bool lower_before_upper = is_lower(at.point) && !is_letter(at.left) && is_upper(at.right);
    if (upper_in_word || lower_before_upper || is_digit_point(at.left) || is_digit_point(at.right)) {
        return -1;
    }
    return is_letter(at.left) || is_letter(at.right) ? 1 : 0;
}

int weigh_symbol(const Context& at) {
    const bool in_word = is_letter(at.left) && is_letter(at.right);
    if (is_any_of(at.point, U"\u2019\u00A0\u00AD\u2013\u2014")) {  // apostrophe, no-break space, hyphen and dashes
        return in_word || (is_digit_point(at.left) && is_digit_point(at.right)) ? 1 : 0;
    }
    if (at.point == 0x2026) {  // an ellipsis
        return is_letter(at.left) && !is_letter(at.right) ? 1 : 0;
    }
    if (is_currency(at.point) && (is_digit_point(at.left) || is_digit_point(at.right))) {
        return 1;
    }
    const bool boxed_in = is_box(at.point) && (is_letter(at.left) || is_letter(at.right));
    return in_word || boxed_in || at.point == 0xFFFD ? -1 : 0;
}

}  // namespace

const char* code_page_name(CodePage page) {
    return page == CodePage::cp437 ? "CP437" : "windows-1252";
}

void SignEvidence::add(std::string_view text, std::size_t place) {
    const auto point_at = [&](std::size_t i) {
        return i < text.size() ? code_point(static_cast<unsigned char>(text[i]), page_) : U' ';
    };
    const Context at{place == 0 ? U' ' : point_at(place - 1), point_at(place), point_at(place + 1)};
    score_ += is_letter(at.point) ? weigh_letter(at) : weigh_symbol(at);
    opening_ += is_any_of(at.point, U"\u201C\u201E\u2018\u00AB\u2039") && !is_letter(at.left) ? 1 : 0;
    closing_ += is_any_of(at.point, U"\u201C\u201D\u2019\u00BB\u203A") && !is_letter(at.right) ? 1 : 0;
}

// A quotation mark alone tells nothing (it may be the last letter of a name in the other page), pairs do.
std::int64_t SignEvidence::score() const {
    return score_ + 2 * std::min(opening_, closing_);
}

void PageEvidence::add(std::string_view text, std::size_t i, std::size_t place) {
    if (is_decided(place)) {
        return;
    }
    empty_ = false;
    sampled_ = sampled_ || place < kSample;
    windows_.add(text, i);
    dos_.add(text, i);
}

CodePage PageEvidence::page() const {
    return dos_.score() > windows_.score() ? CodePage::cp437 : CodePage::windows1252;
}

void append_utf8(std::string& out, char32_t point) {
    const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
    const auto add_tail = [&](unsigned shift) { add(0x80U | ((point >> shift) & 0x3FU)); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xC0U | (point >> 6U));
        add_tail(0);
    } else if (point < 0x10000) {
        add(0xE0U | (point >> 12U));
        add_tail(6);
        add_tail(0);
    } else {
        add(0xF0U | (point >> 18U));
        add_tail(12);
        add_tail(6);
        add_tail(0);
    }
}

void append_from_page(std::string& out, unsigned byte, CodePage page) {
    append_utf8(out, code_point(byte, page));
}

}  // namespace rfmeans::ingest
