// Whether two texts are the same, without a call where they are short.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rfmeans::ingest {

/// a == b. Texts of up to 32 bytes are compared by words that overlap.
inline bool equal_texts(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return false;
    }
    const auto differ = [&]<class Word>(Word, std::size_t from) {
        Word x, y;
        std::memcpy(&x, a.data() + from, sizeof(Word));
        std::memcpy(&y, b.data() + from, sizeof(Word));
        return static_cast<Word>(x ^ y);
    };
    const auto same_ends = [&]<class Word>(Word word) {
        return static_cast<Word>(differ(word, 0) | differ(word, a.size() - sizeof(Word))) == 0;
    };
    constexpr std::uint64_t kEight = 0;
    if (a.size() > 32) {
        return std::memcmp(a.data(), b.data(), a.size()) == 0;
    }
    if (a.size() > 16) {
        return same_ends(kEight) && (differ(kEight, 8) | differ(kEight, a.size() - 16)) == 0;
    }
    if (a.size() >= 8) {
        return same_ends(kEight);
    }
    if (a.size() >= 4) {
        return same_ends(std::uint32_t{});
    }
    return a.size() >= 2 ? same_ends(std::uint16_t{}) : a.empty() || a[0] == b[0];
}

}  // namespace rfmeans::ingest
