#include "ingest/record_reader.hpp"

#include <algorithm>

namespace rfmeans::ingest {

std::string_view trim(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string shorten(std::string_view value) {
    constexpr std::size_t kMostBytes = 60;
    if (value.size() <= kMostBytes) {
        return std::string(value);
    }
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(value.substr(0, end)) + "…";
}

bool RecordReader::next(Record& record) {
    record.fields.clear();
    record.unclosed_quote = false;
    unquoted_.clear();
    const std::size_t start = position_.offset;
    if (start >= text_.size()) {
        return false;
    }
    record.line = position_.line;
    std::size_t at = start;
    bool more = true;
    while (more) {
        const std::size_t field_start = at;
        while (at < text_.size() && is_blank(text_[at])) {
            ++at;
        }
        if (delimiter_ == kBlanks && (at == text_.size() || text_[at] == '\n' || text_[at] == '\r')) {
            break;  // blanks at the end of a line separate nothing
        }
        if (at < text_.size() && text_[at] == '"') {
            if (!add_quoted_field(record, at)) {
                end_at_line(record, start);
                return true;
            }
        } else {
            add_plain_field(record, at, field_start);
        }
        more = at < text_.size() && text_[at] != '\n' && text_[at] != '\r';
        if (more && delimiter_ != kBlanks) {
            ++at;
        }
    }
    record.text = text_.substr(start, at - start);
    if (at < text_.size()) {
        const bool crlf = text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
        at += crlf ? 2 : 1;
        ++position_.line;
    }
    position_.offset = at;
    record.blank = std::all_of(record.fields.begin(), record.fields.end(),
                               [](std::string_view field) { return trim(field).empty(); });
    return true;
}

void RecordReader::add_plain_field(Record& record, std::size_t& at, std::size_t start) const {
    while (at < text_.size() && !ends_field(text_[at])) {
        ++at;
    }
    std::size_t first = start, last = at;
    while (first < last && is_blank(text_[first])) {
        ++first;
    }
    while (last > first && is_blank(text_[last - 1])) {
        --last;
    }
    record.fields.push_back(text_.substr(first, last - first));
}

// `at` is on the opening quote; afterwards on what ends the field.
bool RecordReader::add_quoted_field(Record& record, std::size_t& at) {
    const std::size_t first = at + 1;
    std::size_t close = first;
    bool doubled = false;
    while (true) {
        close = text_.find('"', close);
        if (close == std::string_view::npos || close - first > kLongestQuoted) {
            return false;
        }
        if (close + 1 >= text_.size() || text_[close + 1] != '"') {
            break;
        }
        doubled = true;
        close += 2;
    }
    const std::string_view inside = text_.substr(first, close - first);
    position_.line += std::count(inside.begin(), inside.end(), '\n');
    at = close + 1;
    const std::size_t rest = at;
    while (at < text_.size() && !ends_field(text_[at])) {
        ++at;
    }
    const std::string_view tail = trim(text_.substr(rest, at - rest));
    if (!doubled && tail.empty()) {
        record.fields.push_back(inside);
        return true;
    }
    std::string& copy = unquoted_.emplace_back();
    for (std::size_t i = 0; i < inside.size(); ++i) {
        copy += inside[i];
        i += inside[i] == '"' ? 1 : 0;
    }
    copy += tail;
    record.fields.push_back(copy);
    return true;
}

void RecordReader::end_at_line(Record& record, std::size_t start) {
    std::size_t end = text_.find_first_of("\r\n", start);
    end = std::min(end, text_.size());
    record.fields.clear();
    record.text = text_.substr(start, end - start);
    record.fields.push_back(record.text);
    record.blank = false;
    record.unclosed_quote = true;
    if (end < text_.size()) {
        end += text_[end] == '\r' && end + 1 < text_.size() && text_[end + 1] == '\n' ? 2 : 1;
    }
    position_ = {end, record.line + 1};
}

}  // namespace rfmeans::ingest
