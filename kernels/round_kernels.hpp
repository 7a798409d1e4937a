// Kernels of a round, as functions that issue them on a stream of the current device. They look at the running fits
// among the table's active ones, and need no word from the host in between.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/fit_table.hpp"
#include "kernels/limits.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// Clusters up to which a label is one byte, and up to which labels are kept at all: the last value is no label.
inline constexpr std::int64_t kMostNarrowClusters = 255;
inline constexpr std::int64_t kMostKeptClusters = 65'535;

/// Clusters up to which rounds go through the tree: survivors are bits of a word of 32, or of 64 bits.
inline constexpr std::int64_t kMostNarrowTreeClusters = 32;
inline constexpr std::int64_t kMostTreeClusters = 64;
/// And where they are lists: a lane of a warp has 32 of them.
inline constexpr std::int64_t kMostListedClusters = 1024;

/// Adds what a round changes to the totals, which must be those of the labels. Before the first round totals are 0,
/// labels of points have all bits set, and those of the padding none.
void brute_round(const DevicePoints& points, const FitTable& table, const KeptLabels& labels,
                 std::int64_t multiprocessors, const Stream& stream);
/// Whether a block has room for a fit of k clusters in so many dimensions.
[[nodiscard]] bool brute_round_fits(int dims, std::int64_t k);

/// Adds every point to the totals, which must be 0; with squares where they are wanted.
void plain_round(const DevicePoints& points, const FitTable& table, bool squares, std::int64_t multiprocessors,
                 const Stream& stream);

/// The same through the tree, for at most kMostTreeClusters clusters; `open` must be empty.
void tree_round(const DevicePoints& points, const DeviceTree& tree, const FitTable& table, const OpenGroups& open,
                bool squares, std::int64_t multiprocessors, const Stream& stream);

/// The same for more clusters, at most kMostListedClusters; every fit has more than kMostTreeClusters.
void many_tree_round(const DevicePoints& points, const DeviceTree& tree, const FitTable& table, const OpenGroups& open,
                     bool squares, std::int64_t multiprocessors, const Stream& stream);

/// Sums → centroids and status of every fit. Of those that go on, totals become 0 where they are not kept; `open` is
/// emptied.
void end_round(const FitTable& table, int dims, const numerics::EndRules& rules, bool keeps_totals,
               const OpenGroups& open, const Stream& stream);

/// Labels and the referee's d² of given centroids [k, dims] for points [first, first + count) in the order in which
/// they lie.
struct LabelTask {
    const float* centroids = nullptr;
    std::int64_t k = 0;
    std::int64_t first = 0;
    std::int64_t count = 0;
    void* labels = nullptr;      ///< [count] integers of `label_bytes`, without a sign below 4
    int label_bytes = 4;         ///< 1, 2 or 4: enough for k − 1
    float* distances = nullptr;  ///< [count]
};
void label_points(const DevicePoints& points, const LabelTask& task, std::int64_t multiprocessors,
                  const Stream& stream);

/// Throws where this build has no kernels for the current device.
void check_kernels();

}  // namespace rfmeans::cuda
