// Greedy k-means++ by plain passes over all points: for dimensions the tile tree does not serve, and its oracle.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// Points in the order in which draws see them.
struct OrderedPoints {
    std::vector<std::uint32_t> order;   ///< [points] row of each place
    Matrix<float> values;               ///< [points, dims]
    std::vector<std::int64_t> weights;  ///< [points]

    explicit OrderedPoints(const PointSet& points);
};

/// The first place whose inclusive prefix of the weights exceeds `rank`, which is below the total weight.
[[nodiscard]] std::size_t draw_by_weight(const OrderedPoints& points, std::uint64_t rank);

/// One seed's run: D² to the nearest centre so far of every point. What each function gives is said at TileSeeding.
class PlainSeeding {
public:
    PlainSeeding(const OrderedPoints& points, int shift);

    void accept(std::size_t centre);
    [[nodiscard]] std::uint64_t total() const;
    [[nodiscard]] std::size_t draw(std::uint64_t rank) const;
    [[nodiscard]] std::size_t best_of(const std::vector<std::size_t>& candidates) const;
    [[nodiscard]] std::optional<std::size_t> first_unlike() const;

private:
    [[nodiscard]] std::uint64_t potential_with(std::size_t candidate) const;
    [[nodiscard]] std::uint64_t distance(std::size_t place, std::size_t centre) const;
    [[nodiscard]] std::uint64_t seeding_weight(std::size_t place, std::uint64_t squared_distance) const;

    const OrderedPoints& points_;
    int shift_;
    std::vector<std::uint64_t> nearest_;  ///< [points] steps²
};

}  // namespace rfmeans::cluster
