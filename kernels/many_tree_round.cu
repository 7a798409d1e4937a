// Filtered rounds (tree_round.cu) of more than 64 clusters: survivors of a group are a list. Above the leaves a warp
// tests a node, 32 centroids at once. The few centroids of a group of leaves become a warp's own, 0 … 63, and the group
// goes on as it does with few clusters; where they are more, a warp tests a leaf first.
#include <type_traits>

#include "kernels/credit.cuh"
#include "kernels/launch.cuh"
#include "kernels/leaf_score.cuh"
#include "kernels/list_queue.cuh"
#include "kernels/round_kernels.hpp"
#include "kernels/threads.cuh"

namespace rfmeans::cuda {
namespace {

constexpr int kManyThreads = 128;
constexpr int kManyWarps = kManyThreads / kWarp;
constexpr int kManyBlocks = 4;  ///< of a multiprocessor

/// Sets of a warp's own centroids.
using OwnSet = std::uint64_t;
constexpr int kMostOwn = kMostOf<OwnSet>;
static_assert(kMostOwn == kMostShort);

/// A level of the tree, and its groups to open; `top`: one, which every fit opens.
struct NodeTask {
    DeviceLevel nodes;
    bool top;
    LevelLists open;
    LevelLists below;  ///< to be filled
};

/// A level above the leaves, a warp a node. Block (x, y): the x-th share of the nodes of fits y, y + gridDim.y, …
template <int kDims, bool kSquares>
__global__ void __launch_bounds__(kManyThreads, kManyBlocks) many_node_kernel(NodeTask task, FitTable table) {
    constexpr int kFeatures = count_features(kDims, kSquares);
    const int warp = static_cast<int>(threadIdx.x) / kWarp;
    for (int a = static_cast<int>(blockIdx.y); a < table.active[0]; a += static_cast<int>(gridDim.y)) {
        const int fit = table.active[1 + a];
        if (table.status[fit].state != FitState::running) {
            continue;
        }
        const FitShape shape = table.shapes[fit];
        const float* const centroids = table.centroids + static_cast<std::int64_t>(shape.first) * kDims;
        Total* const totals = table.totals + static_cast<std::int64_t>(shape.first) * kFeatures;
        const ListQueue queue(task.open, fit);
        const ListQueue below(task.below, fit);
        const int size = task.top ? 1 : queue.size();
        for (int i = static_cast<int>(blockIdx.x) * kManyWarps + warp; i < size * kFanOut;
             i += static_cast<int>(gridDim.x) * kManyWarps) {
            const ListQueue::Entry entry = task.top ? ListQueue::Entry{0, {nullptr, shape.k}} : queue[i / kFanOut];
            const std::int64_t node = static_cast<std::int64_t>(entry.group) * kFanOut + i % kFanOut;
            if (node >= task.nodes.nodes) {
                continue;
            }
            const LaneSurvivors lanes(NodeBox<kDims>(task.nodes, node), centroids, entry.candidates);
            const int survivors = lanes.count();
            if (survivors > 1) {
                below.push(node, entry.candidates, lanes, survivors);
            } else {
                lanes.visit(entry.candidates, [&](int cluster) {
                    credit_node<kFeatures>(task.nodes, node, totals + cluster * kFeatures);
                });
            }
        }
    }
}

/// Some centroids of a warp and the sums of their clusters, in shared memory.
template <int kDims, int kFeatures>
struct OwnClusters {
    Centroid<kDims> centroids[kMostOwn];
    std::int64_t sums[kMostOwn * kFeatures];
    std::uint16_t clusters[kMostOwn];

    __device__ void set(int place, int cluster, const float* all) {
        centroids[place] = read_centroid<kDims>(all, cluster);
        clusters[place] = static_cast<std::uint16_t>(cluster);
    }

    /// Whole warps: the sums go to the totals of their clusters, and become 0.
    __device__ void hand_over(Total* totals, int count) {
        __syncwarp();
        for (int s = lane_index(); s < count * kFeatures; s += kWarp) {
            const Total sum = atomicExch(reinterpret_cast<Total*>(sums + s), Total{0});
            if (sum != 0) {
                atomicAdd(totals + clusters[s / kFeatures] * kFeatures + s % kFeatures, sum);
            }
        }
        __syncwarp();
    }
};

/// The leaves of one fit.
template <int kDims, bool kWeighted, bool kSquares>
class FitLeaves {
    static constexpr int kFeatures = count_features(kDims, kSquares);
    /// Leaf totals of weight 1 are below 64 · 2^23.
    using Value = std::conditional_t<kWeighted, std::int64_t, int>;

public:
    using Own = OwnClusters<kDims, kFeatures>;

