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
    const std::uint64_t differing = (load_eight(a) ^ load_eight(b)) | (load_eight(a, middle) ^ load_eight(b, middle)) |
                                    (load_eight(a, last) ^ load_eight(b, last));
    return differing == 0 && (a.size() <= 24 || a == b);
}

/// A number of a row: plain, or what parse_decimal made of its text.
struct RowNumber {
    PlainNumber plain;
    Decimal other;
    std::string_view text;

    [[nodiscard]] std::int64_t mantissa() const { return plain.length > 0 ? plain.mantissa : other.mantissa; }
    [[nodiscard]] Decimal exact() const { return plain.length > 0 ? drop_zeros(plain.mantissa, plain.scale) : other; }
};

bool read_other_number(const RoleField& field, RowNumber& number) {
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

// Inlined, so that each column has branches of its own to be foreseen.
[[gnu::always_inline]] inline bool read_number(const PlainRow& row, const RoleField& field, RowNumber& number) {
    number.text = raw_field(row, field.place);
    number.plain = read_plain_number(strip_quotes(number.text), field.mark);
    return number.plain.length > 0 || read_other_number(field, number);
}

struct RowNumbers {
    const RowNumber &quantity, &price, &total;
};

// As parse_row does. False: it is too large.
[[gnu::always_inline]] inline bool make_amount(const RowLayout& layout, const RowNumbers& numbers, ParsedRow& values) {
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
    values.negative_price = layout.price && price.mantissa() < 0;
    values.unequal_total =
        layout.total && layout.quantity && layout.price && multiply(quantity.exact(), price.exact()) != values.amount;
    values.flags = static_cast<std::uint8_t>((negative ? row_flag::kReturn : 0) | (free ? row_flag::kFree : 0));
    return true;
}

// As MarkUsage::note, which is asked where the number is not plain.
inline void count_mark(const RowNumber& number, DecimalMark mark, MarkUsage& usage) {
    const PlainNumber& plain = number.plain;
    if (plain.length == 0) {
        usage.note(number.text);
        return;
    }
    if (!plain.marked) {
        return;
    }
    const int before = plain.length - 1 - plain.scale;
    const int sure = before >= 1 && before <= 3 && plain.scale == 3 && plain.first != '0' ? 0 : 1;
    if (mark == DecimalMark::point) {
        ++usage.with_point;
        usage.surely_point += sure;
    } else if (before > 0 && plain.scale > 0) {
        ++usage.with_comma;
        usage.surely_comma += sure;
    }
}

// Flags the row where a filter does not take it. False: a field is not plain.
bool apply_filters(const PlainRow& row, const std::vector<FilterField>& filters, ParsedRow& values) {
    for (const FilterField& filter : filters) {
        std::string_view field;
        if (!plain_field(row, filter.place, field)) {
            return false;
        }
        if (!filter.takes(field)) {
            values.flags |= row_flag::kFiltered;
        }
    }
    return true;
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
    const std::string_view inside = strip_quotes(field);
    const bool quoted = inside.size() != field.size();
    field = trim(inside);
    return !quoted || inside.find('"') == std::string_view::npos;
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
    fits_ = std::nullopt;
    if (format == DateFormat::ymd) {
        time_ = read_iso_time(strip_quotes(text), months_);
        if (time_ != kNoIsoTime) {
            return true;
        }
    }
    const auto known = unquote_plain(text) ? memo_.find(text, format) : std::nullopt;
    if (known) {
        time_ = known->time;
        fits_ = known->fits;
        date_text_ = text;
    }
    return known.has_value();
}

void PlainRows::begin_chunk() {
    date_ = {};
}

void PlainRows::end_chunk(ChunkNotes& notes) {
    notes.dates.add_readable(DateFormat::ymd, iso_rows_);
    iso_rows_ = 0;
}

void PlainRows::count_date(std::int64_t line, DateTally& dates) {
    if (fits_) {
        dates.add(*fits_, date_text_, line);
    } else {
        ++iso_rows_;
    }
}

bool PlainRows::read(const PlainRow& row, const FileLayout& layout, ParsedRow& values, ChunkNotes& notes) {
    const RowLayout& rows = layout.rows;
    RowNumber quantity, price, total;
    if ((rows.quantity && !read_number(row, *rows.quantity, quantity)) ||
        (rows.price && !read_number(row, *rows.price, price)) ||
        (rows.total && !read_number(row, *rows.total, total)) || (rows.date && !read_date(row, rows, values.time)) ||
        !make_amount(rows, {quantity, price, total}, values) ||
        (rows.customer && !plain_field(row, rows.customer->place, values.customer)) ||
        (rows.order && !plain_field(row, rows.order->place, values.order)) ||
        (!rows.date && layout.numbers.empty() && is_blank(row)) || !apply_filters(row, rows.filters, values)) {
        return false;
    }
    MarkUsage* usage = notes.marks.data();
    if (rows.quantity) {
        count_mark(quantity, rows.quantity->mark, *usage++);
    }
    if (rows.price) {
        count_mark(price, rows.price->mark, *usage++);
    }
    if (rows.total) {
        count_mark(total, rows.total->mark, *usage);
    }
    if (rows.date) {
        count_date(row.line + 1, notes.dates);
    }
    return true;
}

}  // namespace rfmeans::ingest
