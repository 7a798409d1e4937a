// Studies to store, and their comparison field by field.
#pragma once

#include "rfmeans/study.hpp"

namespace rfmeans::test {

/// Every optional part is there, with hostile values: NaN, infinities, -0, the limits of integers, empty and non-ASCII
/// text. 3 customers, 2 windows, 2 features, 3 models, 2 segments.
[[nodiscard]] Study full_study();

/// A study of `customers` made customers; `mark` tells two of them apart.
[[nodiscard]] Study large_study(std::size_t customers, const std::string& mark);

/// Fails the running test where any field differs; doubles by their bits.
void expect_same(const Study& found, const Study& expected);

}  // namespace rfmeans::test
