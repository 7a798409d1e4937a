// Points in canonical order, cut into leaves; sixteen nodes make a parent. Built once a data set, shared by every
// model.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

inline constexpr std::size_t kLeafPoints = 64;
inline constexpr std::size_t kFanOut = 16;

/// All nodes of one level, arrays padded to whole groups of kFanOut; padding nodes have no weight.
struct TileLevel {
    std::size_t nodes = 0;
    std::size_t stride = 0;                  ///< nodes, padded
    std::vector<float> centre;               ///< [dims, stride] box centre, steps; exact (a multiple of 1/2 below 2^23)
    std::vector<float> half;                 ///< [dims, stride] half extent, steps; exact
    std::vector<float> squared_half;         ///< [stride] squared half diagonal, rounded
    std::vector<std::int64_t> totals;        ///< [stride, 1 + dims] Σ w, then Σ w·q of each dimension
    std::vector<numerics::UInt128> squares;  ///< [stride, dims] Σ w·q²
};

/// Points of at most kHilbertDims dimensions.
class TileTree {
public:
    explicit TileTree(const PointSet& points);

    [[nodiscard]] std::size_t points() const { return order_.size(); }
    [[nodiscard]] std::size_t dims() const { return dims_; }
    [[nodiscard]] const std::vector<TileLevel>& levels() const { return levels_; }  ///< leaves first
    /// Column d of the points in canonical order, padded to whole leaves with the last point.
    [[nodiscard]] const float* column(std::size_t d) const { return columns_.data() + d * stride_; }
    /// [points] in canonical order; empty: all 1.
    [[nodiscard]] const std::vector<std::int64_t>& weights() const { return weights_; }
    /// Row of each place of the canonical order.
    [[nodiscard]] const std::vector<std::int64_t>& order() const { return order_; }

private:
    void build_leaves();
    void build_parents();

    std::size_t dims_;
    std::vector<std::int64_t> order_;
    std::size_t stride_;
    std::vector<float> columns_;
    std::vector<std::int64_t> weights_;
    std::vector<TileLevel> levels_;
};

}  // namespace rfmeans::cluster
