#include "ingest/number_marks.hpp"

#include <algorithm>

#include "ingest/amount.hpp"
#include "ingest/digits.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kLongestNumber = 48;  // bytes

bool digit_at(std::string_view text, std::size_t i) {
    return i < text.size() && is_digit(text[i]);
}

// One mark in a number may separate thousands only as in "1,234" and "12,345".
bool may_separate(std::string_view digits, std::size_t mark) {
    return mark >= 1 && mark <= 3 && digits[0] != '0' && digits.size() == mark + 4;
}

// Whether the bytes show marks as numbers hold them. Without branches and in blocks, so that it is vectorised: most
// files have no such number, and must not pay for those that do.
template <class Pattern>
bool shows(std::string_view text, std::size_t reach, Pattern pattern) {
    constexpr std::size_t kBlock = 4096;
    const std::size_t end = text.size() - std::min(text.size(), reach);
    for (std::size_t start = 0; start < end; start += kBlock) {
        unsigned char found = 0;
        const char* at = text.data() + start;
        const std::size_t size = std::min(kBlock, end - start);
        for (std::size_t i = 0; i < size; ++i) {
            found = static_cast<unsigned char>(found | pattern(at + i));
        }
        if (found != 0) {
            return true;
        }
    }
    return false;
}

unsigned char is_digit_byte(char c) {
    return static_cast<unsigned char>(c - '0') < 10 ? 1 : 0;
}

// "1.234.567"
unsigned char groups_by_points(const char* at) {
    return static_cast<unsigned char>((at[0] == '.' ? 1 : 0) & (at[4] == '.' ? 1 : 0) & is_digit_byte(at[1]));
}

// ",2", and a comma before a quote, behind which a field may go on.
unsigned char has_comma_before_digit(const char* at) {
    return static_cast<unsigned char>((at[0] == ',' ? 1 : 0) & (is_digit_byte(at[1]) | (at[1] == '"' ? 1 : 0)));
}

// Whether a quoted field begins like a number with a comma in it: "1,234", "-€ 1,5", "EUR 1,5".
bool has_comma_number(std::string_view field) {
    constexpr std::size_t kMostLetters = 4;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < std::min(field.size(), kLongestNumber) && letters <= kMostLetters; ++i) {
        const char c = field[i];
        if (c == ',' && (digit_at(field, i + 1) || (i + 1 < field.size() && field[i + 1] == '"'))) {
            return true;
        }
        if (c == ',' || c == '"' || c == ':' || c == '/') {
            return false;
        }
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    }
    return false;
}

bool has_number_commas(const Source& source) {
    const std::string_view text = source.text;
    const bool commas = shows(text, 1, has_comma_before_digit);
    if (!commas || source.dialect.delimiter != ',') {
        return commas;
    }
    for (auto i = text.find('"'); i != std::string_view::npos; i = text.find('"', i + 1)) {
        const bool opening = i == 0 || text[i - 1] == ',' || text[i - 1] == '\n' || text[i - 1] == '\r' ||
                             text[i - 1] == ' ' || text[i - 1] == '\t';
        if (opening && has_comma_number(text.substr(i + 1))) {
            return true;
        }
    }
    return false;
}

DecimalMark choose_mark(const MarkUsage& column, const MarkUsage& file, char delimiter) {
    for (const MarkUsage* usage : {&column, &file}) {
        if (usage->surely_comma != usage->surely_point) {
            return usage->surely_comma > usage->surely_point ? DecimalMark::comma : DecimalMark::point;
        }
    }
    return delimiter == ';' && column.with_comma > column.with_point ? DecimalMark::comma : DecimalMark::point;
}

// "1.234.567"
bool has_groups(std::string_view digits, char mark) {
    const auto first = digits.find(mark);
    return digit_at(digits, first + 1) && first + 4 < digits.size() && digits[first + 4] == mark;
}

// Digits, marks and what separates thousands, no-break blanks among them.
bool is_number_like(std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(), [](char c) {
        return is_digit(c) || c == ',' || c == '.' || c == ' ' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace

// What counts here has to show in a look at the bytes of the file (has_number_commas, groups_by_points).
void MarkUsage::note(std::string_view value) {
    value = trim(value);
    if (value.size() > kLongestNumber || value.find_first_of(",.") == std::string_view::npos) {
        return;
    }
    const bool is_bare = is_digit(value.front()) && is_digit(value.back());
    const BareAmount bare = is_bare ? BareAmount{.digits = value, .currency = {}} : strip_amount(value);
    const std::string_view digits = bare.digits;
    const auto first_comma = digits.find(','), comma = digits.rfind(','), point = digits.rfind('.');
    const bool has_comma = comma != std::string_view::npos, has_point = point != std::string_view::npos;
    const bool any_digit = std::any_of(digits.begin(), digits.end(), is_digit);
    const bool sure_comma = !has_comma || (digit_at(digits, first_comma - 1) && digit_at(digits, first_comma + 1));
    if ((!has_comma && !has_point) || !any_digit || !bare.sound || !is_number_like(digits) || !sure_comma) {
        return;
    }
    with_comma += has_comma ? 1 : 0;
    with_point += has_point ? 1 : 0;
    if (has_comma && has_point) {
        ++(comma > point ? surely_comma : surely_point);
        return;
    }
    const std::size_t last = has_comma ? comma : point;
    const char mark = digits[last];
    if (digits.find(mark) != last) {  // marks that occur twice separate thousands
        if (has_groups(digits, mark)) {
            ++(has_comma ? surely_point : surely_comma);
        }
    } else if (!may_separate(digits, last)) {
        ++(has_comma ? surely_comma : surely_point);
    }
}

void MarkUsage::append(const MarkUsage& later) {
    surely_comma += later.surely_comma;
    surely_point += later.surely_point;
    with_comma += later.with_comma;
    with_point += later.with_point;
}

std::vector<DecimalMark> choose_marks(const std::vector<MarkUsage>& columns, char delimiter) {
    MarkUsage file;
    for (const MarkUsage& column : columns) {
        file.append(column);
    }
    std::vector<DecimalMark> marks;
    for (const MarkUsage& column : columns) {
        marks.push_back(choose_mark(column, file, delimiter));
    }
    return marks;
}

std::vector<DecimalMark> find_marks(const Source& source, const std::vector<std::size_t>& places) {
    if (places.empty() || (!has_number_commas(source) && !shows(source.text, 5, groups_by_points))) {
        return std::vector<DecimalMark>(places.size(), DecimalMark::point);
    }
    std::vector<MarkUsage> columns(places.size());
    RecordReader reader = source.rows();
    Record record;
    while (reader.next(record)) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] < record.fields.size()) {
                columns[i].note(record.fields[places[i]]);
            }
        }
    }
    return choose_marks(columns, source.dialect.delimiter);
}

}  // namespace rfmeans::ingest
