// The values at some places of the sorted order, without sorting all.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace rfmeans::rfm {

/// Values at equal steps of memory: a vector, or a column of a row-major matrix.
struct StridedValues {
    const double* first = nullptr;
    std::size_t size = 0;
    std::size_t step = 1;

    double operator[](std::size_t i) const { return first[i * step]; }
};

/// values[i] once sorted, for each i of `ranks`, all below the number of values. The values are finite. Linear: small
/// integers are counted; else a histogram over sign, exponent and four bits of the mantissa says where the ranks fall,
/// and only those values are looked at again.
[[nodiscard]] std::vector<double> values_at(const StridedValues& values, std::span<const std::size_t> ranks);

}  // namespace rfmeans::rfm
