// Plain marketing words for segments, and one action each.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace rfmeans::segment {

/// One dimension along which segments differ.
struct Axis {
    std::string higher, lower;  ///< how a name says it: "higher spend", "lower spend"
    std::vector<double> rank;   ///< [segments] percentile rank among all customers, 0 to 1; NaN: unknown
};

struct NamingInput {
    std::array<std::vector<double>, 3> rank;  ///< [segments] percentile ranks of R, F, M; NaN: unknown
    std::vector<double> frequency;            ///< [segments] as counted; NaN: unknown
    bool has_monetary = true;
    std::vector<Axis> extra;  ///< other features of the model
};

struct SegmentWords {
    std::string name, action;
};

/// Names [segments], all different, and actions. Ranks below 1/3 are low, above 2/3 high; a frequency below 1.5 is a
/// single purchase whatever its rank. Segments in one cell of the name table are told apart by what differs most
/// between them, at the last by a number.
[[nodiscard]] std::vector<SegmentWords> name_segments(const NamingInput& input);

}  // namespace rfmeans::segment
