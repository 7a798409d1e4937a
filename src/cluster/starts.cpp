#include "cluster/starts.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <optional>

#include "cluster/box.hpp"
#include "cluster/tile_draw.hpp"
#include "parallel/loops.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/numerics/hilbert.hpp"
#include "rfmeans/numerics/random.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cluster {
namespace {

std::int64_t total_weight(const PointSet& points) {
    std::int64_t total = points.weights.empty() ? static_cast<std::int64_t>(points.points()) : 0;
    for (const std::int64_t weight : points.weights) {
        total += weight;
    }
    return total;
}

/// Centre i >= 1: of the candidates drawn, the one whose potential is lowest.
template <class Seeding>
std::size_t greedy_centre(Seeding& seeding, std::uint32_t centre, std::uint64_t seed) {
    const std::uint64_t total = seeding.total();
    if (total == 0) {  // what is left lies closer than the shift resolves
        const std::optional<std::size_t> unlike = seeding.first_unlike();
        RFMEANS_EXPECTS(unlike.has_value());  // else k_max exceeds the distinct points
        return *unlike;
    }
    std::vector<std::size_t> candidates;
    for (std::uint32_t trial = 0; trial < numerics::seeding_candidates(centre); ++trial) {
        candidates.push_back(seeding.draw(numerics::random_below(
            seed, {.purpose = numerics::Purpose::kmeanspp, .step = centre, .trial = trial}, total)));
    }
    return seeding.best_of(candidates);
}

/// Places of the first k_max centres, the first of which is given.
template <class Seeding>
std::vector<std::size_t> greedy_centres(Seeding& seeding, std::size_t first, std::int32_t k_max, std::uint64_t seed) {
    std::vector<std::size_t> places{first};
    seeding.accept(first);
    for (std::uint32_t centre = 1; centre < static_cast<std::uint32_t>(k_max); ++centre) {
        places.push_back(greedy_centre(seeding, centre, seed));
        seeding.accept(places.back());
    }
    return places;
}

}  // namespace

StartDraws::StartDraws(const PointSet& points, std::variant<const TileTree*, OrderedPoints> ordered)
    : points_(std::move(ordered)), total_weight_(cluster::total_weight(points)) {
    shift_ = numerics::seeding_shift(total_weight_, bounding_box(points).squared_diagonal());
}

StartDraws::StartDraws(const PointSet& points, const TileTree& tree) : StartDraws(points, &tree) {}

StartDraws::StartDraws(const PointSet& points) : StartDraws(points, OrderedPoints(points)) {}

std::size_t StartDraws::draw_by_weight(std::uint64_t seed, const numerics::Draw& draw) const {
    const std::uint64_t rank = numerics::random_below(seed, draw, static_cast<std::uint64_t>(total_weight_));
    if (const auto* const tree = std::get_if<const TileTree*>(&points_)) {
        return cluster::draw_by_weight(**tree, rank);
    }
    return cluster::draw_by_weight(std::get<OrderedPoints>(points_), rank);
}

bool StartDraws::same_point(std::size_t place, std::size_t other) const {
    if (const auto* const plain = std::get_if<OrderedPoints>(&points_)) {
        return std::ranges::equal(plain->values.row(place), plain->values.row(other));
    }
    const TileTree& tree = *std::get<const TileTree*>(points_);
    for (std::size_t d = 0; d < tree.dims(); ++d) {
        if (tree.coordinate(place, d) != tree.coordinate(other, d)) {
            return false;
        }
    }
    return true;
}

std::vector<std::int64_t> StartDraws::rows(const std::vector<std::size_t>& places) const {
    const auto* const tree = std::get_if<const TileTree*>(&points_);
    const std::span<const std::uint32_t> order =
        tree != nullptr ? (*tree)->order() : std::span(std::get<OrderedPoints>(points_).order);
    std::vector<std::int64_t> rows;
    for (const std::size_t place : places) {
        rows.push_back(order[place]);
    }
    return rows;
}

std::vector<std::int64_t> StartDraws::kmeanspp(std::int32_t k_max, std::uint64_t seed,
                                               std::optional<TileSeeding>& kept) const {
    const std::size_t first = draw_by_weight(seed, {.purpose = numerics::Purpose::kmeanspp});
    if (const auto* const tree = std::get_if<const TileTree*>(&points_)) {
        if (kept) {
            kept->restart();
        } else {
            kept.emplace(**tree, shift_);
        }
        return rows(greedy_centres(*kept, first, k_max, seed));
    }
    PlainSeeding seeding(std::get<OrderedPoints>(points_), shift_);
    return rows(greedy_centres(seeding, first, k_max, seed));
}

std::vector<std::int64_t> StartDraws::kmeanspp(std::int32_t k_max, std::uint64_t seed) const {
    std::optional<TileSeeding> seeding;
    return kmeanspp(k_max, seed, seeding);
}

std::vector<std::int64_t> StartDraws::random(std::int32_t k_max, std::uint64_t seed) const {
    std::vector<std::size_t> centres;
    const auto is_new = [&](std::size_t place) {
        return std::ranges::none_of(centres, [&](std::size_t centre) { return same_point(place, centre); });
    };
    for (std::uint32_t centre = 0; centre < static_cast<std::uint32_t>(k_max); ++centre) {
        const auto place_of = [&](std::uint32_t attempt) {
            return draw_by_weight(seed, {.purpose = numerics::Purpose::random_start, .step = centre, .trial = attempt});
        };
        const auto first_new = [&] {
            std::size_t place = 0;
            while (!is_new(place)) {
                ++place;
            }
            return place;
        };
        centres.push_back(numerics::random_centre(place_of, is_new, first_new));
    }
    return rows(centres);
}

StartRows draw_starts(const StartDraws& draws, const StartWish& wish) {
    RFMEANS_EXPECTS(wish.rule != StartRule::file);
    StartRows rows(wish.seeds.size());
    tbb::enumerable_thread_specific<std::optional<TileSeeding>> kept;
    loops::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t s) {
        rows[s] = wish.rule == StartRule::kmeanspp ? draws.kmeanspp(wish.k_max, wish.seeds[s], kept.local())
                                                   : draws.random(wish.k_max, wish.seeds[s]);
    });
    return rows;
}

StartRows draw_starts(const PointSet& points, const StartWish& wish) {
    if (points.dims() <= numerics::kHilbertDims) {
        const TileTree tree(points);
        return draw_starts(StartDraws(points, tree), wish);
    }
    return draw_starts(StartDraws(points), wish);
}

}  // namespace rfmeans::cluster

namespace rfmeans {

std::vector<std::int64_t> kmeanspp_rows(const PointSet& points, std::int32_t k_max, std::uint64_t seed) {
    return cluster::draw_starts(points, {.k_max = k_max, .seeds = {&seed, 1}}).front();
}

std::vector<std::int64_t> random_rows(const PointSet& points, std::int32_t k_max, std::uint64_t seed) {
    return cluster::draw_starts(points, {.rule = StartRule::random, .k_max = k_max, .seeds = {&seed, 1}}).front();
}

}  // namespace rfmeans
