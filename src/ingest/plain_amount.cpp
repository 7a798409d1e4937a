#include "ingest/plain_amount.hpp"

namespace rfmeans::ingest {
namespace {

/// A number of a row as it is written, and its value.
struct OtherNumber {
    std::string_view text;
    Decimal value;
};

bool read_other_number(const PlainRow& row, const RoleField& field, OtherNumber& number) {
    number.text = raw_field(row, field.place);
    if (!unquote_plain(number.text)) {
        return false;
    }
    const ParsedDecimal parsed = parse_decimal(number.text, field.mark);
    number.value = parsed.value.value_or(Decimal{});
    return parsed.value.has_value();
}

}  // namespace

bool read_other_amount(const PlainRow& row, const RowLayout& layout, ParsedRow& values, MarkUsage* marks) {
    OtherNumber quantity, price, total;
    const auto read = [&](const std::optional<RoleField>& field, OtherNumber& number) {
        return !field || read_other_number(row, *field, number);
    };
    if (!read(layout.quantity, quantity) || !read(layout.price, price) || !read(layout.total, total)) {
        return false;
    }
    const bool both = layout.quantity && layout.price;
    const std::optional<Decimal> product = both ? multiply(quantity.value, price.value) : std::nullopt;
    if (layout.total) {
        values.amount = total.value;
    } else if (both) {
        if (!product) {
            return false;
        }
        values.amount = *product;
    } else {
        values.amount = price.value;
    }
    set_flags(values, quantity.value.mantissa, layout.price ? std::optional(price.value.mantissa) : std::nullopt);
    values.unequal_total = layout.total && both && product != values.amount;
    for (const OtherNumber* number :
         {layout.quantity ? &quantity : nullptr, layout.price ? &price : nullptr, layout.total ? &total : nullptr}) {
        if (number != nullptr) {
            (marks++)->note(number->text);
        }
    }
    return true;
}

}  // namespace rfmeans::ingest
