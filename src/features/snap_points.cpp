#include "features/snap_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "rfmeans/numerics/grid.hpp"

namespace rfmeans::features {
namespace {

double find_largest(const std::vector<double>& column) {
    double largest = 0;
    for (const double value : column) {
        largest = std::max(largest, std::fabs(value));
    }
    return largest;
}

// splitmix64's finaliser: a bijection, so one column never collides; several collide with chance 2^-64 a pair.
std::uint64_t mix(std::uint64_t hash, double value) {
    std::uint64_t z = hash + 0x9E3779B97F4A7C15U + std::bit_cast<std::uint64_t>(value + 0.0);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

std::int64_t count_distinct(std::vector<std::uint64_t> hashes) {
    std::sort(hashes.begin(), hashes.end());
    return std::unique(hashes.begin(), hashes.end()) - hashes.begin();
}

}  // namespace

PointSet snap_points(const std::vector<std::vector<double>>& features, int floor) {
    double largest = 0;
    for (const auto& column : features) {
        largest = std::max(largest, find_largest(column));
    }
    PointSet points;
    points.step_exponent = numerics::grid_exponent(largest, floor);
    points.values = Matrix<float>(features.front().size(), features.size());
    for (std::size_t d = 0; d < features.size(); ++d) {
        for (std::size_t i = 0; i < points.points(); ++i) {
            const double q = numerics::snap_to_grid(features[d][i], points.step_exponent);
            points.values.values[i * features.size() + d] = static_cast<float>(q);
        }
    }
    return points;
}

std::optional<std::string> warn_of_merged_points(const std::vector<std::vector<double>>& features,
                                                 const PointSet& points, const std::vector<FeatureColumn>& columns) {
    std::vector<std::uint64_t> before(points.points());
    std::vector<std::uint64_t> after(points.points());
    for (std::size_t d = 0; d < features.size(); ++d) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            before[i] = mix(before[i], features[d][i]);
            after[i] = mix(after[i], static_cast<double>(points.values.row(i)[d]));
        }
    }
    const std::int64_t distinct = count_distinct(std::move(before));
    const std::int64_t merged = distinct - count_distinct(std::move(after));
    if (merged * 1000 <= distinct) {
        return std::nullopt;
    }
    std::size_t widest = 0;
    for (std::size_t d = 1; d < features.size(); ++d) {
        if (find_largest(features[d]) > find_largest(features[widest])) {
            widest = d;
        }
    }
    return fmt::format(
        "snapping to the grid merges {} of {} distinct points (column '{}' reaches {:.6g}, which sets the step of all "
        "columns "
        "to 2^{} = {:.3g}). Cut its extremes with --winsorise 1",
        merged, distinct, columns[widest].name, find_largest(features[widest]), points.step_exponent, points.step());
}

}  // namespace rfmeans::features
