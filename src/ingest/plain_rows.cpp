#include "ingest/plain_rows.hpp"

#include <algorithm>

namespace rfmeans::ingest {
namespace {

// Dates have up to 24 characters.
bool same_text(std::string_view a, std::string_view b) {
    if (a.size() != b.size() || a.size() < 8) {
        return a == b;
    }
    const std::size_t last = a.size() - 8, middle = std::min<std::size_t>(8, last);
    const std::uint64_t differing = (load_eight(a.data()) ^ load_eight(b.data())) |
                                    (load_eight(a.data() + middle) ^ load_eight(b.data() + middle)) |
                                    (load_eight(a.data() + last) ^ load_eight(b.data() + last));
    return differing == 0 && (a.size() <= 24 || a == b);
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

bool is_blank(const PlainRow& row) {
    for (std::size_t place = 0; place < row.fields; ++place) {
        std::string_view field;
        if (!plain_field(row, place, field) || !field.empty()) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool unquote_plain(std::string_view& field) {
    field = trim(field);
    if (field.empty() || field.front() != '"') {
        return true;
    }
    // Well-formed: the quotes are the first and the last character.
    field = field.substr(1, field.size() - 2);
    if (field.find('"') != std::string_view::npos) {
        return false;
    }
    field = trim(field);
    return true;
}

bool PlainRows::read_number(const PlainRow& row, const RoleField& field, Number& number) {
    number.text = raw_field(row, field.place);
    number.plain = read_plain_number(number.text, field.mark);
    return number.plain.length > 0 || read_other_number(field, number);
}

bool PlainRows::read_other_number(const RoleField& field, Number& number) {
    if (!unquote_plain(number.text)) {
        return false;
    }
    number.plain = read_plain_number(number.text, field.mark);
    if (number.plain.length > 0) {
        return true;
    }
    const ParsedDecimal parsed = parse_decimal(number.text, field.mark);
    number.other = parsed.value.value_or(Decimal{});
    return parsed.value.has_value();
}

bool PlainRows::read_amount(const RowLayout& layout, const Number (&numbers)[3], ParsedRow& values) {
    const auto& [quantity, price, total] = numbers;
    if (layout.total) {
        values.amount = total.exact();
    } else if (layout.price && layout.quantity) {
        if (quantity.plain.length > 0 && price.plain.length > 0) {  // below 10^16
            values.amount =
                drop_zeros(quantity.plain.mantissa * price.plain.mantissa, quantity.plain.scale + price.plain.scale);
        } else if (const auto product = multiply(quantity.exact(), price.exact())) {
            values.amount = *product;
        } else {
            return false;
        }
    } else if (layout.price) {
        values.amount = price.exact();
    }
    const bool negative = values.amount.mantissa < 0 || (layout.quantity && quantity.mantissa() < 0);
    const bool free = layout.price && price.mantissa() <= 0;
    values.flags = static_cast<std::uint8_t>((negative ? row_flag::kReturn : 0) | (free ? row_flag::kFree : 0));
    return true;
}

bool PlainRows::read_date(const PlainRow& row, const RowLayout& layout, std::int64_t& time) {
    const std::string_view text = raw_field(row, layout.date->place);
    if (date_.empty() || !same_text(text, date_)) {
        date_ = {};
        if (!read_new_date(text, layout.date_format)) {
            return false;
        }
        date_ = text;
    }
    time = time_;
    return true;
}

bool PlainRows::read_new_date(std::string_view text, DateFormat format) {
    known_date_ = nullptr;
    if (format == DateFormat::ymd) {
        time_ = read_iso_time(text, months_);
        if (time_ != kNoIsoTime) {
            return true;
        }
    }
    known_date_ = unquote_plain(text) ? memo_.find(text, format) : nullptr;
    time_ = known_date_ ? known_date_->time : 0;
    return known_date_ != nullptr;
}

void PlainRows::begin_chunk() {
    date_ = {};
}

void PlainRows::end_chunk(ChunkNotes& notes) {
    notes.dates.add_readable(DateFormat::ymd, iso_rows_);
    iso_rows_ = 0;
}

bool PlainRows::read(const PlainRow& row, const FileLayout& layout, ParsedRow& values, ChunkNotes& notes) {
    const RowLayout& rows = layout.rows;
    Number numbers[3];
    const std::optional<RoleField>* const fields[3] = {&rows.quantity, &rows.price, &rows.total};
    for (std::size_t i = 0; i < 3; ++i) {
        if (*fields[i] && !read_number(row, **fields[i], numbers[i])) {
            return false;
        }
    }
    if ((rows.date && !read_date(row, rows, values.time)) || !read_amount(rows, numbers, values) ||
        (rows.customer && !plain_field(row, rows.customer->place, values.customer)) ||
        (rows.order && !plain_field(row, rows.order->place, values.order)) ||
        (!rows.date && layout.numbers.empty() && is_blank(row))) {
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
    if (!rows.date) {
        return true;
    }
    if (known_date_) {
        std::string_view text = date_;
        static_cast<void>(unquote_plain(text));
        notes.dates.add(known_date_->fits, text, row.line + 1);
    } else {
        ++iso_rows_;
    }
    return true;
}

}  // namespace rfmeans::ingest