    __device__ FitLeaves(const DevicePoints& points, const DeviceLevel& leaves, const float* centroids, Total* totals,
                         Own& own)
        : points_(points), leaves_(leaves), centroids_(centroids), totals_(totals), own_(own), sums_(own.sums) {}

    /// A leaf a lane; at most kMostOwn candidates.
    __device__ void score_group(std::int64_t group, const Candidates& candidates) const {
        for (int place = lane_index(); place < candidates.count; place += kWarp) {
            own_.set(place, candidates[place], centroids_);
        }
        __syncwarp();
        const std::int64_t leaf = group * kFanOut + lane_index();
        const bool there = leaf < leaves_.nodes;
        const OwnSet survivors =
            NodeBox<kDims>(leaves_, leaf).survivors(own_.centroids, first_of<OwnSet>(candidates.count));
        credit<kFeatures, Value>(leaves_, leaf, there, lowest_of(survivors), sums_);
        const LeafScore<kDims, kWeighted, kSquares> score(points_, own_.centroids, sums_);
        for (unsigned left = __ballot_sync(kWholeWarp, there && count_of(survivors) > 1); left != 0;) {
            const OwnSet next = __shfl_sync(kWholeWarp, survivors, lowest_of(left));
            const unsigned same = left & __ballot_sync(kWholeWarp, survivors == next);
            score.score(group, same, next);
            left &= ~same;
        }
        own_.hand_over(totals_, candidates.count);
    }

    /// One leaf.
    __device__ void score_leaf(std::int64_t leaf, const Candidates& candidates) const {
        const LaneSurvivors lanes(NodeBox<kDims>(leaves_, leaf), centroids_, candidates);
        const int survivors = lanes.count();
        if (survivors == 1) {
            lanes.visit(candidates,
                        [&](int cluster) { credit_node<kFeatures>(leaves_, leaf, totals_ + cluster * kFeatures); });
        } else if (survivors <= kMostOwn) {
            lanes.list(candidates, [&](int place, int cluster) { own_.set(place, cluster, centroids_); });
            __syncwarp();
            credit<kFeatures, Value>(leaves_, leaf, lane_index() == 0, 0, sums_);
            const LeafScore<kDims, kWeighted, kSquares> score(points_, own_.centroids, sums_);
            score.score(leaf / kFanOut, 1U << leaf % kFanOut, first_of<OwnSet>(survivors));
            own_.hand_over(totals_, survivors);
        } else {
            add_points(leaf, candidates, lanes);
        }
    }

private:
    /// Every point anew, two a lane.
    __device__ void add_points(std::int64_t leaf, const Candidates& candidates, const LaneSurvivors& lanes) const {
        const LeafPoints<kDims, kWeighted, kSquares> two(points_, leaf);
        int label[2] = {-1, -1};
        float best[2] = {};
        lanes.visit(candidates, [&](int j) {
            const Centroid<kDims> centroid = read_centroid<kDims>(centroids_, j);
#pragma unroll
            for (int p = 0; p < 2; ++p) {
                const float distance = distance_to<kDims>(two.x[p], centroid);
                const bool nearer = label[p] < 0 || distance < best[p];
                label[p] = nearer ? j : label[p];
                best[p] = nearer ? distance : best[p];
            }
        });
#pragma unroll
        for (int p = 0; p < 2; ++p) {
            Value sums[kFeatures] = {};
            two.add(p, leaf * kLeafPoints + 2 * lane_index() + p < points_.points, sums);
#pragma unroll
            for (int t = 0; t < kFeatures; ++t) {
                atomicAdd(totals_ + label[p] * kFeatures + t, static_cast<Total>(static_cast<std::int64_t>(sums[t])));
            }
        }
    }

