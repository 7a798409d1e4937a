// Lloyd rounds that score every point against every centroid, points in row order.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cluster/simd_nearest.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cluster {

class BruteRounds {
public:
    /// The points must outlive this.
    explicit BruteRounds(const PointSet& points);

    /// Adds the exact sums of all points to those of each job, which are 0; leaves the centroids.
    void add_sums(std::span<RoundJob> jobs) const;
    [[nodiscard]] Assignment assign(const Matrix<float>& centroids) const;

private:
    [[nodiscard]] PointBlock block(std::size_t index) const;
    void add_blocks(RoundJob& job, std::size_t first_block, std::size_t last_block) const;

    const PointSet& points_;
    std::size_t blocks_;
    std::size_t stride_;          ///< points, padded to whole blocks
    std::vector<float> columns_;  ///< [dims, stride_] in row order
};

}  // namespace rfmeans::cluster
