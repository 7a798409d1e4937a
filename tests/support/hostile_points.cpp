#include "support/hostile_points.hpp"

#include <algorithm>
#include <cmath>

namespace rfmeans::test {
namespace {

constexpr std::int64_t kEdge = (1 << 23) - 1;

template <class Value>
PointSet make_points(std::size_t points, std::size_t dims, Value value) {
    PointSet set;
    set.values = Matrix<float>(points, dims);
    for (std::size_t i = 0; i < points; ++i) {
        for (std::size_t d = 0; d < dims; ++d) {
            set.values.row(i)[d] = static_cast<float>(value(i, d));
        }
    }
    return set;
}

PointSet with_weights(PointSet set, std::int64_t largest, std::uint64_t seed) {
    IntegerStream stream(seed);
    for (std::size_t i = 0; i < set.points(); ++i) {
        set.weights.push_back(stream.next(1, largest));
    }
    return set;
}

}  // namespace

std::int64_t IntegerStream::next(std::int64_t lowest, std::int64_t highest) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    z ^= z >> 31;
    const auto width = static_cast<std::uint64_t>(highest - lowest) + 1;
    return lowest + static_cast<std::int64_t>(z % width);
}

PointSet uniform_points(std::size_t points, std::size_t dims, std::int64_t half_width, std::uint64_t seed) {
    IntegerStream stream(seed);
    return make_points(points, dims, [&](std::size_t, std::size_t) { return stream.next(-half_width, half_width); });
}

PointSet tight_groups(std::size_t points, std::size_t dims, std::size_t groups, std::uint64_t seed) {
    constexpr std::int64_t kHalfWidth = 1 << 11;
    IntegerStream stream(seed);
    std::vector<std::int64_t> centres(groups * dims);
    for (auto& centre : centres) {
        centre = stream.next(-kEdge + kHalfWidth, kEdge - kHalfWidth);
    }
    return make_points(points, dims, [&](std::size_t i, std::size_t d) {
        return centres[i % groups * dims + d] + stream.next(-kHalfWidth, kHalfWidth);
    });
}

PointSet shop_points(std::size_t points, std::uint64_t seed) {
    IntegerStream stream(seed);
    return make_points(points, 3, [&](std::size_t, std::size_t d) {
        const double uniform = static_cast<double>(stream.next(1, 1'000'000)) / 1e6;
        const double value = d == 0 ? std::floor(730.0 * uniform) : std::floor(std::pow(uniform, d == 1 ? -0.7 : -1.5));
        return std::min(kEdge, static_cast<std::int64_t>(std::lround(std::log1p(value) * 262'144.0)));
    });
}

std::vector<NamedPoints> hostile_point_sets() {
    std::vector<NamedPoints> sets;
    sets.push_back({"one point", uniform_points(1, 3, 100, 1)});
    sets.push_back({"five-level lattice, exact ties", uniform_points(257, 2, 2, 2)});
    sets.push_back({"sixteen-level lattice, exact ties", uniform_points(1'025, 3, 8, 3)});
    sets.push_back({"all equal", make_points(33, 3, [](std::size_t, std::size_t) { return 7; })});
    sets.push_back({"two distinct points", make_points(64, 2, [](std::size_t i, std::size_t) { return i % 2 * 5; })});
    sets.push_back({"constant columns", make_points(1'000, 4, [](std::size_t i, std::size_t d) {
                        return d == 2 ? static_cast<std::int64_t>(i * i % 97) : kEdge;
                    })});
    sets.push_back({"corners of the grid", make_points(32, 5, [](std::size_t i, std::size_t d) {
                        return (i >> d & 1U) != 0 ? kEdge : -kEdge;
                    })});
    sets.push_back({"edge and centre of the grid", uniform_points(31, 1, kEdge, 4)});
    sets.push_back({"ascending line", make_points(1'024, 1, [](std::size_t i, std::size_t) { return i; })});
    sets.push_back({"tight groups far apart", tight_groups(2'000, 3, 8, 5)});
    sets.push_back({"tight groups far apart, 8 dimensions", tight_groups(500, 8, 5, 6)});
    sets.push_back({"one far outlier", make_points(500, 3, [](std::size_t i, std::size_t d) {
                        return i == 499 ? kEdge : static_cast<std::int64_t>((i * (d + 3)) % 11);
                    })});
    sets.push_back({"shop", shop_points(3'000, 7)});
    sets.push_back({"weighted shop", with_weights(shop_points(1'500, 8), 1'000'000, 9)});
    sets.push_back({"weighted lattice", with_weights(uniform_points(300, 2, 3, 10), 5, 11)});
    for (const std::size_t dims : {4, 5, 6, 7, 9, 16, 33}) {
        sets.push_back(
            {"full grid, " + std::to_string(dims) + " dimensions", uniform_points(257, dims, kEdge, 20 + dims)});
    }
    return sets;
}

PointSet line(std::vector<float> coordinates) {
    PointSet points;
    points.values.rows = coordinates.size();
    points.values.cols = 1;
    points.values.values = std::move(coordinates);
    return points;
}

}  // namespace rfmeans::test
