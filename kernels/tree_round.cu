// Filtered rounds (Pelleg, Moore 1999; Kanungo et al. 2002): level by level, a warp a group of 32 nodes. A node that
// one centroid survives in gives its exact sums to it, unread; the others are opened, and leaves are scored among their
// survivors. Nothing is kept from round to round.
#include <type_traits>

#include "kernels/centroids.cuh"
#include "kernels/credit.cuh"
#include "kernels/launch.cuh"
#include "kernels/leaf_score.cuh"
#include "kernels/node_filter.cuh"
#include "kernels/round_kernels.hpp"
#include "kernels/survivors.cuh"
#include "kernels/threads.cuh"
#include "kernels/warp_sums.cuh"

namespace rfmeans::cuda {
namespace {

constexpr int kTreeThreads = 128;
constexpr int kTreeWarps = kTreeThreads / kWarp;
constexpr int kTreeBlocks = 6;  ///< of a multiprocessor

/// The groups of one level that a fit has to open.
template <class Set>
struct LevelQueue {
    OpenGroup<Set>* groups;
    std::int32_t* size;

    __device__ LevelQueue(const OpenGroups& open, const FitTable& table, int level, std::int64_t capacity, int fit)
        : groups(static_cast<OpenGroup<Set>*>(open.groups) + open.level[level] + fit * capacity),
          size(open.sizes + level * table.fits + fit) {}

