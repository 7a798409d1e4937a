#include "ingest/number_marks.hpp"

#include <algorithm>

#include "ingest/amount.hpp"

namespace rfmeans::ingest {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool digit_at(std::string_view text, std::size_t i) {
    return i < text.size() && is_digit(text[i]);
}

/// How the values of a column use commas and points.
struct Usage {
    std::int64_t surely_comma = 0, surely_point = 0;  // decimal marks that are nothing else
    std::int64_t with_comma = 0, with_point = 0;
};

// One mark in a number may separate thousands only as in "1,234" and "12,345".
bool may_separate(std::string_view digits, std::size_t mark) {
    return mark >= 1 && mark <= 3 && digits[0] != '0' && digits.size() == mark + 4;
}

void note_value(std::string_view value, Usage& usage) {
    const std::string_view digits = strip_amount(value).digits;
    const auto comma = digits.rfind(','), point = digits.rfind('.');
    const bool has_comma = comma != std::string_view::npos, has_point = point != std::string_view::npos;
    if ((!has_comma && !has_point) || !std::any_of(digits.begin(), digits.end(), is_digit)) {
        return;
    }
    usage.with_comma += has_comma ? 1 : 0;
    usage.with_point += has_point ? 1 : 0;
    if (has_comma && has_point) {
        ++(comma > point ? usage.surely_comma : usage.surely_point);
        return;
    }
    const std::size_t last = has_comma ? comma : point;
    const bool repeated = digits.find(digits[last]) != last;
    if (repeated) {  // marks that occur twice separate thousands
        ++(has_comma ? usage.surely_point : usage.surely_comma);
    } else if (!may_separate(digits, last)) {
        ++(has_comma ? usage.surely_comma : usage.surely_point);
    }
}

// "1.234.567" somewhere in the text.
bool has_grouped_points(std::string_view text) {
    for (auto i = text.find('.'); i != std::string_view::npos; i = text.find('.', i + 1)) {
        if (i + 4 < text.size() && text[i + 4] == '.' && is_digit(text[i + 1]) && digit_at(text, i + 5)) {
            return true;
        }
    }
    return false;
}

// Whether a quoted field begins like a number with a comma in it: "1,234", "-€ 1,5", "EUR 1,5".
bool has_comma_number(std::string_view field) {
    constexpr std::size_t kLongestNumber = 48, kMostLetters = 4;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < std::min(field.size(), kLongestNumber) && letters <= kMostLetters; ++i) {
        const char c = field[i];
        if (c == ',' && digit_at(field, i + 1)) {
            return true;
        }
        if (c == ',' || c == '"' || c == '\n') {
            return false;
        }
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    }
    return false;
}

// A comma before a digit: in a field that starts with a quote where commas delimit, else anywhere.
bool has_number_commas(const Source& source) {
    const std::string_view text = source.text;
    if (source.dialect.delimiter != ',') {
        for (auto i = text.find(','); i != std::string_view::npos; i = text.find(',', i + 1)) {
            if (digit_at(text, i + 1)) {
                return true;
            }
        }
        return false;
    }
    for (auto i = text.find('"'); i != std::string_view::npos; i = text.find('"', i + 1)) {
        if (has_comma_number(text.substr(i + 1))) {
            return true;
        }
    }
    return false;
}

DecimalMark choose_mark(const Usage& column, const Usage& file, char delimiter) {
    for (const Usage* usage : {&column, &file}) {
        if (usage->surely_comma != usage->surely_point) {
            return usage->surely_comma > usage->surely_point ? DecimalMark::comma : DecimalMark::point;
        }
    }
    return delimiter == ';' && column.with_comma > column.with_point ? DecimalMark::comma : DecimalMark::point;
}

}  // namespace

std::vector<DecimalMark> find_marks(const Source& source, const std::vector<std::size_t>& places) {
    std::vector<DecimalMark> marks(places.size(), DecimalMark::point);
    if (places.empty() || (!has_number_commas(source) && !has_grouped_points(source.text))) {
        return marks;
    }
    std::vector<Usage> columns(places.size());
    RecordReader reader = source.rows();
    Record record;
    while (reader.next(record)) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] < record.fields.size()) {
                note_value(record.fields[places[i]], columns[i]);
            }
        }
    }
    Usage file;
    for (const Usage& column : columns) {
        file.surely_comma += column.surely_comma;
        file.surely_point += column.surely_point;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        marks[i] = choose_mark(columns[i], file, source.dialect.delimiter);
    }
    return marks;
}

}  // namespace rfmeans::ingest
