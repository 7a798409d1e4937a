#include "cluster/seeding_leaf.hpp"

#include <algorithm>

namespace rfmeans::cluster {
namespace {

/// Dimensions known when compiled, so that a point's distance stays in a register.
template <std::size_t Dims>
void nearer_in(const TileTree& tree, std::size_t leaf, const SeedingPoint& centre, const double* nearest,
               LeafDistances& distances) {
    std::array<const float*, Dims> columns;
    for (std::size_t d = 0; d < Dims; ++d) {
        columns[d] = tree.leaf(leaf) + d * kLeafPoints;
    }
    for (std::size_t i = 0; i < kLeafPoints; ++i) {
        double distance = 0;
        for (std::size_t d = 0; d < Dims; ++d) {
            const double difference = columns[d][i] - centre[d];
            distance += difference * difference;
        }
        distances[i] = distance < nearest[i] ? distance : nearest[i];
    }
}

}  // namespace

void nearer(const TileTree& tree, std::size_t leaf, const SeedingPoint& centre, const double* nearest,
            LeafDistances& distances) {
    static_assert(numerics::kHilbertDims == 5);
    switch (tree.dims()) {
        case 1:
            return nearer_in<1>(tree, leaf, centre, nearest, distances);
        case 2:
            return nearer_in<2>(tree, leaf, centre, nearest, distances);
        case 3:
            return nearer_in<3>(tree, leaf, centre, nearest, distances);
        case 4:
            return nearer_in<4>(tree, leaf, centre, nearest, distances);
        default:
            return nearer_in<5>(tree, leaf, centre, nearest, distances);
    }
}

std::uint64_t seeding_weights(const TileTree& tree, std::size_t leaf, const LeafDistances& distances, int shift) {
    const std::size_t count = tree.leaf_size(leaf);
    std::uint64_t sum = 0;
    if (tree.weights().empty()) {
        for (std::size_t i = 0; i < count; ++i) {
            sum += integer(distances[i]) >> shift;
        }
        return sum;
    }
    const std::int64_t* const weights = tree.weights().data() + leaf * kLeafPoints;
    for (std::size_t i = 0; i < count; ++i) {
        sum += static_cast<std::uint64_t>(weights[i]) * (integer(distances[i]) >> shift);
    }
    return sum;
}

double largest(const LeafDistances& distances) {
    constexpr std::size_t kLanes = 8;  // independent maxima, so that the loop is SIMD without reordering
    std::array<double, kLanes> most{};
    for (std::size_t i = 0; i < kLeafPoints; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            most[lane] = most[lane] < distances[i + lane] ? distances[i + lane] : most[lane];
        }
    }
    return *std::ranges::max_element(most);
}

}  // namespace rfmeans::cluster
