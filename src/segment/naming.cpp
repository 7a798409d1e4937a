#include "segment/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "segment/name_table.hpp"

namespace rfmeans::segment {
namespace {

// Praise is dearer than blame: only the best quarter of all customers counts as recent, frequent or spending much, but
// a whole third as lapsed, rare or spending little. With thirds on both sides every second customer of a shop where
// most buy once would be a champion.
struct Cuts {
    double low, high;
};
constexpr Cuts kRecencyCuts = {1.0 / 4.0, 2.0 / 3.0};  // a low rank is recent
constexpr Cuts kValueCuts = {1.0 / 3.0, 3.0 / 4.0};
constexpr double kSinglePurchase = 1.5;
constexpr std::size_t kMaxQualifiers = 2;  // a longer name is no longer read: a number is plainer

/// 0 low, 1 middle (and unknown), 2 high.
int level(double rank, const Cuts& cuts) {
    return rank < cuts.low ? 0 : rank > cuts.high ? 2 : 1;
}

SegmentWords words_of_cell(const NamingInput& input, std::size_t segment) {
    if (std::isnan(input.rank[0][segment]) && std::isnan(input.rank[1][segment]) &&
        std::isnan(input.rank[2][segment])) {
        return {"Empty segment", "Nobody is here: try a smaller k."};
    }
    const auto recency = static_cast<RecencyLevel>(level(input.rank[0][segment], kRecencyCuts));
    const auto frequency = input.frequency[segment] < kSinglePurchase
                               ? FrequencyLevel::once
                               : static_cast<FrequencyLevel>(1 + level(input.rank[1][segment], kValueCuts));
    const TableWords words =
        input.has_monetary
            ? words_with_spend(recency, frequency, static_cast<SpendLevel>(level(input.rank[2][segment], kValueCuts)))
            : words_without_spend(recency, frequency);
    return {words.name, words.action};
}

std::vector<Axis> make_axes(const NamingInput& input) {
    std::vector<Axis> axes;
    if (input.has_monetary) {
        axes.push_back({"higher spend", "lower spend", input.rank[2]});
    }
    axes.push_back({"longer ago", "more recent", input.rank[0]});
    axes.push_back({"more purchases", "fewer purchases", input.rank[1]});
    axes.insert(axes.end(), input.extra.begin(), input.extra.end());
    return axes;
}

/// Gives every segment of a group of one name a name of its own: the group is cut at the widest gap of the axis along
/// which it is widest, both sides get a qualifier, and each side is told apart in turn.
class Namer {
public:
    Namer(std::vector<Axis> axes, std::vector<SegmentWords>& words) : axes_(std::move(axes)), words_(words) {}

    void tell_apart(const std::vector<std::size_t>& group, std::set<std::size_t> used) {
        if (group.size() < 2) {
            return;
        }
        std::size_t widest = axes_.size();
        double width = 0;
        for (std::size_t a = 0; a < axes_.size() && used.size() < kMaxQualifiers; ++a) {
            const double range = used.contains(a) ? 0 : range_of(axes_[a].rank, group);
            if (range > width) {
                width = range;
                widest = a;
            }
        }
        if (widest == axes_.size()) {
            number(group);
            return;
        }
        used.insert(widest);
        const auto [lower, higher] = cut(axes_[widest].rank, group);
        qualify(lower, axes_[widest].lower);
        qualify(higher, axes_[widest].higher);
        tell_apart(lower, used);
        tell_apart(higher, used);
    }

private:
    static double range_of(const std::vector<double>& rank, const std::vector<std::size_t>& group) {
        double lowest = 2, highest = -1;
        for (const std::size_t segment : group) {
            if (std::isnan(rank[segment])) {
                return 0;
            }
            lowest = std::min(lowest, rank[segment]);
            highest = std::max(highest, rank[segment]);
        }
        return highest - lowest;
    }

    static std::pair<std::vector<std::size_t>, std::vector<std::size_t>> cut(const std::vector<double>& rank,
                                                                             std::vector<std::size_t> group) {
        std::stable_sort(group.begin(), group.end(), [&](auto a, auto b) { return rank[a] < rank[b]; });
        std::size_t at = 1;
        for (std::size_t i = 1; i < group.size(); ++i) {
            if (rank[group[i]] - rank[group[i - 1]] > rank[group[at]] - rank[group[at - 1]]) {
                at = i;
            }
        }
        const auto middle = group.begin() + static_cast<std::ptrdiff_t>(at);
        return {{group.begin(), middle}, {middle, group.end()}};
    }

    void qualify(const std::vector<std::size_t>& group, const std::string& qualifier) {
        for (const std::size_t segment : group) {
            words_[segment].name += ", " + qualifier;
        }
    }

    void number(std::vector<std::size_t> group) {
        std::sort(group.begin(), group.end());
        for (std::size_t i = 0; i < group.size(); ++i) {
            words_[group[i]].name += fmt::format(" ({})", i + 1);
        }
    }

    std::vector<Axis> axes_;
    std::vector<SegmentWords>& words_;
};

}  // namespace

std::vector<SegmentWords> name_segments(const NamingInput& input) {
    std::vector<SegmentWords> words;
    std::map<std::string, std::vector<std::size_t>> cells;
    for (std::size_t segment = 0; segment < input.frequency.size(); ++segment) {
        words.push_back(words_of_cell(input, segment));
        cells[words.back().name].push_back(segment);
    }
    Namer namer(make_axes(input), words);
    for (const auto& [name, group] : cells) {
        namer.tell_apart(group, {});
    }
    return words;
}

}  // namespace rfmeans::segment
