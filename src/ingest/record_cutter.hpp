// Where a piece of a text can be cut, so that every record is whole.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace rfmeans::ingest {

enum class TextEnd { open, last };

struct Cut {
    std::size_t size = 0;         ///< bytes of whole records; 0: no record is known to end in the text
    bool quotes = false;          ///< there are quotes in the text
    bool unclosed_quote = false;  ///< a quote in it is a mistake: it is closed too late or never
};

/// Cuts a text that begins with a record as RecordReader does, whatever its quotes hold.
class RecordCutter {
public:
    explicit RecordCutter(char delimiter) : delimiter_(delimiter) {}

    /// 64 bytes behind the text must be readable.
    [[nodiscard]] Cut cut(std::string_view text, TextEnd end);

private:
    /// Text outside of quoted fields.
    struct Stretch {
        std::size_t from, to;
    };

    [[nodiscard]] bool opens(std::string_view text, std::size_t quote) const;
    [[nodiscard]] std::size_t cut_quickly(std::string_view text, std::size_t first_quote) const;
    [[nodiscard]] std::size_t last_record_end(std::string_view text, TextEnd end) const;
    [[nodiscard]] std::size_t skip_bad_line(std::string_view text, TextEnd end);

    char delimiter_;
    std::vector<Stretch> outside_;  // ascending
};

}  // namespace rfmeans::ingest
