// Quantity, price and total of a plain row → its amount.
#pragma once

#include "ingest/number_marks.hpp"
#include "ingest/plain_field.hpp"
#include "ingest/plain_values.hpp"
#include "ingest/row_parser.hpp"

namespace rfmeans::ingest {

/// As parse_row and MarkUsage::note, for numbers of any spelling. False: one of them cannot be read, or a product is
/// too large.
[[nodiscard]] bool read_other_amount(const PlainRow& row, const RowLayout& layout, ParsedRow& values, MarkUsage* marks);

/// As MarkUsage::note.
[[gnu::always_inline]] inline void count_mark(const PlainNumber& number, DecimalMark mark, MarkUsage& usage) {
    if (!number.marked) {
        return;
    }
    const int before = number.length - 1 - number.scale;
    const int sure = number.scale == 3 && before >= 1 && before <= 3 && number.first != '0' ? 0 : 1;
    if (mark == DecimalMark::point) {
        ++usage.with_point;
        usage.surely_point += sure;
    } else if (before > 0 && number.scale > 0) {
        ++usage.with_comma;
        usage.surely_comma += sure;
    }
}

/// Price and quantity, or a total, of up to eight characters each; other rows are left to read_other_amount. Sets the
/// amount, the flags of returns and free rows, and what is odd about them. Inlined, so that each column has branches of
/// its own to be foreseen. `marks` are of number_fields().
[[gnu::always_inline]] inline bool read_amount(const PlainRow& row, const RowLayout& layout, ParsedRow& values,
                                               MarkUsage* marks) {
    PlainNumber quantity, price, total;
    bool plain = true;
    const auto read = [&](const std::optional<RoleField>& field, PlainNumber& number) __attribute__((always_inline)) {
        if (field) {
            number = read_plain_number(strip_quotes(raw_field(row, field->place)), field->mark);
            plain = plain && number.length > 0;
        }
    };
    read(layout.quantity, quantity);
    read(layout.price, price);
    read(layout.total, total);
    if (!plain) {
        return read_other_amount(row, layout, values, marks);
    }
    const auto product = [&] {  // below 10^16
        return drop_zeros(quantity.mantissa * price.mantissa, quantity.scale + price.scale);
    };
    values.unequal_total = false;
    if (layout.total) {
        values.amount = drop_zeros(total.mantissa, total.scale);
        values.unequal_total = layout.quantity && layout.price && product() != values.amount;
    } else if (layout.price && layout.quantity) {
        values.amount = product();
    } else {
        values.amount = drop_zeros(price.mantissa, price.scale);
    }
    set_flags(values, quantity.mantissa, layout.price ? std::optional(price.mantissa) : std::nullopt);
    if (layout.quantity) {
        count_mark(quantity, layout.quantity->mark, *marks++);
    }
    if (layout.price) {
        count_mark(price, layout.price->mark, *marks++);
    }
    if (layout.total) {
        count_mark(total, layout.total->mark, *marks);
    }
    return true;
}

}  // namespace rfmeans::ingest
