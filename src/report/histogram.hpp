#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rfmeans::report {

/// Counts in neighbouring bins [edge i, edge i+1), the last one closed.
struct Histogram {
    std::vector<double> edges;         ///< [bins + 1], ascending
    std::vector<std::int64_t> counts;  ///< [bins]
    bool whole = false;                ///< the values are whole numbers, the edges lie halfway between them
    bool logarithmic = false;          ///< the bins grow with the values
};

/// At most 24 bins that show the bulk of the data whatever the outliers are: one per value where there are few whole
/// numbers, growing bins where the values are >= 0 and skewed, else equal bins over the middle 99 % with what lies
/// outside of them in a bin at each end. Values that are not finite are skipped; none left: no bins.
[[nodiscard]] Histogram make_histogram(std::vector<double> values);

/// "11 to 20", or "5" for a bin of one whole number.
[[nodiscard]] std::string bin_text(const Histogram& histogram, std::size_t bin);

}  // namespace rfmeans::report
