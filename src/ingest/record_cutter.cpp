#include "ingest/record_cutter.hpp"

#include <algorithm>

#include "ingest/record_reader.hpp"
#include "ingest/simd_structure.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

enum class Closing { found, too_late, unknown };

struct ClosingQuote {
    Closing closing = Closing::unknown;
    std::size_t place = 0;
};

// As RecordReader::add_quoted_field. `first` is behind the opening quote.
ClosingQuote find_closing(std::string_view text, std::size_t first, TextEnd end) {
    std::size_t close = first;
    while (true) {
        close = text.find('"', close);
        if (close == kNone) {
            const bool decided = end == TextEnd::last || text.size() - first > RecordReader::kLongestQuoted;
            return {decided ? Closing::too_late : Closing::unknown};
        }
        if (close - first > RecordReader::kLongestQuoted) {
            return {Closing::too_late};
        }
        if (close + 1 == text.size() && end == TextEnd::open) {
            return {Closing::unknown};
        }
        if (close + 1 == text.size() || text[close + 1] != '"') {
            return {Closing::found, close};
        }
        close += 2;
    }
}

// Behind the line end at i; 0 where it may go on behind the text.
std::size_t behind_line_end(std::string_view text, std::size_t i, TextEnd end) {
    if (text[i] == '\n') {
        return i + 1;
    }
    if (i + 1 == text.size()) {
        return end == TextEnd::last ? i + 1 : 0;
    }
    return text[i + 1] == '\n' ? i + 2 : i + 1;
}

}  // namespace

// A quote opens a field behind a delimiter or line end, blanks between them ignored. What stands behind a closing quote
// is no beginning, nor is the middle of a field.
bool RecordCutter::opens(std::string_view text, std::size_t quote) const {
    const auto blank = [this](char c) { return c == ' ' || (c == '\t' && delimiter_ != '\t'); };
    std::size_t i = quote;
    if (delimiter_ == kBlanks && i > 0 && blank(text[i - 1])) {
        return true;
    }
    while (i > 0 && blank(text[i - 1])) {
        --i;
    }
    return i == 0 || text[i - 1] == delimiter_ || text[i - 1] == '\n' || text[i - 1] == '\r';
}

// Behind the last line end outside of quotes; line feeds are looked for first, for they are sure. 0: there is none.
std::size_t RecordCutter::last_record_end(std::string_view text, TextEnd end) const {
    for (std::size_t s = outside_.size(); s-- > 0;) {
        const auto found = text.substr(outside_[s].from, outside_[s].to - outside_[s].from).rfind('\n');
        if (found != kNone) {
            return outside_[s].from + found + 1;
        }
    }
    for (std::size_t s = outside_.size(); s-- > 0;) {
        for (std::size_t i = outside_[s].to; i-- > outside_[s].from;) {
            const std::size_t behind = text[i] == '\r' ? behind_line_end(text, i, end) : 0;
            if (behind > 0) {
                return behind;
            }
        }
    }
    return 0;
}

// The last stretch ends at a quote that is a mistake. Drops the line where its record begins, as RecordReader does, and
// returns where the next one begins; 0 where the text ends before.
std::size_t RecordCutter::skip_bad_line(std::string_view text, TextEnd end) {
    std::size_t start = 0;
    while (!outside_.empty()) {
        const Stretch last = outside_.back();
        const auto found = text.substr(last.from, last.to - last.from).find_last_of("\r\n");
        if (found != kNone) {
            start = last.from + found + 1;
            break;
        }
        if (outside_.size() == 1) {
            start = last.from;
            break;
        }
        outside_.pop_back();
    }
    const auto line_end = text.find_first_of("\r\n", start);
    if (line_end == kNone) {
        return end == TextEnd::last ? text.size() : 0;
    }
    return behind_line_end(text, line_end, end);
}

// Where all quotes are well-formed, a vector scan finds the end. 0: they are not, or no record ends. Too short for a
// quote that is closed too late.
std::size_t RecordCutter::cut_quickly(std::string_view text) {
    if (text.size() > RecordReader::kLongestQuoted || delimiter_ == kBlanks) {
        return 0;
    }
    marks_.separators.resize(std::max(marks_.separators.size(), text.size() / kBlockBytes + 1));
    const MarkedText marked = mark_separators(text, delimiter_, marks_.separators.data());
    if (!marked.well_formed) {
        return 0;
    }
    marks_.plain = marked.plain;
    marks_.all_separators = !marked.inner_lines && (marked.plain || text.find('\r') == kNone);
    return marked.behind_line;
}

Cut RecordCutter::cut(std::string_view text, TextEnd end) {
    Cut cut;
    outside_.clear();
    std::size_t from = 0;  // of the stretch
    std::size_t quote = text.find('"');
    cut.quotes = quote != kNone;
    marks_.all_separators = marks_.plain = false;
    if (cut.quotes && end == TextEnd::open) {
        cut.size = cut_quickly(text);
        if (cut.size > 0) {
            return cut;
        }
    }
    for (; quote != kNone; quote = text.find('"', quote)) {
        if (!opens(text, quote)) {
            ++quote;
            continue;
        }
        outside_.push_back({from, quote});
        const ClosingQuote closing = find_closing(text, quote + 1, end);
        if (closing.closing == Closing::unknown) {
            cut.size = last_record_end(text, end);
            return cut;
        }
        if (closing.closing == Closing::found) {
            from = quote = closing.place + 1;
            continue;
        }
        cut.unclosed_quote = true;
        quote = skip_bad_line(text, end);
        if (quote == 0) {
            cut.size = last_record_end(text, end);
            return cut;
        }
        // Its line end belongs to the stretch that its record begins in.
        from = outside_.back().from;
        outside_.pop_back();
    }
    outside_.push_back({from, text.size()});
    cut.size = end == TextEnd::last ? text.size() : last_record_end(text, end);
    return cut;
}

}  // namespace rfmeans::ingest
