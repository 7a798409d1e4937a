#include "cluster/tree_rounds.hpp"

#include <tbb/task_arena.h>

#include <algorithm>
#include <array>

#include "cluster/exact_sums.hpp"
#include "cluster/leaf_distances.hpp"
#include "parallel/loops.hpp"

namespace rfmeans::cluster {
namespace {

/// A model's round is cut into parts where there are fewer models than this for each thread.
constexpr std::size_t kModelsPerThread = 4;
constexpr std::size_t kPartPoints = 65'536;

}  // namespace

void TreeRounds::add_sums(std::span<RoundJob> jobs) const {
    const std::vector<NodeRange> parts = cut_tree(jobs.size());
    loops::parallel_for(std::size_t{0}, jobs.size() * parts.size(), [&](std::size_t index) {
        RoundJob& job = jobs[index / parts.size()];
        std::vector<std::int64_t> sums(job.weights.size() * (1 + tree_.dims()));
        walk_tree(tree_, parts[index % parts.size()], job.centroids, {.sums = sums.data()});
        add_to_job(sums, job);
    });
}

ClusterTotals TreeRounds::total(const Matrix<float>& centroids) const {
    const std::vector<NodeRange> parts = cut_tree(1);
    std::vector<ClusterTotals> totals(parts.size(), ClusterTotals(centroids.rows, centroids.cols));
    loops::parallel_for(std::size_t{0}, parts.size(),
                        [&](std::size_t p) { walk_tree(tree_, parts[p], centroids, {.totals = &totals[p]}); });
    for (std::size_t p = 1; p < parts.size(); ++p) {
        totals[0].add(totals[p]);
    }
    return std::move(totals[0]);
}

Assignment TreeRounds::assign(const Matrix<float>& centroids) const {
    PageBuffer<std::int32_t> in_order(tree_.points());
    const std::vector<NodeRange> parts = cut_tree(1);
    loops::parallel_for(std::size_t{0}, parts.size(),
                        [&](std::size_t p) { walk_tree(tree_, parts[p], centroids, {.labels = in_order.data()}); });
    Assignment assignment{std::vector<std::int32_t>(tree_.points()), std::vector<float>(tree_.points())};
    loops::parallel_for(tbb::blocked_range<std::size_t>(0, tree_.levels()[0].nodes, 256),
                        [&](const tbb::blocked_range<std::size_t>& leaves) {
                            std::array<float, kLeafPoints> distances;
                            for (std::size_t leaf = leaves.begin(); leaf < leaves.end(); ++leaf) {
                                const std::size_t first = leaf * kLeafPoints;
                                leaf_distances(tree_, leaf, centroids, in_order.data() + first, distances.data());
                                for (std::size_t i = 0; i < tree_.leaf_size(leaf); ++i) {
                                    const std::size_t row = tree_.order()[first + i];
                                    assignment.labels[row] = in_order[first + i];
                                    assignment.distances[row] = distances[i];
                                }
                            }
                        });
    return assignment;
}

/// The tree as one part where the models fill the threads, else as several of whole groups of nodes.
std::vector<NodeRange> TreeRounds::cut_tree(std::size_t models) const {
    const auto threads = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
    const auto& levels = tree_.levels();
    std::size_t level = levels.size() - 1;
    if (threads == 1 || models >= kModelsPerThread * threads || tree_.points() < 2 * kPartPoints) {
        return {{level, 0, levels[level].nodes}};
    }
    const std::size_t wanted = std::min(kModelsPerThread * threads, tree_.points() / kPartPoints);
    while (level > 0 && levels[level].nodes < wanted * kFanOut) {
        --level;
    }
    const std::size_t groups = (levels[level].nodes + kFanOut - 1) / kFanOut;
    const std::size_t groups_each = (groups + wanted - 1) / wanted;
    std::vector<NodeRange> parts;
    for (std::size_t group = 0; group < groups; group += groups_each) {
        const std::size_t last = std::min(levels[level].nodes, (group + groups_each) * kFanOut);
        parts.push_back({level, group * kFanOut, last});
    }
    return parts;
}

}  // namespace rfmeans::cluster
