#include "cluster/plain_seeding.hpp"

#include <algorithm>
#include <limits>

#include "cluster/canonical_order.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cluster {

OrderedPoints::OrderedPoints(const PointSet& points)
    : order(canonical_order(points)), values(points.points(), points.dims()) {
    weights.reserve(order.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t row = order[place];
        std::ranges::copy(points.values.row(row), values.row(place).begin());
        weights.push_back(points.weight(row));
    }
}

std::size_t draw_by_weight(const OrderedPoints& points, std::uint64_t rank) {
    std::uint64_t prefix = 0;
    std::size_t place = 0;
    while ((prefix += static_cast<std::uint64_t>(points.weights[place])) <= rank) {
        ++place;
    }
    return place;
}

PlainSeeding::PlainSeeding(const OrderedPoints& points, int shift)
    : points_(points), shift_(shift), nearest_(points.order.size(), std::numeric_limits<std::uint64_t>::max()) {}

std::uint64_t PlainSeeding::distance(std::size_t place, std::size_t centre) const {
    return numerics::exact_squared_distance(points_.values.row(place).data(), points_.values.row(centre).data(),
                                            static_cast<int>(points_.values.cols));
}

std::uint64_t PlainSeeding::seeding_weight(std::size_t place, std::uint64_t squared_distance) const {
    return static_cast<std::uint64_t>(points_.weights[place]) * (squared_distance >> shift_);
}

void PlainSeeding::accept(std::size_t centre) {
    for (std::size_t place = 0; place < nearest_.size(); ++place) {
        nearest_[place] = std::min(nearest_[place], distance(place, centre));
    }
}

std::uint64_t PlainSeeding::total() const {
    std::uint64_t total = 0;
    for (std::size_t place = 0; place < nearest_.size(); ++place) {
        total += seeding_weight(place, nearest_[place]);
    }
    return total;
}

std::size_t PlainSeeding::draw(std::uint64_t rank) const {
    std::uint64_t prefix = 0;
    std::size_t place = 0;
    while ((prefix += seeding_weight(place, nearest_[place])) <= rank) {
        ++place;
    }
    return place;
}

std::uint64_t PlainSeeding::potential_with(std::size_t candidate) const {
    std::uint64_t potential = 0;
    for (std::size_t place = 0; place < nearest_.size(); ++place) {
        potential += seeding_weight(place, std::min(nearest_[place], distance(place, candidate)));
    }
    return potential;
}

std::size_t PlainSeeding::best_of(const std::vector<std::size_t>& candidates) const {
    std::vector<std::uint64_t> potentials;
    for (const std::size_t candidate : candidates) {
        potentials.push_back(potential_with(candidate));
    }
    return candidates[static_cast<std::size_t>(std::ranges::min_element(potentials) - potentials.begin())];
}

std::optional<std::size_t> PlainSeeding::first_unlike() const {
    const auto unlike = std::ranges::find_if(nearest_, [](std::uint64_t distance) { return distance > 0; });
    if (unlike == nearest_.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(unlike - nearest_.begin());
}

}  // namespace rfmeans::cluster
