// Where a piece of a text can be cut, so that every record is whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/text_end.hpp"

namespace rfmeans::ingest {

struct Cut {
    std::size_t size = 0;         ///< bytes of whole records; 0: no record is known to end in the text
    bool quotes = false;          ///< there are quotes in the text
    bool unclosed_quote = false;  ///< a quote in it is a mistake: it is closed too late or never
};

/// What is known of a text before it is read.
struct TextMarks {
    std::vector<std::uint64_t> separators;  ///< a bit a byte, as mark_separators says
    bool all_separators = false;            ///< it has no others, and no line feeds in quotes; false: not known
    bool plain = false;                     ///< as MarkedText; false: not known
};

/// Cuts a text that begins with a record as RecordReader does, whatever its quotes hold.
class RecordCutter {
public:
    explicit RecordCutter(char delimiter) : delimiter_(delimiter) {}

    /// 64 bytes behind the text must be readable.
    [[nodiscard]] Cut cut(std::string_view text, TextEnd end);

    /// Of the text that was cut last, where it was scanned to cut it.
    [[nodiscard]] TextMarks& marks() { return marks_; }

private:
    /// Text outside of quoted fields.
    struct Stretch {
        std::size_t from, to;
    };

    [[nodiscard]] bool opens(std::string_view text, std::size_t quote) const;
    [[nodiscard]] std::size_t cut_quickly(std::string_view text);
    [[nodiscard]] std::size_t last_record_end(std::string_view text, TextEnd end) const;
    [[nodiscard]] std::size_t skip_bad_line(std::string_view text, TextEnd end);

    char delimiter_;
    std::vector<Stretch> outside_;  // ascending
    TextMarks marks_;
};

}  // namespace rfmeans::ingest
