// Values of the first rows, column by column, and how columns depend on each other.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/source.hpp"

namespace rfmeans::ingest {

/// [columns][rows] the first 1,000 records of each file, trimmed; "" where missing. Columns are taken by place.
using ContentSample = std::vector<std::vector<std::string>>;
[[nodiscard]] ContentSample sample_content(std::span<const Source> heads);

/// Whether each value of `key` has one value of `other`, where both are there. Such as an order and its customer.
[[nodiscard]] bool determines(const std::vector<std::string>& key, const std::vector<std::string>& other);

/// Digits only, behind a minus sign where there is one. Missing values of columns are passed over.
[[nodiscard]] bool is_whole(std::string_view value);
[[nodiscard]] bool are_whole(const std::vector<std::string>& values);

/// Whole numbers below 1,000 without leading zeros: counts of goods rather than ids.
[[nodiscard]] bool are_small_counts(const std::vector<std::string>& values);

}  // namespace rfmeans::ingest
