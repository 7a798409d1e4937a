// The order in which values ascend.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rfmeans::rfm {

/// Sorts the numbers, none negative, ascending, and their places with them. A radix sort: linear.
void sort_by_number(std::vector<std::int64_t>& numbers, std::vector<std::uint32_t>& places);

/// Sorts the places so that the texts there, all distinct, ascend by bytes.
void sort_by_text(const std::vector<std::string>& texts, std::vector<std::uint32_t>& places);

}  // namespace rfmeans::rfm
