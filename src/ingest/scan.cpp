#include "ingest/scan.hpp"

#include <algorithm>

#include "ingest/digits.hpp"

namespace rfmeans::ingest {

Digits take_digits(std::string_view& text, std::size_t most) {
    Digits digits;
    while (digits.count < most && digits.count < text.size() && is_digit(text[digits.count])) {
        digits.value = 10 * digits.value + (text[digits.count] - '0');
        ++digits.count;
    }
    text.remove_prefix(digits.count);
    return digits;
}

int take_pair(std::string_view& text) {
    if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) {
        return -1;
    }
    const int value = 10 * (text[0] - '0') + (text[1] - '0');
    text.remove_prefix(2);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

bool take_blanks(std::string_view& text) {
    const std::size_t before = text.size();
    while (take(text, ' ')) {
    }
    return text.size() < before;
}

bool take_any(std::string_view& text, std::string_view characters) {
    std::size_t length = 0;
    while (length < text.size() && characters.find(text[length]) != std::string_view::npos) {
        ++length;
    }
    text.remove_prefix(length);
    return length > 0;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool take_word(std::string_view& text, std::string_view word) {
    const auto alike = [](char a, char b) { return lower(a) == b; };
    if (text.size() < word.size() || !std::equal(word.begin(), word.end(), text.begin(),
                                                 [&](char expected, char found) { return alike(found, expected); })) {
        return false;
    }
    text.remove_prefix(word.size());
    return true;
}

}  // namespace rfmeans::ingest
