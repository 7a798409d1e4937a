// What follows the labels of a block of points: which of them are new, and the exact sums that change with them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "cluster/simd_nearest.hpp"

namespace rfmeans::cluster {

/// Points of a block, row-major.
struct PointRows {
    const float* values;          ///< [points, dims]
    const std::int64_t* weights;  ///< [points]; null: all 1
    std::size_t dims;
};

/// The points of a block that went to another cluster.
struct MovedPoints {
    std::size_t count = 0;
    std::array<std::int32_t, kBlockPoints> places;  ///< [count] ascending
    std::array<std::int32_t, kBlockPoints> from;    ///< [count] the labels they had
};

/// Replaces the `kept` labels by new ones, all below 2^8 or 2^16, and lists in `moved` where they differ. Both have
/// places up to the next multiple of kTilePoints; those of the padding are replaced, but not listed.
void replace_labels(const std::int32_t* labels, std::size_t points, std::uint8_t* kept, MovedPoints& moved);
void replace_labels(const std::int32_t* labels, std::size_t points, std::uint16_t* kept, MovedPoints& moved);

/// Adds points to the sums [k, 1 + dims] (weight, then Σ w·q) of their clusters.
void add_points(const PointRows& rows, std::size_t points, const std::int32_t* labels, std::int64_t* sums);

/// Takes moved points from the sums of the clusters they had and adds them to those of `labels`.
void move_points(const PointRows& rows, const MovedPoints& moved, const std::int32_t* labels, std::int64_t* sums);

}  // namespace rfmeans::cluster
