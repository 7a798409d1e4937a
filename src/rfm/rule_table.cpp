#include "rfm/rule_table.hpp"

#include <algorithm>

namespace rfmeans::rfm {
namespace {

// The table of R's package rfm 0.3.0 (documentation and vignette): 115 of the 125 cells, the rest are "Others".
constexpr std::array<SegmentRule, 10> kDefaultRules = {{
    {"Champions", {{{5, 5}, {5, 5}, {5, 5}}}},
    {"Potential Loyalist", {{{3, 5}, {3, 5}, {2, 5}}}},
    {"Loyal Customers", {{{2, 4}, {2, 4}, {2, 4}}}},
    {"Promising", {{{3, 4}, {1, 3}, {3, 5}}}},
    {"New Customers", {{{4, 5}, {1, 3}, {1, 5}}}},
    {"Can't Lose Them", {{{1, 2}, {3, 4}, {4, 5}}}},
    {"At Risk", {{{1, 2}, {2, 5}, {4, 5}}}},
    {"Need Attention", {{{1, 3}, {3, 5}, {3, 5}}}},
    {"About To Sleep", {{{2, 3}, {1, 3}, {1, 4}}}},
    {"Lost", {{{1, 1}, {1, 5}, {1, 5}}}},
}};

constexpr bool fits(const SegmentRule& rule, const std::array<std::uint8_t, 3>& scores) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const bool no_amounts = i == 2 && scores[i] == 0;
        if (!no_amounts && (scores[i] < rule.ranges[i].lowest || scores[i] > rule.ranges[i].highest)) {
            return false;
        }
    }
    return true;
}

constexpr std::size_t kScoreValues = 6;  // 0 to 5

constexpr std::size_t cell_of(const std::array<std::uint8_t, 3>& scores) {
    return (scores[0] * kScoreValues + scores[1]) * kScoreValues + scores[2];
}

// The first rule that fits, for all scores there are.
constexpr auto kSegments = [] {
    std::array<std::uint8_t, kScoreValues * kScoreValues * kScoreValues> segments{};
    for (std::uint8_t r = 0; r < kScoreValues; ++r) {
        for (std::uint8_t f = 0; f < kScoreValues; ++f) {
            for (std::uint8_t m = 0; m < kScoreValues; ++m) {
                const auto found = std::find_if(kDefaultRules.begin(), kDefaultRules.end(),
                                                [&](const SegmentRule& rule) { return fits(rule, {r, f, m}); });
                segments[cell_of({r, f, m})] = static_cast<std::uint8_t>(found - kDefaultRules.begin());
            }
        }
    }
    return segments;
}();

}  // namespace

std::vector<std::string> rule_segment_names() {
    std::vector<std::string> names;
    for (const SegmentRule& rule : kDefaultRules) {
        names.emplace_back(rule.name);
    }
    names.emplace_back("Others");
    return names;
}

std::uint8_t find_rule_segment(const std::array<std::uint8_t, 3>& scores) {
    return kSegments[cell_of(scores)];
}

}  // namespace rfmeans::rfm
