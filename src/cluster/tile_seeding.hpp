// Greedy k-means++ through the tile tree: the same integers as the plain passes, most points never touched.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cluster/page_buffer.hpp"
#include "cluster/seeding_leaf.hpp"
#include "cluster/tile_tree.hpp"

namespace rfmeans::cluster {

/// One seed's run: D² to the nearest centre so far of every point, and of every node its largest D² and its sum of
/// seeding weights.
class TileSeeding {
public:
    /// The tree must outlive this; it has at least one point.
    TileSeeding(const TileTree& tree, int shift);

    /// Forgets all centres, for the next seed. The memory stays: first use of it costs more than a seed.
    void restart();
    /// Makes the point at `place` a centre.
    void accept(std::size_t place);
    /// Sum of all seeding weights; at least one centre is accepted (so for all below).
    [[nodiscard]] std::uint64_t total() const;
    /// The first place whose inclusive prefix of the seeding weights exceeds `rank` < total().
    [[nodiscard]] std::size_t draw(std::uint64_t rank) const;
    /// The candidate place that lowers the potential most; the first of those that tie.
    [[nodiscard]] std::size_t best_of(const std::vector<std::size_t>& places);
    /// The first place with D² > 0; none where every point lies on a centre.
    [[nodiscard]] std::optional<std::size_t> first_unlike() const;

private:
    struct NodeState {
        std::vector<double> most;        ///< [stride] largest D² of the node's points; 0 for padding
        std::vector<std::uint64_t> sum;  ///< [stride] seeding weights of the node's points
    };
    /// A leaf that a candidate may change, and the most it can gain (lower the potential) there.
    struct OpenLeaf {
        std::size_t leaf;
        std::uint64_t bound;
    };
    struct Candidate {
        SeedingPoint point;
        std::vector<OpenLeaf> open;
        std::uint64_t reachable = 0;  ///< gain in the leaves seen so far, and the bounds of the others
    };

    [[nodiscard]] SeedingPoint point(std::size_t place) const;
    void accept_group(std::size_t level, std::size_t first, const SeedingPoint& centre);
    void accept_leaf(std::size_t leaf, const SeedingPoint& centre);
    void open_group(std::size_t level, std::size_t first, Candidate& candidate) const;
    /// Makes `reachable` exact, or stops where it no longer reaches `wanted`.
    void settle(Candidate& candidate, std::uint64_t wanted) const;

    const TileTree& tree_;
    int shift_;
    PageBuffer<double> nearest_;  ///< [leaves · kLeafPoints] not set before the first centre
    std::vector<NodeState> levels_;
    std::vector<Candidate> candidates_;  ///< kept for their memory only
};

}  // namespace rfmeans::cluster