    const DevicePoints& points_;
    const DeviceLevel& leaves_;
    const float* centroids_;
    Total* totals_;
    Own& own_;
    WarpSums<kFeatures> sums_;
};

/// The leaves: first groups of short lists, a warp a group, then those of long ones, a warp a leaf. Blocks as above.
template <int kDims, bool kWeighted, bool kSquares>
__global__ void __launch_bounds__(kManyThreads, kSquares ? kManyBlocks / 2 : kManyBlocks)
    many_leaf_kernel(DevicePoints points, NodeTask task, FitTable table) {
    using Leaves = FitLeaves<kDims, kWeighted, kSquares>;
    constexpr int kFeatures = count_features(kDims, kSquares);
    __shared__ typename Leaves::Own own[kManyWarps];
    const int warp = static_cast<int>(threadIdx.x) / kWarp;
    WarpSums<kFeatures>(own[warp].sums).clear(kMostOwn);
    __syncwarp();
    for (int a = static_cast<int>(blockIdx.y); a < table.active[0]; a += static_cast<int>(gridDim.y)) {
        const int fit = table.active[1 + a];
        if (table.status[fit].state != FitState::running) {
            continue;
        }
        const FitShape shape = table.shapes[fit];
        const Leaves leaves(points, task.nodes, table.centroids + static_cast<std::int64_t>(shape.first) * kDims,
                            table.totals + static_cast<std::int64_t>(shape.first) * kFeatures, own[warp]);
        const ListQueue queue(task.open, fit);
        const int groups = task.top ? 0 : queue.size();
        const int all = groups + (task.top ? 1 : queue.long_size()) * kFanOut;
        for (int i = static_cast<int>(blockIdx.x) * kManyWarps + warp; i < all;
             i += static_cast<int>(gridDim.x) * kManyWarps) {
            if (i < groups) {
                const ListQueue::Entry entry = queue[i];
                leaves.score_group(entry.group, entry.candidates);
                continue;
            }
            const ListQueue::Entry entry =
                task.top ? ListQueue::Entry{0, {nullptr, shape.k}} : queue.long_list((i - groups) / kFanOut);
            const std::int64_t leaf = static_cast<std::int64_t>(entry.group) * kFanOut + (i - groups) % kFanOut;
            if (leaf < task.nodes.nodes) {
                leaves.score_leaf(leaf, entry.candidates);
            }
        }
    }
}

template <int kDims, bool kWeighted, bool kSquares>
void walk_levels(const DevicePoints& points, const DeviceTree& tree, const FitTable& table, const OpenGroups& open,
                 std::int64_t multiprocessors, const Stream& stream) {
    const std::int64_t rows = std::clamp<std::int64_t>(table.fits, 1, kMostRows);
    const std::int64_t most_blocks = std::max<std::int64_t>(1, multiprocessors * kManyBlocks / rows);
    for (int l = tree.count - 1; l >= 0; --l) {
        const NodeTask task{.nodes = tree.levels[l],
                            .top = l == tree.count - 1,
                            .open = lists_of(open, tree, table, l),
                            .below = l > 0 ? lists_of(open, tree, table, l - 1) : LevelLists{}};
        const LaunchShape shape{
            .blocks = dim3(blocks_for(task.nodes.nodes, most_blocks, kManyWarps), static_cast<unsigned>(rows)),
            .threads = kManyThreads,
            .action = "assigning points through the tree"};
        if (l == 0) {
            launch(many_leaf_kernel<kDims, kWeighted, kSquares>, shape, stream, points, task, table);
        } else {
            launch(many_node_kernel<kDims, kSquares>, shape, stream, task, table);
        }
    }
}

using Walk = void (*)(const DevicePoints&, const DeviceTree&, const FitTable&, const OpenGroups&, std::int64_t,
                      const Stream&);
template <bool kWeighted, bool kSquares>
constexpr Walk kWalks[] = {walk_levels<1, kWeighted, kSquares>, walk_levels<2, kWeighted, kSquares>,
                           walk_levels<3, kWeighted, kSquares>, walk_levels<4, kWeighted, kSquares>,
                           walk_levels<5, kWeighted, kSquares>};

}  // namespace

void many_tree_round(const DevicePoints& points, const DeviceTree& tree, const FitTable& table, const OpenGroups& open,
                     bool squares, std::int64_t multiprocessors, const Stream& stream) {
    const int place = points.dims - 1;
    const Walk walk = points.weights != nullptr ? (squares ? kWalks<true, true>[place] : kWalks<true, false>[place])
                                                : (squares ? kWalks<false, true>[place] : kWalks<false, false>[place]);
    walk(points, tree, table, open, multiprocessors, stream);
}

}  // namespace rfmeans::cuda
