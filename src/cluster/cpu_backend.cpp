// Brute-force rounds: oneTBB tasks over (model, blocks of points), SIMD within a block, exact sums added atomically.
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>

#include <fmt/format.h>

#include "cluster/simd_nearest.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/centroid.hpp"

namespace rfmeans {
namespace {

using cluster::kBlockPoints;

/// Blocks of one task: long enough that the k·(dims + 1) atomic additions at its end cost nothing beside the points.
constexpr std::size_t kBlocksPerTask = 16;

std::size_t divide_up(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

class CpuEngine final : public Engine {
public:
    explicit CpuEngine(const PointSet& points)
        : points_(points),
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
        }
        const std::size_t tasks = divide_up(blocks_, kBlocksPerTask);
        tbb::parallel_for(std::size_t{0}, jobs.size() * tasks, [&](std::size_t index) {
            const std::size_t first = index % tasks * kBlocksPerTask;
            accumulate(jobs[index / tasks], first, std::min(first + kBlocksPerTask, blocks_));
        });
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

private:
    [[nodiscard]] cluster::PointBlock block(std::size_t b) const {
        const std::size_t first = b * kBlockPoints;
        return {columns_.data() + first, stride_, std::min(kBlockPoints, points_.points() - first), points_.dims()};
    }

    /// Adds the points of some blocks to the sums of a job. Integers have no order, so atomics cannot change a sum.
    void accumulate(RoundJob& job, std::size_t first_block, std::size_t last_block) const {
        const std::size_t dims = points_.dims();
        std::vector<std::int64_t> sums(job.sums.size());
        std::vector<std::int64_t> weights(job.weights.size());
        std::vector<std::int32_t> labels(kBlockPoints);
        std::vector<float> distances(kBlockPoints);
        for (std::size_t b = first_block; b < last_block; ++b) {
            const cluster::PointBlock points = block(b);
            cluster::find_nearest(points, job.centroids.values.data(), weights.size(), labels.data(), distances.data());
            for (std::size_t i = 0; i < points.points; ++i) {
                const auto j = static_cast<std::size_t>(labels[i]);
                const std::int64_t weight = points_.weight(b * kBlockPoints + i);
                weights[j] += weight;
                for (std::size_t d = 0; d < dims; ++d) {
                    sums[j * dims + d] += weight * static_cast<std::int64_t>(points.columns[d * stride_ + i]);
                }
            }
        }
        const auto add = [](std::vector<std::int64_t>& totals, const std::vector<std::int64_t>& parts) {
            for (std::size_t i = 0; i < totals.size(); ++i) {
                std::atomic_ref(totals[i]).fetch_add(parts[i], std::memory_order_relaxed);
            }
        };
        add(job.sums, sums);
        add(job.weights, weights);
    }

    static void move_centroids(RoundJob& job) {
        const std::size_t dims = job.centroids.cols;
        for (std::size_t j = 0; j < job.weights.size(); ++j) {
            for (std::size_t d = 0; d < dims && job.weights[j] > 0; ++d) {
                job.centroids.row(j)[d] = numerics::centroid_coordinate(job.sums[j * dims + d], job.weights[j]);
            }
        }
    }

    const PointSet& points_;
    std::size_t blocks_;
    std::size_t stride_;          ///< points, padded to whole blocks
    std::vector<float> columns_;  ///< [dims, stride_]
};

class CpuBackend final : public Backend {
public:
    std::string name() const override { return "cpu"; }
    std::string description() const override {
        const int threads = tbb::this_task_arena::max_concurrency();
        return fmt::format("{} thread{}, {}", threads, threads == 1 ? "" : "s", cluster::simd_target());
    }
    std::unique_ptr<Engine> load(const PointSet& points) override { return std::make_unique<CpuEngine>(points); }
};

}  // namespace

std::unique_ptr<Backend> make_cpu_backend() {
    return std::make_unique<CpuBackend>();
}

}  // namespace rfmeans
