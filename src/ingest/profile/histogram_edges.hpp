// Bins that show the bulk of a column whatever its outliers are.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// What is known of the numbers of a column.
struct NumberRange {
    double min = 0, max = 0;
    std::int64_t count = 0;
    NumberQuantiles quantiles;
    bool whole = false;  ///< all are whole numbers, and small enough for halves between them
};

/// Edges of 1 to 52 bins, ascending. Whole numbers less than 50 apart have a bin each. Else the width is that of
/// Freedman and Diaconis (Z. Wahrscheinlichkeitstheorie 57, 1981: 2 IQR / n^(1/3)), as far as it gives 10 to 50 bins of
/// equal width; where outliers stretch the range, these bins cover the middle 98 %, with one more at each end. So their
/// number never follows from the range alone, which an error of one value can make as large as it likes.
[[nodiscard]] std::vector<double> histogram_edges(const NumberRange& range);

}  // namespace rfmeans::ingest
