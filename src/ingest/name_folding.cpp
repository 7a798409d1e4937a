#include <algorithm>
#include <array>
#include <cstdint>

#include "ingest/column_names.hpp"

namespace rfmeans::ingest {
namespace {

// Base letters of U+00C0 to U+017F (Latin-1 letters, Latin Extended-A), after their Unicode names; '.' is none.
constexpr std::string_view kLatinBase =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll"
    "lllnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

constexpr char32_t kFirstBase = 0xC0;
static_assert(kLatinBase.size() == 0x180 - kFirstBase);

struct Letter {
    char32_t code;
    const char* spelling;
};
constexpr std::array kSpelled = {Letter{0x00AA, "a"},  Letter{0x00BA, "o"},  Letter{0x00C6, "ae"}, Letter{0x00DE, "th"},
                                 Letter{0x00DF, "ss"}, Letter{0x00E6, "ae"}, Letter{0x00FE, "th"}, Letter{0x0132, "ij"},
                                 Letter{0x0133, "ij"}, Letter{0x0149, "n"},  Letter{0x0152, "oe"}, Letter{0x0153, "oe"},
                                 Letter{0x0218, "s"},  Letter{0x0219, "s"},  Letter{0x021A, "t"},  Letter{0x021B, "t"},
                                 Letter{0x0401, "е"},  Letter{0x0451, "е"},  Letter{0x2116, "no"}};

struct CodePoint {
    char32_t code;
    std::string_view bytes;
};

// The text is UTF-8; a letter that is cut off is U+FFFD.
CodePoint take_code_point(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length > text.size()) {
        return {0xFFFD, text};
    }
    char32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    return {code, text.substr(0, length)};
}

// Marks that combine with the letter before them, punctuation, signs and currencies say nothing.
bool says_nothing(char32_t code) {
    return (code >= 0x80 && code < kFirstBase) || code == 0xD7 || code == 0xF7 || (code >= 0x300 && code < 0x370) ||
           (code >= 0x2000 && code < 0x2100);
}

void append_ascii(char c, std::string& folded) {
    if (c >= 'A' && c <= 'Z') {
        folded += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        folded += c;
    }
}

// U+0410 to U+042F are the Cyrillic capitals, their small letters stand 0x20 behind.
void append_cyrillic_small(char32_t code, std::string& folded) {
    const char32_t small = code + 0x20;
    folded += static_cast<char>(0xC0U | (small >> 6U));
    folded += static_cast<char>(0x80U | (small & 0x3FU));
}

}  // namespace

std::string normalise_name(std::string_view name) {
    std::string folded;
    while (!name.empty()) {
        const CodePoint next = take_code_point(name);
        const char32_t code = next.code;
        name.remove_prefix(next.bytes.size());
        const auto* spelled = std::find_if(kSpelled.begin(), kSpelled.end(),
                                           [code](const Letter& letter) { return letter.code == code; });
        if (code < 0x80) {
            append_ascii(static_cast<char>(code), folded);
        } else if (spelled != kSpelled.end()) {
            folded += spelled->spelling;
        } else if (code >= kFirstBase && code < 0x180 && kLatinBase[code - kFirstBase] != '.') {
            folded += kLatinBase[code - kFirstBase];
        } else if (code >= 0x410 && code < 0x430) {
            append_cyrillic_small(code, folded);
        } else if (!says_nothing(code)) {
            folded += next.bytes;
        }
    }
    return folded;
}

}  // namespace rfmeans::ingest
