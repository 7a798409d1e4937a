#include "cluster/brute_rounds.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "cluster/exact_sums.hpp"

namespace rfmeans::cluster {
namespace {

/// Blocks of one task: long enough that the k·(dims + 1) atomic additions at its end cost nothing beside the points.
constexpr std::size_t kBlocksPerTask = 16;

std::size_t divide_up(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

}  // namespace

BruteRounds::BruteRounds(const PointSet& points)
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

void BruteRounds::add_sums(std::span<RoundJob> jobs) const {
    const std::size_t tasks = divide_up(blocks_, kBlocksPerTask);
    tbb::parallel_for(std::size_t{0}, jobs.size() * tasks, [&](std::size_t index) {
        const std::size_t first = index % tasks * kBlocksPerTask;
        add_blocks(jobs[index / tasks], first, std::min(first + kBlocksPerTask, blocks_));
    });
}

Assignment BruteRounds::assign(const Matrix<float>& centroids) const {
    Assignment assignment{std::vector<std::int32_t>(stride_), std::vector<float>(stride_)};
    tbb::parallel_for(std::size_t{0}, blocks_, [&](std::size_t b) {
        const std::size_t first = b * kBlockPoints;
        find_nearest(block(b), centroids.values.data(), centroids.rows, assignment.labels.data() + first,
                     assignment.distances.data() + first);
    });
    assignment.labels.resize(points_.points());
    assignment.distances.resize(points_.points());
    return assignment;
}

PointBlock BruteRounds::block(std::size_t index) const {
    const std::size_t first = index * kBlockPoints;
    return {columns_.data() + first, stride_, std::min(kBlockPoints, points_.points() - first), points_.dims()};
}

void BruteRounds::add_blocks(RoundJob& job, std::size_t first_block, std::size_t last_block) const {
    const std::size_t dims = points_.dims();
    std::vector<std::int64_t> sums(job.weights.size() * (1 + dims));
    std::vector<std::int32_t> labels(kBlockPoints);
    std::vector<float> distances(kBlockPoints);
    for (std::size_t b = first_block; b < last_block; ++b) {
        const PointBlock points = block(b);
        find_nearest(points, job.centroids.values.data(), job.weights.size(), labels.data(), distances.data());
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

}  // namespace rfmeans::cluster
