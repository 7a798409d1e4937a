// The values at some places of the sorted order, without sorting all.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace rfmeans::rfm {

/// values[i] once sorted, for each i of `ranks`, all below the number of values. The values are finite. Linear: a
/// histogram over sign, exponent and four bits of the mantissa says where the ranks fall; only those values are looked
/// at again.
[[nodiscard]] std::vector<double> values_at(const std::vector<double>& values, std::span<const std::size_t> ranks);

}  // namespace rfmeans::rfm
