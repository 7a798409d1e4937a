// Moments, quantiles and histogram of numbers, from each distinct one in ascending order with its count.
#pragma once

#include "ingest/profile/number_sorter.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// Fills mean, deviation, zeros, negatives, quantiles and histogram; nothing where there is no number. The result does
/// not depend on the order in which the numbers were added.
void fill_distribution(NumberSorter& numbers, ColumnProfile& profile);

/// Fills the histogram of times in seconds since 1970, by day, month or year, whichever gives at most 62 bins; of so
/// many years that even those do not, in steps of as many years as it takes.
void fill_date_histogram(NumberSorter& times, ColumnProfile& profile);

}  // namespace rfmeans::ingest
