// Takes parts from the front of a text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rfmeans::ingest {

/// A run of digits.
struct Digits {
    std::int64_t value = 0;
    std::size_t count = 0;  ///< 0: there is none
};

/// Takes up to `most` digits.
Digits take_digits(std::string_view& text, std::size_t most);

/// Exactly two digits; -1 where they are not there.
int take_pair(std::string_view& text);

/// False where the text begins otherwise.
bool take(std::string_view& text, char c);

/// Takes all blanks; false where there is none.
bool take_blanks(std::string_view& text);

/// Takes any run of these characters; false where there is none.
bool take_any(std::string_view& text, std::string_view characters);

[[nodiscard]] char lower(char c);

/// The word in lower case; letters of either case match it.
bool take_word(std::string_view& text, std::string_view word);

}  // namespace rfmeans::ingest
