#include "cluster/brute_rounds.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "cluster/exact_sums.hpp"

namespace rfmeans::cluster {
namespace {

/// Points of one task, about: so many that the k·(dims + 1) atomic additions at its end cost nothing beside them.
constexpr std::size_t kTaskPoints = 16 * kBlockPoints;

/// Coordinates of a block: they stay in the first cache (16 KiB) from the scores to the points that move.
constexpr std::size_t kBlockCoordinates = 4'096;

/// Where more than one point in so many moved in the last round, the next one sums all points anew: a point that moves
/// costs two additions to sums, and its place is found first.
constexpr std::int64_t kFewMoves = 4;

std::size_t divide_up(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

std::size_t choose_block_points(std::size_t dims) {
    const std::size_t tiles = kBlockCoordinates / kTilePoints / std::max<std::size_t>(dims, 1);
    return std::clamp(tiles * kTilePoints, kTilePoints, kBlockPoints);
}

/// A pointer could come back for other points; a number does not.
std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace

BruteRounds::BruteRounds(const PointSet& points, std::size_t label_budget)
    : points_(points),
      number_(next_number()),
      label_budget_(label_budget),
      block_points_(choose_block_points(points.dims())),
      blocks_(divide_up(points.points(), block_points_)),
      tiles_(divide_up(points.points(), kTilePoints) * kTilePoints * points.dims(), 0.0F) {
    const std::size_t dims = points.dims();
    tbb::parallel_for(std::size_t{0}, blocks_, [&](std::size_t b) {
        for (std::size_t i = b * block_points_; i < std::min((b + 1) * block_points_, points.points()); ++i) {
            float* const tile = tiles_.data() + i / kTilePoints * kTilePoints * dims;
            for (std::size_t d = 0; d < dims; ++d) {
                tile[d * kTilePoints + i % kTilePoints] = points.values.row(i)[d];
            }
        }
    });
}

void BruteRounds::add_sums(std::span<RoundJob> jobs) const {
    // The states are out of their jobs meanwhile: should a task throw, none is left half changed.
    std::vector<std::unique_ptr<BruteState>> states(jobs.size());
    std::size_t label_bytes = 0;
    for (std::size_t m = 0; m < jobs.size(); ++m) {
        const std::size_t needed = BruteState::label_bytes(jobs[m].weights.size()) * blocks_ * block_points_;
        states[m] = take_state(jobs[m]);
        if (needed == 0 || needed > label_budget_ - label_bytes) {
            states[m].reset();
            continue;
        }
        label_bytes += needed;
        if (!states[m]) {
            states[m] = std::make_unique<BruteState>();
        }
    }
    tbb::parallel_for(std::size_t{0}, jobs.size(), [&](std::size_t m) {
        if (states[m]) {
            prepare(*states[m], jobs[m].weights.size());
        }
    });
    const std::size_t blocks_each = kTaskPoints / block_points_;
    const std::size_t tasks = divide_up(blocks_, blocks_each);
    tbb::parallel_for(std::size_t{0}, jobs.size() * tasks, [&](std::size_t index) {
        const std::size_t first = index % tasks * blocks_each;
        add_blocks(jobs[index / tasks], states[index / tasks].get(), first, std::min(first + blocks_each, blocks_));
    });
    for (std::size_t m = 0; m < jobs.size(); ++m) {
        if (states[m]) {
            set_job(states[m]->sums, jobs[m]);
            jobs[m].state.keep(std::move(states[m]));
        }
    }
}

void BruteRounds::prepare(BruteState& state, std::size_t k) const {
    const std::int64_t moved = std::exchange(state.moved, 0);
    state.filled = state.owner == number_ && moved * kFewMoves <= static_cast<std::int64_t>(points_.points());
    if (state.filled) {
        return;
    }
    state.owner = number_;
    state.clusters = k;
    state.sums.assign(k * (1 + points_.dims()), 0);
    const bool narrow = BruteState::label_bytes(k) == 1;
    state.narrow.resize(narrow ? blocks_ * block_points_ : 0);
    state.wide.resize(narrow ? 0 : blocks_ * block_points_);
}

Assignment BruteRounds::assign(const Matrix<float>& centroids) const {
    Assignment assignment{std::vector<std::int32_t>(blocks_ * block_points_),
                          std::vector<float>(blocks_ * block_points_)};
    tbb::parallel_for(std::size_t{0}, blocks_, [&](std::size_t b) {
        const std::size_t first = b * block_points_;
        find_nearest(block(b), centroids.values.data(), centroids.rows, assignment.labels.data() + first,
                     assignment.distances.data() + first);
    });
    assignment.labels.resize(points_.points());
    assignment.distances.resize(points_.points());
    return assignment;
}

PointBlock BruteRounds::block(std::size_t index) const {
    const std::size_t first = index * block_points_;
    return {tiles_.data() + first * points_.dims(), std::min(block_points_, points_.points() - first), points_.dims()};
}

PointRows BruteRounds::rows(std::size_t index) const {
    const std::size_t first = index * block_points_;
    const std::vector<float>& values = points_.values.values;
    return {.values = values.data() + first * points_.dims(),
            .readable_end = values.data() + values.size(),
            .weights = points_.weights.empty() ? nullptr : points_.weights.data() + first,
            .points = std::min(block_points_, points_.points() - first),
            .dims = points_.dims()};
}

/// The job's state where it is of these points and of as many clusters; else none.
std::unique_ptr<BruteState> BruteRounds::take_state(RoundJob& job) const {
    std::unique_ptr<EngineState> held = job.state.take();
    auto* const state = dynamic_cast<BruteState*>(held.get());
    if (!state || state->owner != number_ || state->clusters != job.weights.size()) {
        return nullptr;
    }
    held.release();  // NOLINT(bugprone-unused-return-value): owned by `state` from here on
    return std::unique_ptr<BruteState>(state);
}

void BruteRounds::add_blocks(RoundJob& job, BruteState* state, std::size_t first_block, std::size_t last_block) const {
    ClusterSums sums(job.weights.size(), points_.dims());
    std::array<std::int32_t, kBlockPoints> labels;
    MovedPoints moved;
    std::int64_t moves = 0;
    bool changed = false;
    for (std::size_t b = first_block; b < last_block; ++b) {
        const PointBlock points = block(b);
        find_nearest(points, job.centroids.values.data(), job.weights.size(), labels.data(), nullptr);
        if (state && !state->narrow.empty()) {
            replace_labels(labels.data(), points.points, state->narrow.data() + b * block_points_, moved);
        } else if (state) {
            replace_labels(labels.data(), points.points, state->wide.data() + b * block_points_, moved);
        }
        if (!state || !state->filled) {
            add_points(rows(b), labels.data(), sums);
            changed = true;
        } else if (moved.count > 0) {
            moves += static_cast<std::int64_t>(moved.count);
            move_points(points, rows(b).weights, moved, labels.data(), sums);
            changed = true;
        }
    }
    if (state && changed) {
        add_to_sums(sums.packed(), state->sums);
        add_atomically(state->moved, moves);
    } else if (changed) {
        add_to_job(sums.packed(), job);
    }
}

}  // namespace rfmeans::cluster
