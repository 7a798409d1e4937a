// Attributes per customer: numbers the mean, text the most frequent value.
#pragma once

#include <cstdint>
#include <span>

#include "rfm/grouping.hpp"
#include "rfmeans/column.hpp"

namespace rfmeans::rfm {

/// [rows] → [groups]. Missing values are ignored; a customer with no other has NaN or code −1. A row counts as often as
/// `weights` [rows] says, or once where they are empty.
/// Mean: values are added in ascending order, so the order of rows changes no bit; it never leaves [smallest, largest].
/// Mode: the smallest of equally frequent values, by bytes.
[[nodiscard]] Column summarise_attribute(const Column& column, const RowGroups& groups,
                                         std::span<const std::int64_t> weights);

/// Words that no code points to leave the dictionary.
void drop_unused_words(TextValues& text);

}  // namespace rfmeans::rfm
