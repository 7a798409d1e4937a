// Some rows of a point set in the host's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "rfmeans/points.hpp"

namespace rfmeans::cuda {

struct PointRows {
    std::span<const float> values;          ///< [points, dims]
    std::span<const std::int64_t> weights;  ///< [points] or empty: all 1
    std::size_t points = 0;
    std::size_t dims = 1;

    [[nodiscard]] PointRows part(std::size_t first, std::size_t count) const {
        return {values.subspan(first * dims, count * dims), weights.empty() ? weights : weights.subspan(first, count),
                count, dims};
    }
};

[[nodiscard]] inline PointRows all_rows(const PointSet& points) {
    return {points.values.values, points.weights, points.points(), points.dims()};
}

}  // namespace rfmeans::cuda