    /// Whole warps: each lane's node where it is to be opened.
    __device__ void push(bool opens, std::int64_t node, Set survivors) const {
        const unsigned lanes = __ballot_sync(kWholeWarp, opens);
        if (lanes == 0) {
            return;
        }
        int first = 0;
        if (lane_index() == 0) {
            first = atomicAdd(size, __popc(lanes));
        }
        first = __shfl_sync(kWholeWarp, first, 0);
        if (opens) {
            const unsigned before = lanes & ((1U << lane_index()) - 1U);
            groups[first + __popc(before)] = {survivors, static_cast<std::uint32_t>(node)};
        }
    }
};

struct LevelTask {
    DeviceLevel nodes;
    int level;
    std::int64_t groups;        ///< of this level
    std::int64_t groups_below;  ///< of the level below
    bool top;                   ///< its one group is opened by every fit
};

/// Block (x, y): the x-th share of the groups of fits y, y + gridDim.y, …
template <int kDims, class Set, bool kWeighted, bool kLeaves, bool kSquares>
__global__ void __launch_bounds__(kTreeThreads, kSquares ? kTreeBlocks / 2 : kTreeBlocks)
    level_kernel(DevicePoints points, LevelTask task, FitTable table, OpenGroups open) {
    // Leaf totals of weight 1 are below 64 · 2^23.
    using Value = std::conditional_t<kLeaves && !kWeighted, int, std::int64_t>;
    constexpr int kFeatures = count_features(kDims, kSquares);
    __shared__ Centroid<kDims> centroids[kMostOf<Set>];
    __shared__ std::int64_t sums_memory[kTreeWarps][kMostOf<Set> * kFeatures];
    const int warp = static_cast<int>(threadIdx.x) / kWarp;
    const WarpSums<kFeatures> sums(sums_memory[warp]);
    for (int a = static_cast<int>(blockIdx.y); a < table.active[0]; a += static_cast<int>(gridDim.y)) {
        const int fit = table.active[1 + a];
        if (table.status[fit].state != FitState::running) {
            continue;
        }
        const FitShape shape = table.shapes[fit];
        const LevelQueue<Set> queue(open, table, task.level, task.groups, fit);
        const int size = task.top ? 1 : *queue.size;
        if (static_cast<int>(blockIdx.x) * kTreeWarps >= size) {
            continue;
        }
        copy_centroids<kDims>(table.centroids + static_cast<std::int64_t>(shape.first) * kDims, centroids,
                              shape.k * kDims);
        sums.clear(shape.k);
        __syncthreads();
        for (int i = static_cast<int>(blockIdx.x) * kTreeWarps + warp; i < size;
             i += static_cast<int>(gridDim.x) * kTreeWarps) {
            const OpenGroup<Set> group = task.top ? OpenGroup<Set>{first_of<Set>(shape.k), 0} : queue.groups[i];
            const std::int64_t node = static_cast<std::int64_t>(group.group) * kFanOut + lane_index();
            const bool there = node < task.nodes.nodes;
            Set survivors = group.survivors;
            if (count_of(survivors) > 1) {
                survivors = NodeBox<kDims>(task.nodes, node).survivors(centroids, survivors);
            }
            const bool undecided = there && count_of(survivors) > 1;
            credit<kFeatures, Value>(task.nodes, node, there && (kLeaves || !undecided), lowest_of(survivors), sums);
            if constexpr (kLeaves) {
                const LeafScore<kDims, kWeighted, kSquares> score(points, centroids, sums);
                for (unsigned left = __ballot_sync(kWholeWarp, undecided); left != 0;) {
                    const Set next = __shfl_sync(kWholeWarp, survivors, lowest_of(left));
                    const unsigned same = left & __ballot_sync(kWholeWarp, survivors == next);
                    score.score(group.group, same, next);
                    left &= ~same;
                }
            } else {
                const LevelQueue<Set> below(open, table, task.level - 1, task.groups_below, fit);
                below.push(undecided, node, survivors);
            }
        }
        sums.add_to(table.totals + static_cast<std::int64_t>(shape.first) * kFeatures, shape.k);
        __syncthreads();  // the next fit overwrites the shared memory
    }
}

template <int kDims, class Set, bool kWeighted, bool kSquares>
void walk_levels(const DevicePoints& points, const DeviceTree& tree, const FitTable& table, const OpenGroups& open,
                 std::int64_t multiprocessors, const Stream& stream) {
    const std::int64_t rows = std::clamp<std::int64_t>(table.fits, 1, kMostRows);
    const std::int64_t most_blocks = std::max<std::int64_t>(1, multiprocessors * kTreeBlocks / rows);
    for (int l = tree.count - 1; l >= 0; --l) {
        const std::int64_t groups = tree.levels[l].stride / kFanOut;
        const LevelTask task{.nodes = tree.levels[l],
                             .level = l,
                             .groups = groups,
                             .groups_below = l > 0 ? tree.levels[l - 1].stride / kFanOut : 0,
                             .top = l == tree.count - 1};
        const LaunchShape shape{
            .blocks = dim3(blocks_for(groups, most_blocks, kTreeWarps), static_cast<unsigned>(rows)),
            .threads = kTreeThreads,
            .action = "assigning points through the tree"};
        if (l == 0) {
            launch(level_kernel<kDims, Set, kWeighted, true, kSquares>, shape, stream, points, task, table, open);
        } else {
            launch(level_kernel<kDims, Set, false, false, kSquares>, shape, stream, points, task, table, open);
        }
    }
}

using Walk = void (*)(const DevicePoints&, const DeviceTree&, const FitTable&, const OpenGroups&, std::int64_t,
                      const Stream&);
template <class Set, bool kWeighted, bool kSquares>
constexpr Walk kWalks[] = {walk_levels<1, Set, kWeighted, kSquares>, walk_levels<2, Set, kWeighted, kSquares>,
                           walk_levels<3, Set, kWeighted, kSquares>, walk_levels<4, Set, kWeighted, kSquares>,
                           walk_levels<5, Set, kWeighted, kSquares>};

template <class Set>
Walk walk_for(const DevicePoints& points, bool squares) {
    const int place = points.dims - 1;
    if (points.weights != nullptr) {
        return squares ? kWalks<Set, true, true>[place] : kWalks<Set, true, false>[place];
    }
    return squares ? kWalks<Set, false, true>[place] : kWalks<Set, false, false>[place];
}

}  // namespace

void tree_round(const DevicePoints& points, const DeviceTree& tree, const FitTable& table, const OpenGroups& open,
                bool squares, std::int64_t multiprocessors, const Stream& stream) {
    const Walk walk = table.largest_k <= kMostOf<std::uint32_t> ? walk_for<std::uint32_t>(points, squares)
                                                                : walk_for<std::uint64_t>(points, squares);
    walk(points, tree, table, open, multiprocessors, stream);
}

}  // namespace rfmeans::cuda
