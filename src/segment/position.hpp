// Where values lie among all customers, and the words for it.
#pragma once

#include <cstddef>
#include <vector>

namespace rfmeans::segment {

/// Mid-rank of each value in the population: (share below + share at or below) / 2, from 0 to 1. NaN in the population
/// is skipped; a NaN value, or an empty population, gives NaN. O(n log k).
[[nodiscard]] std::vector<double> percentile_ranks(const std::vector<double>& population,
                                                   const std::vector<double>& values);

/// The middle value, of an even number the mean of the middle two; NaN of none. Takes the values apart.
[[nodiscard]] double take_median(std::vector<double>& values);

}  // namespace rfmeans::segment
