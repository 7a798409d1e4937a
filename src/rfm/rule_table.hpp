// Rule segments from scores: the first rule that fits.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace rfmeans::rfm {

struct ScoreRange {
    std::uint8_t lowest, highest;
};

struct SegmentRule {
    const char* name;
    std::array<ScoreRange, 3> ranges;  ///< recency, frequency, monetary
};

/// Names in the order of the table; the last is "Others", for scores that no rule fits.
[[nodiscard]] std::vector<std::string> rule_segment_names();

/// Index into rule_segment_names(). A monetary score of 0 (no amounts) fits every range.
[[nodiscard]] std::uint8_t find_rule_segment(const std::array<std::uint8_t, 3>& scores);

}  // namespace rfmeans::rfm
