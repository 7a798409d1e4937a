// Attributes per customer: numbers the mean, text the most frequent value.
#pragma once

#include <cstdint>
#include <span>

#include "rfm/grouping.hpp"
#include "rfmeans/column.hpp"

namespace rfmeans::rfm {

/// A value of some rows of a customer, and of how many.
template <class Value>
struct Weighted {
    Value value;
    std::int64_t rows = 0;
};

/// Of one customer's values that are not missing; sorts them. NaN or -1 where there is none.
/// Mean: values are added in ascending order, so the order of rows changes no bit; it never leaves [smallest, largest].
/// Mode: the smallest of equally frequent codes.
[[nodiscard]] double mean_of(std::span<Weighted<double>> values);
[[nodiscard]] std::int32_t mode_of(std::span<Weighted<std::int32_t>> codes);

/// [rows] → [groups]. Missing values are ignored; a customer with no other has NaN or code −1.
[[nodiscard]] Column summarise_attribute(const Column& column, const RowGroups& groups);

/// Words that no code points to leave the dictionary.
void drop_unused_words(TextValues& text);

}  // namespace rfmeans::rfm
