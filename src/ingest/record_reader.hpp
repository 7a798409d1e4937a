// Delimited text → records of fields.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace rfmeans::ingest {

/// The delimiter that stands for runs of blanks and tabs.
inline constexpr char kBlanks = ' ';

/// One record. The views are valid until the reader's next step.
struct Record {
    std::vector<std::string_view> fields;  ///< unquoted; fields without quotes are trimmed of blanks
    std::string_view text;                 ///< as written, without its line end
    std::int64_t line = 0;                 ///< 1-based line where it starts
    bool blank = false;                    ///< every field is empty
    bool unclosed_quote = false;           ///< a quote was opened and never closed; the record is its first line
};

/// Where in a text a reader starts.
struct TextPosition {
    std::size_t offset = 0;
    std::int64_t line = 1;
};

/// Splits by RFC 4180, forgivingly: any line end (LF, CRLF, CR), a last line without one, blanks before an opening
/// quote, quotes in the middle of a field taken as written. A quoted field may hold delimiters, line ends and "".
/// A quote that isn't closed within kLongestQuoted bytes is a mistake: the record then ends with its line.
class RecordReader {
public:
    static constexpr std::size_t kLongestQuoted = std::size_t{1} << 20;

    RecordReader(std::string_view text, char delimiter, TextPosition start = {})
        : text_(text), delimiter_(delimiter), position_(start) {}

    /// Reads the next record, blank ones included. False at the end of the text.
    bool next(Record& record);

    /// Where the next record starts.
    [[nodiscard]] TextPosition position() const { return position_; }

    /// Reads on from the start of another record.
    void seek(TextPosition position) { position_ = position; }

private:
    void add_plain_field(Record& record, std::size_t& at, std::size_t start) const;
    bool add_quoted_field(Record& record, std::size_t& at);
    void end_at_line(Record& record, std::size_t start);
    [[nodiscard]] bool is_blank(char c) const { return c == ' ' || (c == '\t' && delimiter_ != '\t'); }
    [[nodiscard]] bool ends_field(char c) const {
        return c == delimiter_ || c == '\n' || c == '\r' || (delimiter_ == kBlanks && c == '\t');
    }

    std::string_view text_;
    char delimiter_;
    TextPosition position_;
    std::deque<std::string> unquoted_;  // fields that had to be copied to drop doubled quotes
};

[[nodiscard]] std::string_view trim(std::string_view text);

/// A value as messages show it: cut after 60 bytes, between characters.
[[nodiscard]] std::string shorten(std::string_view value);

}  // namespace rfmeans::ingest
