// Greedy k-means++ (numerics/README.md, rule 5) for many seeds at once, as kernels on a stream of the current device.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/limits.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// Points whose seeding weights are summed together.
inline constexpr int kSeedingChunk = 1024;

/// Candidates of a centre below 2^31: 2 + ⌊ln i⌋ at most.
inline constexpr int kMostCandidates = 24;

struct SeedingTask {
    std::uint64_t* nearest = nullptr;  ///< [seeds, points] D² to the nearest centre so far, steps²
    std::uint64_t* chunks = nullptr;   ///< [seeds, chunks] sums of seeding weights, before the first centre of weights
    std::uint64_t* candidates = nullptr;  ///< [seeds, kMostCandidates] places of the centre at hand
    std::uint64_t* potentials = nullptr;  ///< [seeds, kMostCandidates]
    const std::uint64_t* bits = nullptr;  ///< [seeds, draws] random bits of every candidate of every centre
    std::uint64_t* rows = nullptr;        ///< [seeds, centres] out: rows of the centres
    std::int64_t chunk_count = 0;
    std::int64_t draws = 0;  ///< candidates of all centres of a seed
    int centres = 0;
    int seeds = 0;
    int shift = 0;
};

/// Whether a block has room for all candidates.
[[nodiscard]] constexpr bool seeding_fits(int dims) {
    return dims * kMostCandidates * std::int64_t{sizeof(float)} <= kSharedBytes;
}

/// A centre and where its candidates' random bits begin.
struct SeedingStep {
    int centre;
    int candidates;
    std::int64_t first_draw;
};

/// The sums of the points' weights, for the first centre.
void sum_weights(const DevicePoints& points, const SeedingTask& task, std::int64_t blocks, const Stream& stream);

/// The step's centre: candidates, their potentials, the best of them, and what it leaves to the next one.
void seed_centre(const DevicePoints& points, const SeedingTask& task, const SeedingStep& step, std::int64_t blocks,
                 const Stream& stream);

}  // namespace rfmeans::cuda
