#include "cluster/starts.hpp"

#include <algorithm>
#include <limits>

#include "cluster/box.hpp"
#include "cluster/canonical_order.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/numerics/random.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cluster {
namespace {

constexpr std::uint64_t kNoCentreYet = std::numeric_limits<std::uint64_t>::max();

/// Attempts to draw a new point before the first unused one is taken.
constexpr std::uint32_t kRandomAttempts = 1'000;

std::uint64_t scaled_weight(std::int64_t weight, std::uint64_t squared_distance, int shift) {
    return static_cast<std::uint64_t>(weight) * (squared_distance >> shift);
}

}  // namespace

StartDraws::StartDraws(const PointSet& points)
    : order_(canonical_order(points)), sorted_(points.points(), points.dims()) {
    weights_.reserve(order_.size());
    for (std::size_t place = 0; place < order_.size(); ++place) {
        const auto row = static_cast<std::size_t>(order_[place]);
        std::ranges::copy(points.values.row(row), sorted_.row(place).begin());
        weights_.push_back(points.weight(row));
        total_weight_ += weights_.back();
    }
    shift_ = numerics::seeding_shift(total_weight_, bounding_box(points).squared_diagonal());
}

std::size_t StartDraws::draw_by_weight(std::uint64_t rank) const {
    std::uint64_t prefix = 0;
    for (std::size_t place = 0; place < weights_.size(); ++place) {
        prefix += static_cast<std::uint64_t>(weights_[place]);
        if (prefix > rank) {
            return place;
        }
    }
    return weights_.size() - 1;
}

std::vector<std::int64_t> StartDraws::kmeanspp(std::int32_t k_max, std::uint64_t seed) const {
    const std::size_t points = order_.size();
    const int dims = static_cast<int>(sorted_.cols);
    std::vector<std::uint64_t> nearest(points, kNoCentreYet);  // exact D² to the nearest centre so far
    std::vector<std::int64_t> rows;

    // The potential Σ w·⌊min(D², to the candidate)·2^−s⌋ if `candidate` became a centre.
    const auto potential_with = [&](std::size_t candidate) {
        std::uint64_t potential = 0;
        for (std::size_t i = 0; i < points; ++i) {
            const std::uint64_t distance =
                numerics::exact_squared_distance(coordinates(i), coordinates(candidate), dims);
            potential += scaled_weight(weights_[i], std::min(nearest[i], distance), shift_);
        }
        return potential;
    };
    const auto accept = [&](std::size_t centre) {
        for (std::size_t i = 0; i < points; ++i) {
            nearest[i] =
                std::min(nearest[i], numerics::exact_squared_distance(coordinates(i), coordinates(centre), dims));
        }
        rows.push_back(order_[centre]);
    };
    // The first point whose prefix of the weights w·⌊D²·2^−s⌋ exceeds the rank.
    const auto draw_by_distance = [&](std::uint64_t rank) {
        std::uint64_t prefix = 0;
        std::size_t place = 0;
        while ((prefix += scaled_weight(weights_[place], nearest[place], shift_)) <= rank) {
            ++place;
        }
        return place;
    };

    accept(draw_by_weight(numerics::random_below(seed, {.purpose = numerics::Purpose::kmeanspp},
                                                 static_cast<std::uint64_t>(total_weight_))));
    for (std::uint32_t centre = 1; centre < static_cast<std::uint32_t>(k_max); ++centre) {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < points; ++i) {
            total += scaled_weight(weights_[i], nearest[i], shift_);
        }
        if (total == 0) {  // what is left lies closer than the shift resolves
            const auto unlike = std::ranges::find_if(nearest, [](std::uint64_t distance) { return distance > 0; });
            RFMEANS_EXPECTS(unlike != nearest.end());
            accept(static_cast<std::size_t>(unlike - nearest.begin()));
            continue;
        }
        std::size_t best = 0;
        std::uint64_t best_potential = 0;
        for (std::uint32_t trial = 0; trial < numerics::seeding_candidates(centre); ++trial) {
            const std::size_t candidate = draw_by_distance(numerics::random_below(
                seed, {.purpose = numerics::Purpose::kmeanspp, .step = centre, .trial = trial}, total));
            const std::uint64_t potential = potential_with(candidate);
            if (trial == 0 || potential < best_potential) {
                best = candidate;
                best_potential = potential;
            }
        }
        accept(best);
    }
    return rows;
}

std::vector<std::int64_t> StartDraws::random(std::int32_t k_max, std::uint64_t seed) const {
    std::vector<std::size_t> centres;
    const auto is_new = [&](std::size_t place) {
        return std::ranges::none_of(
            centres, [&](std::size_t centre) { return std::ranges::equal(sorted_.row(place), sorted_.row(centre)); });
    };
    for (std::uint32_t centre = 0; centre < static_cast<std::uint32_t>(k_max); ++centre) {
        std::size_t place = 0;
        std::uint32_t attempt = 0;
        do {
            place = draw_by_weight(numerics::random_below(
                seed, {.purpose = numerics::Purpose::random_start, .step = centre, .trial = attempt},
                static_cast<std::uint64_t>(total_weight_)));
        } while (!is_new(place) && ++attempt < kRandomAttempts);
        if (attempt == kRandomAttempts) {
            place = 0;
            while (!is_new(place)) {
                ++place;
            }
        }
        centres.push_back(place);
    }
    std::vector<std::int64_t> rows;
    std::ranges::transform(centres, std::back_inserter(rows), [this](std::size_t place) { return order_[place]; });
    return rows;
}

}  // namespace rfmeans::cluster

namespace rfmeans {

std::vector<std::int64_t> kmeanspp_rows(const PointSet& points, std::int32_t k_max, std::uint64_t seed) {
    return cluster::StartDraws(points).kmeanspp(k_max, seed);
}

}  // namespace rfmeans
