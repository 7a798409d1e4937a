// oneTBB tasks over (model, part of the points), SIMD within, exact sums added atomically: through the tile tree where
// that pays, else by brute force.
#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <optional>

#include "cluster/simd_nearest.hpp"
#include "cluster/tile_tree.hpp"
#include "cluster/tree_walk.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/centroid.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans {
namespace {

using cluster::kBlockPoints;
using cluster::NodeRange;

/// Blocks of one brute-force task: long enough that the k·(dims + 1) atomic additions at its end cost nothing beside
/// the points.
constexpr std::size_t kBlocksPerTask = 16;

/// Sorting and building the tree cost as much as so many distances a point (bench/README.md). The tree is built once
/// that much has been spent without it: at most twice the best possible cost, whatever number of rounds is to come.
constexpr std::size_t kTreeCost = 300;

/// A model's round is cut into parts where there are fewer models than this for each thread.
constexpr std::size_t kModelsPerThread = 4;
constexpr std::size_t kPartPoints = 65'536;

std::size_t divide_up(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

/// Integers have no order, so atomics cannot change a sum.
void add_atomically(std::int64_t& total, std::int64_t part) {
    std::atomic_ref(total).fetch_add(part, std::memory_order_relaxed);
}

void move_centroids(RoundJob& job) {
    const std::size_t dims = job.centroids.cols;
    for (std::size_t j = 0; j < job.weights.size(); ++j) {
        for (std::size_t d = 0; d < dims && job.weights[j] > 0; ++d) {
            job.centroids.row(j)[d] = numerics::centroid_coordinate(job.sums[j * dims + d], job.weights[j]);
        }
    }
}

class CpuEngine final : public Engine {
public:
    CpuEngine(const PointSet& points, CpuMethod method)
        : points_(points),
          tree_allowed_(method != CpuMethod::brute && points.points() > 0 && points.dims() <= numerics::kHilbertDims),
          spent_(method == CpuMethod::tree ? kTreeCost : 0),
          blocks_(divide_up(points.points(), kBlockPoints)),
          stride_(blocks_ * kBlockPoints),
          columns_(stride_ * points.dims(), 0.0F) {
        for (std::size_t i = 0; i < points.points(); ++i) {
            for (std::size_t d = 0; d < points.dims(); ++d) {
                columns_[d * stride_ + i] = points.values.row(i)[d];
            }
        }
    }

    void round(std::span<RoundJob> jobs) override {
        for (RoundJob& job : jobs) {
            job.sums.assign(job.centroids.values.size(), 0);
            job.weights.assign(job.centroids.rows, 0);
            spent_ += job.centroids.rows;
        }
        if (tree_allowed_ && !tree_ && spent_ >= kTreeCost) {
            tree_.emplace(points_);
        }
        if (tree_) {
            walk(jobs);
        } else {
            score(jobs);
        }
        for (RoundJob& job : jobs) {
            move_centroids(job);
        }
    }

    Assignment assign(const Matrix<float>& centroids) override {
        Assignment assignment{std::vector<std::int32_t>(stride_), std::vector<float>(stride_)};
        tbb::parallel_for(std::size_t{0}, blocks_, [&](std::size_t b) {
            const std::size_t first = b * kBlockPoints;
            cluster::find_nearest(block(b), centroids.values.data(), centroids.rows, assignment.labels.data() + first,
                                  assignment.distances.data() + first);
        });
        assignment.labels.resize(points_.points());
        assignment.distances.resize(points_.points());
        return assignment;
    }

    std::optional<ClusterTotals> total(const Matrix<float>& centroids) override {
        if (!tree_) {
            return std::nullopt;
        }
        const std::vector<NodeRange> parts = cut_tree(1);
        std::vector<ClusterTotals> totals(parts.size(), ClusterTotals(centroids.rows, centroids.cols));
        tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t p) {
            cluster::walk_tree(*tree_, parts[p], centroids, {.totals = &totals[p]});
        });
        for (std::size_t p = 1; p < parts.size(); ++p) {
            totals[0].add(totals[p]);
        }
        return std::move(totals[0]);
    }

private:
    [[nodiscard]] cluster::PointBlock block(std::size_t b) const {
        const std::size_t first = b * kBlockPoints;
        return {columns_.data() + first, stride_, std::min(kBlockPoints, points_.points() - first), points_.dims()};
    }

    void score(std::span<RoundJob> jobs) {
        const std::size_t tasks = divide_up(blocks_, kBlocksPerTask);
        tbb::parallel_for(std::size_t{0}, jobs.size() * tasks, [&](std::size_t index) {
            const std::size_t first = index % tasks * kBlocksPerTask;
            score_blocks(jobs[index / tasks], first, std::min(first + kBlocksPerTask, blocks_));
        });
    }

