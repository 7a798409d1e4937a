#include "fuzz/naive_parser.hpp"

#include <algorithm>
#include <optional>

namespace rfmeans::test {
namespace {

using Place = std::size_t;
constexpr Place kMostQuoted = 1 << 20;

std::string trimmed(const std::string& text, const char* blanks) {
    const Place first = text.find_first_not_of(blanks);
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

bool is_line_end(std::string_view text, Place at) {
    return at == text.size() || text[at] == '\n' || text[at] == '\r';
}

bool is_blank(std::string_view text, Place at, char delimiter) {
    return at < text.size() && (text[at] == ' ' || (text[at] == '\t' && delimiter != '\t'));
}

bool ends_field(std::string_view text, Place at, char delimiter) {
    return is_line_end(text, at) || text[at] == delimiter || (delimiter == ' ' && text[at] == '\t');
}

// `at` is on the opening quote, afterwards behind the closing one. Nothing: it is not closed.
std::optional<std::string> quoted(std::string_view text, Place& at) {
    std::string value;
    for (const Place first = ++at; at < text.size() && at - first <= kMostQuoted; ++at) {
        if (text[at] != '"') {
            value += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
            value += text[at++];
        } else {
            ++at;
            return value;
        }
    }
    return std::nullopt;
}

// From `at` to the end of the record, where `at` stands afterwards. Nothing: a quote is not closed.
std::optional<std::vector<std::string>> fields_of(std::string_view text, Place& at, char delimiter) {
    std::vector<std::string> fields;
    while (true) {
        while (is_blank(text, at, delimiter)) {
            ++at;
        }
        if (delimiter == ' ' && is_line_end(text, at)) {
            return fields;
        }
        const bool has_quotes = at < text.size() && text[at] == '"';
        const auto inside = has_quotes ? quoted(text, at) : std::string();
        if (!inside) {
            return std::nullopt;
        }
        std::string rest;
        while (!ends_field(text, at, delimiter)) {
            rest += text[at++];
        }
        fields.push_back(*inside + trimmed(rest, has_quotes ? " \t\f" : " \t"));
        if (is_line_end(text, at)) {
            return fields;
        }
        ++at;
    }
}

}  // namespace

std::vector<NaiveRecord> split_naively(std::string_view text, char delimiter) {
    std::vector<NaiveRecord> records;
    std::int64_t line = 1;
    for (Place at = 0; at < text.size();) {
        const Place start = at;
        NaiveRecord record{.line = line};
        const auto fields = fields_of(text, at, delimiter);
        record.unclosed_quote = !fields;
        if (!fields) {
            for (at = start; !is_line_end(text, at);) {
                ++at;
            }
        }
        record.text = text.substr(start, at - start);
        record.fields = fields ? *fields : std::vector{record.text};
        record.blank = fields && std::ranges::all_of(*fields, [](const std::string& field) {
                           return trimmed(field, " \t\r\n\f").empty();
                       });
        line += 1 + std::ranges::count(record.text, '\n');
        at += text.substr(at, 2) == "\r\n" ? 2 : 1;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace rfmeans::test
