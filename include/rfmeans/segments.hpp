#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/rfm_table.hpp"

namespace rfmeans {

/// A cluster of the chosen model, named. Segments are numbered by revenue (without amounts: by size), descending.
struct Segment {
    std::int32_t cluster = 0;  ///< the engine's index
    std::string name;          ///< plain marketing words, unique within a study
    std::string action;        ///< one suggested action
    std::int64_t customers = 0;
    std::int64_t revenue_units = 0;  ///< exact, in 10^-decimals
    double customer_share = 0;       ///< of all customers, 0 to 1
    double revenue_share = 0;        ///< of all revenue; NaN without amounts
    std::vector<double> centroid;    ///< [dims] in raw units (days, orders, currency)
    std::vector<double> mean;        ///< [3] arithmetic means of R, F, M
    std::vector<double> median;      ///< [3]
    double silhouette = 0;           ///< mean over the segment; NaN where undefined
    std::vector<NamedText> profile;  ///< attributes: numbers the mean, text the most frequent value with its share
};

inline constexpr std::uint16_t kNoSegment = 65'535;

struct Segmentation {
    std::int32_t k = 0;
    std::uint64_t seed = 0;
    std::vector<std::uint16_t> label;  ///< [customers] index into segments, or kNoSegment
    std::vector<Segment> segments;     ///< [k]
    std::string explanation;           ///< why this k
};

}  // namespace rfmeans