    /// Adds the points of some blocks to the sums of a job.
    void score_blocks(RoundJob& job, std::size_t first_block, std::size_t last_block) const {
        const std::size_t dims = points_.dims();
        std::vector<std::int64_t> sums(job.weights.size() * (1 + dims));
        std::vector<std::int32_t> labels(kBlockPoints);
        std::vector<float> distances(kBlockPoints);
        for (std::size_t b = first_block; b < last_block; ++b) {
            const cluster::PointBlock points = block(b);
            cluster::find_nearest(points, job.centroids.values.data(), job.weights.size(), labels.data(),
                                  distances.data());
            for (std::size_t i = 0; i < points.points; ++i) {
                std::int64_t* const cluster = sums.data() + static_cast<std::size_t>(labels[i]) * (1 + dims);
                const std::int64_t weight = points_.weight(b * kBlockPoints + i);
                cluster[0] += weight;
                for (std::size_t d = 0; d < dims; ++d) {
                    cluster[1 + d] += weight * static_cast<std::int64_t>(points.columns[d * stride_ + i]);
                }
            }
        }
        add_to_job(sums, job);
    }

    void walk(std::span<RoundJob> jobs) {
        const std::vector<NodeRange> parts = cut_tree(jobs.size());
        tbb::parallel_for(std::size_t{0}, jobs.size() * parts.size(), [&](std::size_t index) {
            RoundJob& job = jobs[index / parts.size()];
            std::vector<std::int64_t> sums(job.weights.size() * (1 + points_.dims()));
            cluster::walk_tree(*tree_, parts[index % parts.size()], job.centroids, {.sums = sums.data()});
            add_to_job(sums, job);
        });
    }

    /// The tree as one part where the models fill the threads, else as several of whole groups of nodes.
    [[nodiscard]] std::vector<NodeRange> cut_tree(std::size_t models) const {
        const auto threads = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
        const auto& levels = tree_->levels();
        std::size_t level = levels.size() - 1;
        if (threads == 1 || models >= kModelsPerThread * threads || points_.points() < 2 * kPartPoints) {
            return {{level, 0, levels[level].nodes}};
        }
        const std::size_t wanted = std::min(kModelsPerThread * threads, points_.points() / kPartPoints);
        while (level > 0 && levels[level].nodes < wanted * cluster::kFanOut) {
            --level;
        }
        const std::size_t groups = divide_up(levels[level].nodes, cluster::kFanOut);
        const std::size_t groups_each = divide_up(groups, wanted);
        std::vector<NodeRange> parts;
        for (std::size_t group = 0; group < groups; group += groups_each) {
            const std::size_t last = std::min(levels[level].nodes, (group + groups_each) * cluster::kFanOut);
            parts.push_back({level, group * cluster::kFanOut, last});
        }
        return parts;
    }

    /// `sums` [k, 1 + dims]: weight, then Σ w·q.
    static void add_to_job(const std::vector<std::int64_t>& sums, RoundJob& job) {
        const std::size_t dims = job.centroids.cols;
        for (std::size_t j = 0; j < job.weights.size(); ++j) {
            const std::int64_t* const cluster = sums.data() + j * (1 + dims);
            if (cluster[0] == 0) {
                continue;  // no points: nothing to add
            }
            add_atomically(job.weights[j], cluster[0]);
            for (std::size_t d = 0; d < dims; ++d) {
                add_atomically(job.sums[j * dims + d], cluster[1 + d]);
            }
        }
    }

    const PointSet& points_;
    bool tree_allowed_;
    std::size_t spent_;  ///< distances a point computed so far, plus those of the coming round
    std::optional<cluster::TileTree> tree_;
    std::size_t blocks_;
    std::size_t stride_;          ///< points, padded to whole blocks
    std::vector<float> columns_;  ///< [dims, stride_] in row order
};

class CpuBackend final : public Backend {
public:
    explicit CpuBackend(CpuMethod method) : method_(method) {}
    std::string name() const override { return "cpu"; }
    std::string description() const override {
        const int threads = tbb::this_task_arena::max_concurrency();
        return fmt::format("{} thread{}, {}", threads, threads == 1 ? "" : "s", cluster::simd_target());
    }
    std::unique_ptr<Engine> load(const PointSet& points) override {
        return std::make_unique<CpuEngine>(points, method_);
    }

private:
    CpuMethod method_;
};

}  // namespace

std::unique_ptr<Backend> make_cpu_backend(CpuMethod method) {
    return std::make_unique<CpuBackend>(method);
}

}  // namespace rfmeans
