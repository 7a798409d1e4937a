// Draws through the tile tree: the first place whose inclusive prefix sum exceeds a rank, by node sums.
#pragma once

#include <cstdint>

#include "cluster/tile_tree.hpp"

namespace rfmeans::cluster {

[[nodiscard]] inline std::uint64_t weight_of(const TileTree& tree, std::size_t place) {
    return tree.weights().empty() ? 1 : static_cast<std::uint64_t>(tree.weights()[place]);
}

/// The place on which `rank`, below the sum of all, falls; sum_of(level, node) and value_of(place) are what is summed.
template <class SumOf, class ValueOf>
[[nodiscard]] std::size_t descend(const TileTree& tree, std::uint64_t rank, SumOf sum_of, ValueOf value_of) {
    std::size_t at = 0;
    for (std::size_t level = tree.levels().size(); level-- > 0;) {
        for (std::uint64_t sum = 0; (sum = sum_of(level, at)) <= rank; ++at) {
            rank -= sum;
        }
        at *= level > 0 ? kFanOut : kLeafPoints;
    }
    for (std::uint64_t value = 0; (value = value_of(at)) <= rank; ++at) {
        rank -= value;
    }
    return at;
}

/// The first place whose inclusive prefix of the weights exceeds `rank`, which is below the total weight.
[[nodiscard]] inline std::size_t draw_by_weight(const TileTree& tree, std::uint64_t rank) {
    return descend(
        tree, rank,
        [&](std::size_t level, std::size_t node) {
            return static_cast<std::uint64_t>(tree.levels()[level].totals[node * (1 + tree.dims())]);
        },
        [&](std::size_t place) { return weight_of(tree, place); });
}

}  // namespace rfmeans::cluster
