#include "cluster/brute_rounds.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "cluster/exact_sums.hpp"
#include "parallel/loops.hpp"

namespace rfmeans::cluster {
namespace {

/// Blocks of one task: long enough that the k·(dims + 1) atomic additions at its end cost nothing beside the points.
constexpr std::size_t kBlocksPerTask = 16;

/// Where more than one point in so many moved in the last round, the next one sums all points anew: a point that moves
/// costs two additions to sums, and its place is found first.
constexpr std::int64_t kFewMoves = 4;

std::size_t divide_up(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
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
      blocks_(divide_up(points.points(), kBlockPoints)),
      tiles_(divide_up(points.points(), kTilePoints) * kTilePoints * points.dims(), 0.0F) {
    const std::size_t dims = points.dims();
    loops::parallel_for(std::size_t{0}, blocks_, [&](std::size_t b) {
        for (std::size_t i = b * kBlockPoints; i < std::min((b + 1) * kBlockPoints, points.points()); ++i) {
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
        const std::size_t needed = BruteState::label_bytes(jobs[m].weights.size()) * blocks_ * kBlockPoints;
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
    loops::parallel_for(std::size_t{0}, jobs.size(), [&](std::size_t m) {
        if (states[m]) {
            prepare(*states[m], jobs[m].weights.size());
        }
    });
    const std::size_t tasks = divide_up(blocks_, kBlocksPerTask);
    loops::parallel_for(std::size_t{0}, jobs.size() * tasks, [&](std::size_t index) {
        const std::size_t first = index % tasks * kBlocksPerTask;
        add_blocks(jobs[index / tasks], states[index / tasks].get(), first, std::min(first + kBlocksPerTask, blocks_));
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
    state.narrow.resize(narrow ? blocks_ * kBlockPoints : 0);
    state.wide.resize(narrow ? 0 : blocks_ * kBlockPoints);
}

Assignment BruteRounds::assign(const Matrix<float>& centroids) const {
    Assignment assignment{std::vector<std::int32_t>(blocks_ * kBlockPoints),
                          std::vector<float>(blocks_ * kBlockPoints)};
    loops::parallel_for(std::size_t{0}, blocks_, [&](std::size_t b) {
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
    return {tiles_.data() + first * points_.dims(), std::min(kBlockPoints, points_.points() - first), points_.dims()};
}

PointRows BruteRounds::rows(std::size_t index) const {
    const std::size_t first = index * kBlockPoints;
    const std::vector<float>& values = points_.values.values;
    return {.values = values.data() + first * points_.dims(),
            .readable_end = values.data() + values.size(),
            .weights = points_.weights.empty() ? nullptr : points_.weights.data() + first,
            .points = std::min(kBlockPoints, points_.points() - first),
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
            replace_labels(labels.data(), points.points, state->narrow.data() + b * kBlockPoints, moved);
        } else if (state) {
            replace_labels(labels.data(), points.points, state->wide.data() + b * kBlockPoints, moved);
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
