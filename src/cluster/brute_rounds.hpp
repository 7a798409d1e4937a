// Lloyd rounds that score every point against every centroid, points in row order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cluster/brute_state.hpp"
#include "cluster/simd_deltas.hpp"
#include "cluster/simd_nearest.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cluster {

/// Labels of all models together that are kept between rounds, in bytes; models beyond it sum all points anew.
inline constexpr std::size_t kLabelBudget = std::size_t{1} << 30;

class BruteRounds {
public:
    /// The points must outlive this.
    explicit BruteRounds(const PointSet& points, std::size_t label_budget = kLabelBudget);

    /// Adds the exact sums of all points to those of each job, which are 0; leaves the centroids. From the second round
    /// of a job on only points whose label changed are touched.
    void add_sums(std::span<RoundJob> jobs) const;
    [[nodiscard]] Assignment assign(const Matrix<float>& centroids) const;

private:
    [[nodiscard]] PointBlock block(std::size_t index) const;
    [[nodiscard]] PointRows rows(std::size_t index) const;
    [[nodiscard]] std::unique_ptr<BruteState> take_state(RoundJob& job) const;
    void prepare(BruteState& state, std::size_t k) const;
    void add_blocks(RoundJob& job, BruteState* state, std::size_t first_block, std::size_t last_block) const;

    const PointSet& points_;
    std::uint64_t number_;  ///< of all BruteRounds of the process
    std::size_t label_budget_;
    std::size_t blocks_;
    std::vector<float> tiles_;  ///< [tiles, dims, kTilePoints] in row order
};

}  // namespace rfmeans::cluster
