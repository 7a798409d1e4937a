// The bytes of a text that are no UTF-8.
#pragma once

#include <cstddef>
#include <string_view>

#include "ingest/text_end.hpp"

namespace rfmeans::ingest {

/// The first byte from `start` on that is in no well-formed sequence; the size of the text where there is none.
[[nodiscard]] std::size_t find_foreign(std::string_view text, std::size_t start);

/// Whether all of it is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Calls use(place) for each byte from `start` on that is in no well-formed sequence. Returns how far the text is
/// decided: to its end; where it goes on, up to a byte that what follows may complete, or stands beside, so that pieces
/// tell the same as the whole.
template <class Use>
std::size_t for_each_foreign(std::string_view text, std::size_t start, TextEnd end, const Use& use) {
    constexpr std::size_t kLongest = 4;  // bytes of a sequence
    for (std::size_t i = find_foreign(text, start); i < text.size(); i = find_foreign(text, i + 1)) {
        if (end == TextEnd::open && text.size() - i < kLongest) {
            return i;
        }
        use(i);
    }
    return text.size();
}

}  // namespace rfmeans::ingest
