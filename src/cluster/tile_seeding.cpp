#include "cluster/tile_seeding.hpp"

#include <algorithm>
#include <limits>

#include "cluster/tile_draw.hpp"

namespace rfmeans::cluster {
namespace {

constexpr double kNoCentreYet = std::numeric_limits<double>::infinity();

/// The most by which the seeding weights of a node, `sum`, can fall if none is nearer than `least` afterwards. A point
/// of weight w falls from w·a, a <= most, by at most w·max(0, a − least), and that is convex in a: at most w·a·(most −
/// least)/most. The double product is a few parts in 2^53 off; the margin covers it.
std::uint64_t most_gained(std::uint64_t sum, std::uint64_t most, std::uint64_t least) {
    if (most <= least) {
        return 0;
    }
    constexpr double kMargin = 1 + 0x1p-40;
    const double share = static_cast<double>(most - least) / static_cast<double>(most);
    return std::min(sum, static_cast<std::uint64_t>(static_cast<double>(sum) * share * kMargin) + 1);
}

}  // namespace

TileSeeding::TileSeeding(const TileTree& tree, int shift)
    : tree_(tree), shift_(shift), nearest_(tree.levels().front().nodes * kLeafPoints) {
    for (const TileLevel& level : tree.levels()) {
        levels_.push_back({.most = std::vector<double>(level.stride), .sum = std::vector<std::uint64_t>(level.stride)});
    }
    restart();
}

void TileSeeding::restart() {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        std::fill_n(levels_[level].most.begin(), tree_.levels()[level].nodes, kNoCentreYet);
    }
}

SeedingPoint TileSeeding::point(std::size_t place) const {
    SeedingPoint point{};
    for (std::size_t d = 0; d < tree_.dims(); ++d) {
        point[d] = tree_.coordinate(place, d);
    }
    return point;
}

void TileSeeding::accept(std::size_t place) {
    accept_group(levels_.size() - 1, 0, point(place));
}

void TileSeeding::accept_group(std::size_t level, std::size_t first, const SeedingPoint& centre) {
    std::array<double, kFanOut> distances;
    box_distances(tree_.levels()[level], first, centre, distances.data());
    NodeState& state = levels_[level];
    for (std::size_t i = 0; i < kFanOut; ++i) {
        const std::size_t node = first + i;
        if (distances[i] >= state.most[node]) {
            continue;
        }
        if (level == 0) {
            accept_leaf(node, centre);
            continue;
        }
        accept_group(level - 1, node * kFanOut, centre);
        const NodeState& children = levels_[level - 1];
        state.most[node] = 0;
        state.sum[node] = 0;
        for (std::size_t child = node * kFanOut; child < (node + 1) * kFanOut; ++child) {
            state.most[node] = std::max(state.most[node], children.most[child]);
            state.sum[node] += children.sum[child];
        }
    }
}

void TileSeeding::accept_leaf(std::size_t leaf, const SeedingPoint& centre) {
    NodeState& state = levels_.front();
    double* const nearest = nearest_.data() + leaf * kLeafPoints;
    const LeafState taken = state.most[leaf] == kNoCentreYet ? take_first_centre({tree_, leaf, shift_}, centre, nearest)
                                                             : take_centre({tree_, leaf, shift_}, centre, nearest);
    state.most[leaf] = taken.most;
    state.sum[leaf] = taken.sum;
}

std::uint64_t TileSeeding::total() const {
    std::uint64_t total = 0;
    for (const std::uint64_t sum : levels_.back().sum) {
        total += sum;
    }
    return total;
}

std::size_t TileSeeding::draw(std::uint64_t rank) const {
    return descend(
        tree_, rank, [&](std::size_t level, std::size_t node) { return levels_[level].sum[node]; },
        [&](std::size_t place) { return weight_of(tree_, place) * (integer(nearest_[place]) >> shift_); });
}

void TileSeeding::open_group(std::size_t level, std::size_t first, Candidate& candidate) const {
    std::array<double, kFanOut> distances;
    box_distances(tree_.levels()[level], first, candidate.point, distances.data());
    const NodeState& state = levels_[level];
    for (std::size_t i = 0; i < kFanOut; ++i) {
        const std::size_t node = first + i;
        if (distances[i] >= state.most[node]) {
            continue;
        }
        if (level > 0) {
            open_group(level - 1, node * kFanOut, candidate);
            continue;
        }
        const std::uint64_t bound =
            most_gained(state.sum[node], integer(state.most[node]) >> shift_, integer(distances[i]) >> shift_);
        candidate.open.push_back({.leaf = node, .bound = bound});
        candidate.reachable += bound;
    }
}

void TileSeeding::settle(Candidate& candidate, std::uint64_t wanted) const {
    for (const OpenLeaf& open : candidate.open) {
        if (candidate.reachable < wanted) {
            return;
        }
        const LeafState tried =
            try_centre({tree_, open.leaf, shift_}, candidate.point, nearest_.data() + open.leaf * kLeafPoints);
        const std::uint64_t gain = levels_.front().sum[open.leaf] - tried.sum;
        candidate.reachable -= open.bound - gain;
    }
}

std::size_t TileSeeding::best_of(const std::vector<std::size_t>& places) {
    candidates_.resize(std::max(candidates_.size(), places.size()));
    std::vector<std::size_t> trials(places.size());
    for (std::size_t trial = 0; trial < places.size(); ++trial) {
        trials[trial] = trial;
        candidates_[trial].point = point(places[trial]);
        candidates_[trial].open.clear();
        candidates_[trial].reachable = 0;
        open_group(levels_.size() - 1, 0, candidates_[trial]);
    }
    // The most promising first: the sooner a large gain is known, the sooner the others are out.
    std::ranges::stable_sort(
        trials, [this](std::size_t a, std::size_t b) { return candidates_[a].reachable > candidates_[b].reachable; });
    std::size_t best = trials.front();
    settle(candidates_[best], 0);
    for (const std::size_t trial : trials) {
        const std::uint64_t wanted = candidates_[best].reachable + (trial > best ? 1 : 0);
        if (trial != best) {
            settle(candidates_[trial], wanted);
            best = candidates_[trial].reachable >= wanted ? trial : best;
        }
    }
    return places[best];
}

std::optional<std::size_t> TileSeeding::first_unlike() const {
    std::size_t node = 0;
    for (std::size_t level = levels_.size(); level-- > 0;) {
        const std::vector<double>& most = levels_[level].most;
        while (most[node] == 0) {
            if (++node == most.size()) {
                return std::nullopt;
            }
        }
        node *= level > 0 ? kFanOut : kLeafPoints;
    }
    while (nearest_[node] == 0) {
        ++node;
    }
    return node;
}

}  // namespace rfmeans::cluster
