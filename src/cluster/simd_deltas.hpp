// What follows the labels of a block of points: which of them are new, and the exact sums that change with them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "cluster/simd_nearest.hpp"

namespace rfmeans::cluster {

/// Points of a block, row-major.
struct PointRows {
    const float* values;          ///< [points, dims]
    const float* readable_end;    ///< values may be read up to here: those of the blocks behind
    const std::int64_t* weights;  ///< [points]; null: all 1
    std::size_t points;
    std::size_t dims;
};

/// Sums of k clusters, in whole vectors: a point is added by a load, an addition and a store or two.
class ClusterSums {
public:
    ClusterSums(std::size_t k, std::size_t dims)
        : dims_(dims), stride_(dims <= 4 ? 4 : (dims + 7) / 8 * 8), sums_(k * stride_), weights_(k) {}

    /// Coordinates of a cluster's place; those from dims on are no sums.
    [[nodiscard]] std::size_t stride() const { return stride_; }
    [[nodiscard]] std::int64_t* cluster(std::int32_t label) {
        return sums_.data() + static_cast<std::size_t>(label) * stride_;
    }
    [[nodiscard]] std::int64_t& weight(std::int32_t label) { return weights_[static_cast<std::size_t>(label)]; }

    void add(std::int32_t label, std::int64_t weight_of_point, const float* point) {
        std::int64_t* const sum = cluster(label);
        weight(label) += weight_of_point;
        for (std::size_t d = 0; d < dims_; ++d) {
            sum[d] += weight_of_point * static_cast<std::int64_t>(point[d]);
        }
    }

    /// From one cluster to another. `point` is a column of a tile.
    void move(std::int32_t from, std::int32_t to, std::int64_t weight_of_point, const float* point) {
        std::int64_t* const left = cluster(from);
        std::int64_t* const entered = cluster(to);
        weight(from) -= weight_of_point;
        weight(to) += weight_of_point;
        for (std::size_t d = 0; d < dims_; ++d) {
            const std::int64_t q = weight_of_point * static_cast<std::int64_t>(point[d * kTilePoints]);
            left[d] -= q;
            entered[d] += q;
        }
    }

    /// [k, 1 + dims]: weight, then Σ w·q.
    [[nodiscard]] std::vector<std::int64_t> packed() const {
        std::vector<std::int64_t> all;
        all.reserve(weights_.size() * (1 + dims_));
        for (std::size_t j = 0; j < weights_.size(); ++j) {
            all.push_back(weights_[j]);
            const auto first = sums_.begin() + static_cast<std::ptrdiff_t>(j * stride_);
            all.insert(all.end(), first, first + static_cast<std::ptrdiff_t>(dims_));
        }
        return all;
    }

private:
    std::size_t dims_;
    std::size_t stride_;
    std::vector<std::int64_t> sums_;
    std::vector<std::int64_t> weights_;
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

/// Adds points to the sums of their clusters.
void add_points(const PointRows& rows, const std::int32_t* labels, ClusterSums& sums);

/// Takes moved points from the sums of the clusters they had and adds them to those of `labels`.
void move_points(const PointBlock& block, const std::int64_t* weights, const MovedPoints& moved,
                 const std::int32_t* labels, ClusterSums& sums);

}  // namespace rfmeans::cluster
