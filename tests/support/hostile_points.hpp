// Point sets on which rounding differences show (random normal data hides them), and made ones.
#pragma once

#include <string>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::test {

struct NamedPoints {
    std::string name;
    PointSet points;
};

/// A repeatable stream of integers, independent of the library's own random numbers (splitmix64, S. Vigna).
class IntegerStream {
public:
    explicit IntegerStream(std::uint64_t state) : state_(state) {}
    /// In [lowest, highest].
    [[nodiscard]] std::int64_t next(std::int64_t lowest, std::int64_t highest);

private:
    std::uint64_t state_;
};

/// Lattices with exact ties, duplicates, constant columns, edges of the grid, tight groups far apart, odd sizes, 1 to
/// 33 dimensions, weights. All of weight >= 1.
[[nodiscard]] std::vector<NamedPoints> hostile_point_sets();

/// [points, dims] integers in [−half_width, half_width].
[[nodiscard]] PointSet uniform_points(std::size_t points, std::size_t dims, std::int64_t half_width,
                                      std::uint64_t seed);

/// `groups` groups of half width 2^11 whose centres lie anywhere on the grid: range/2^12, where the expanded form
/// cycles.
[[nodiscard]] PointSet tight_groups(std::size_t points, std::size_t dims, std::size_t groups, std::uint64_t seed);

/// Skewed, heaped values as customers have them: many at the lowest frequency, a long tail.
[[nodiscard]] PointSet shop_points(std::size_t points, std::uint64_t seed);

/// Points of one dimension, as given.
[[nodiscard]] PointSet line(std::vector<float> coordinates);

}  // namespace rfmeans::test
