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

// "1,2"
unsigned char has_comma_in_digits(const char* at) {
    return static_cast<unsigned char>(is_digit_byte(at[0]) & (at[1] == ',' ? 1 : 0) & is_digit_byte(at[2]));
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
        if (c == ',' || c == '"' || c == '\n' || c == ':' || c == '/') {
            return false;
        }
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    }
    return false;
}

bool has_number_commas(const Source& source) {
    const std::string_view text = source.text;
    const bool commas = shows(text, 2, has_comma_in_digits);
    if (!commas || source.dialect.delimiter != ',') {
        return commas;
    }
    for (auto i = text.find('"'); i != std::string_view::npos; i = text.find('"', i + 1)) {
        const bool opening = i == 0 || text[i - 1] == ',' || text[i - 1] == '\n' || text[i - 1] == ' ';
        if (opening && has_comma_number(text.substr(i + 1))) {
            return true;
        }
    }
    return false;
}

}  // namespace

void MarkUsage::note(std::string_view value, std::int64_t count) {
    if (value.find_first_of(",.") == std::string_view::npos) {
        return;
    }
    const bool bare = is_digit(value.front()) && is_digit(value.back());
    const std::string_view digits = bare ? value : strip_amount(value).digits;
    const auto comma = digits.rfind(','), point = digits.rfind('.');
    const bool has_comma = comma != std::string_view::npos, has_point = point != std::string_view::npos;
    if ((!has_comma && !has_point) || !std::any_of(digits.begin(), digits.end(), is_digit)) {
        return;
    }
    with_comma += has_comma ? count : 0;
    with_point += has_point ? count : 0;
    if (has_comma && has_point) {
        (comma > point ? surely_comma : surely_point) += count;
        return;
    }
    const std::size_t last = has_comma ? comma : point;
    const bool repeated = digits.find(digits[last]) != last;
    if (repeated) {  // marks that occur twice separate thousands
        (has_comma ? surely_point : surely_comma) += count;
    } else if (!may_separate(digits, last)) {
        (has_comma ? surely_comma : surely_point) += count;
    }
}

void MarkUsage::add_sure(const MarkUsage& other) {
    surely_comma += other.surely_comma;
    surely_point += other.surely_point;
}

DecimalMark choose_mark(const MarkUsage& column, std::initializer_list<const MarkUsage*> wider, bool semicolons) {
    const auto decided = [](const MarkUsage& usage) { return usage.surely_comma != usage.surely_point; };
    const auto majority = [](const MarkUsage& usage) {
        return usage.surely_comma > usage.surely_point ? DecimalMark::comma : DecimalMark::point;
    };
    if (decided(column)) {
        return majority(column);
    }
    for (const MarkUsage* usage : wider) {
        if (decided(*usage)) {
            return majority(*usage);
        }
    }
    return semicolons && column.with_comma > column.with_point ? DecimalMark::comma : DecimalMark::point;
}

std::vector<DecimalMark> find_marks(const Source& source, const std::vector<std::size_t>& places) {
    std::vector<DecimalMark> marks(places.size(), DecimalMark::point);
    if (places.empty() || (!has_number_commas(source) && !shows(source.text, 5, groups_by_points))) {
        return marks;
    }
    std::vector<MarkUsage> columns(places.size());
    RecordReader reader = source.rows();
    Record record;
    while (reader.next(record)) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] < record.fields.size()) {
                columns[i].note(record.fields[places[i]], 1);
            }
        }
    }
    MarkUsage file;
    for (const MarkUsage& column : columns) {
        file.add_sure(column);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        marks[i] = choose_mark(columns[i], {&file}, source.dialect.delimiter == ';');
    }
    return marks;
}

}  // namespace rfmeans::ingest
