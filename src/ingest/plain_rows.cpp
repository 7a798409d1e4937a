#include "ingest/plain_rows.hpp"

#include <algorithm>

namespace rfmeans::ingest {
namespace {

// Where the field at `place` lies; the carriage return of a line end is not part of it.
std::string_view raw_field(const PlainRow& row, std::size_t place) {
    const std::size_t from = place == 0 ? row.start : row.separators[place - 1] + std::size_t{1};
    std::size_t to = row.separators[place];
    to -= place + 1 == row.fields && to > from && row.text[to - 1] == '\r' ? 1 : 0;
    return {row.text + from, to - from};
}

bool is_bare(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '"';
}

bool same_text(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

// As MarkUsage::note counts a value with one mark and no other.
void count_mark(const PlainNumber& number, DecimalMark mark, MarkUsage& usage) {
    if (!number.marked) {
        return;
    }
    const int before = number.length - 1 - number.scale;
    const int sure = before >= 1 && before <= 3 && number.scale == 3 && number.first != '0' ? 0 : 1;
    if (mark == DecimalMark::point) {
        ++usage.with_point;
        usage.surely_point += sure;
    } else if (before > 0 && number.scale > 0) {
        ++usage.with_comma;
        usage.surely_comma += sure;
    }
}

}  // namespace

std::optional<std::string_view> PlainRows::field(const PlainRow& row, std::size_t place) {
    std::string_view text = raw_field(row, place);
    if (text.empty() || (is_bare(text.front()) && is_bare(text.back()))) {
        return text;
    }
    text = trim(text);
    if (text.empty() || text.front() != '"') {
        return text;
    }
    // Well-formed: the quotes are the first and the last character.
    text = text.substr(1, text.size() - 2);
    if (text.find('"') != std::string_view::npos) {
        return std::nullopt;
    }
    return trim(text);
}

bool PlainRows::read_number(const PlainRow& row, const RoleField& field_of_role, Number& number) {
    const auto text = field(row, field_of_role.place);
    if (!text || text->empty()) {
        return false;
    }
    number.text = *text;
    number.plain = read_plain_number(*text, field_of_role.mark);
    if (number.plain.length > 0) {
        number.value = {number.plain.mantissa, number.plain.scale};
        return true;
    }
    const ParsedDecimal parsed = parse_decimal(*text, field_of_role.mark);
    number.value = parsed.value.value_or(Decimal{});
    return parsed.value.has_value();
}

bool PlainRows::read_amount(const RowLayout& layout, const Number (&numbers)[3], ParsedRow& values) {
    const auto& [quantity, price, total] = numbers;
    const auto exact = [](const Number& number) {
        return number.plain.length > 0 ? drop_zeros(number.value.mantissa, number.value.scale) : number.value;
    };
    if (layout.total) {
        values.amount = exact(total);
    } else if (layout.price && layout.quantity) {
        if (quantity.plain.length > 0 && price.plain.length > 0) {  // below 10^16
            values.amount =
                drop_zeros(quantity.value.mantissa * price.value.mantissa, quantity.value.scale + price.value.scale);
        } else if (const auto product = multiply(exact(quantity), exact(price))) {
            values.amount = *product;
        } else {
            return false;
        }
    } else if (layout.price) {
        values.amount = exact(price);
    }
    const bool negative = values.amount.mantissa < 0 || (layout.quantity && quantity.value.mantissa < 0);
    const bool free = layout.price && price.value.mantissa <= 0;
    values.flags = static_cast<std::uint8_t>((negative ? row_flag::kReturn : 0) | (free ? row_flag::kFree : 0));
    return true;
}

bool PlainRows::read_date(const PlainRow& row, const RowLayout& layout, std::int64_t& time) {
    const auto text = field(row, layout.date->place);
    if (!text || text->empty()) {
        return false;
    }
    if (!same_text(*text, date_)) {
        std::int64_t found = layout.date_format == DateFormat::ymd ? read_iso_time(*text, months_) : kNoIsoTime;
        const KnownDate* known = nullptr;
        if (found == kNoIsoTime) {
            known = memo_.find(*text, layout.date_format);
            if (!known) {
                date_ = {};  // what it knew may have made room
                return false;
            }
            found = known->time;
        }
        date_ = *text;
        known_date_ = known;
        time_ = found;
    }
    time = time_;
    return true;
}

void PlainRows::count_date(DateFormat format, std::int64_t line, DateTally& dates) {
    if (known_date_) {
        dates.add(known_date_->fits, date_, line);
    } else {
        dates.add_readable(format, 1);
    }
}

void PlainRows::begin_chunk() {
    date_ = {};
}

bool PlainRows::read(const PlainRow& row, const FileLayout& layout, ParsedRow& values, ChunkNotes& notes) {
    const RowLayout& rows = layout.rows;
    if (row.fields != rows.header.size()) {
        return false;
    }
    Number numbers[3];
    const std::optional<RoleField>* const fields[3] = {&rows.quantity, &rows.price, &rows.total};
    for (std::size_t i = 0; i < 3; ++i) {
        if (*fields[i] && !read_number(row, **fields[i], numbers[i])) {
            return false;
        }
    }
    if ((rows.date && !read_date(row, rows, values.time)) || !read_amount(rows, numbers, values)) {
        return false;
    }
    const auto customer = rows.customer ? field(row, rows.customer->place) : std::string_view{};
    const auto order = rows.order ? field(row, rows.order->place) : std::string_view{};
    if (!customer || !order) {
        return false;
    }
    values.customer = *customer;
    values.order = *order;
    if (!rows.date && layout.numbers.empty() && is_blank(row)) {
        return false;
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        if (!*fields[i]) {
            continue;
        }
        if (numbers[i].plain.length > 0) {
            count_mark(numbers[i].plain, (*fields[i])->mark, notes.marks[next]);
        } else {
            notes.marks[next].note(numbers[i].text);
        }
        ++next;
    }
    if (rows.date) {
        count_date(rows.date_format, row.line + 1, notes.dates);
    }
    return true;
}

bool PlainRows::is_blank(const PlainRow& row) {
    for (std::size_t place = 0; place < row.fields; ++place) {
        const auto text = field(row, place);
        if (!text || !text->empty()) {
            return false;
        }
    }
    return true;
}

}  // namespace rfmeans::ingest
