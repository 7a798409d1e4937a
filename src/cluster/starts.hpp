// The rows a fit starts from. One run to k_max per seed gives the starts of every smaller k.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "cluster/plain_seeding.hpp"
#include "cluster/tile_seeding.hpp"
#include "cluster/tile_tree.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/random.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// What all seeds of a sweep share: points in canonical order, weights, the shift of the seeding weights.
class StartDraws {
public:
    /// At least one point, all of weight >= 1. Through the tree of these points, which must outlive this.
    StartDraws(const PointSet& points, const TileTree& tree);
    /// The same rows by passes over all points: above kHilbertDims dimensions, and the oracle in tests.
    explicit StartDraws(const PointSet& points);

    /// Greedy k-means++ (numerics/README.md, rule 5): rows of the first k_max centres; k_max <= distinct points.
    [[nodiscard]] std::vector<std::int64_t> kmeanspp(std::int32_t k_max, std::uint64_t seed) const;
    /// The same; what a seed works on is `kept` for the next one on this thread. At first none.
    [[nodiscard]] std::vector<std::int64_t> kmeanspp(std::int32_t k_max, std::uint64_t seed,
                                                     std::optional<TileSeeding>& kept) const;

    /// Distinct points drawn by weight alone; k_max <= distinct points.
    [[nodiscard]] std::vector<std::int64_t> random(std::int32_t k_max, std::uint64_t seed) const;

private:
    [[nodiscard]] std::size_t draw_by_weight(std::uint64_t seed, const numerics::Draw& draw) const;
    [[nodiscard]] bool same_point(std::size_t place, std::size_t other) const;
    [[nodiscard]] std::vector<std::int64_t> rows(const std::vector<std::size_t>& places) const;

    StartDraws(const PointSet& points, std::variant<const TileTree*, OrderedPoints> ordered);

    std::variant<const TileTree*, OrderedPoints> points_;
    std::int64_t total_weight_ = 0;
    int shift_ = 0;
};

/// The starts of all seeds, on all threads.
[[nodiscard]] StartRows draw_starts(const StartDraws& draws, const StartWish& wish);

/// The same, through a tree made for it where the dimensions allow one.
[[nodiscard]] StartRows draw_starts(const PointSet& points, const StartWish& wish);

}  // namespace rfmeans::cluster
