// The order in which values ascend.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rfmeans::rfm {

/// Indices of the numbers, none negative, ascending. A radix sort: linear.
[[nodiscard]] std::vector<std::uint32_t> sorted_order(const std::vector<std::int64_t>& numbers);

/// Indices of the texts, all distinct, ascending by bytes.
[[nodiscard]] std::vector<std::uint32_t> sorted_order(const std::vector<std::string>& texts);

}  // namespace rfmeans::rfm
