#include "kernels/device_seeding.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/random_starts.hpp"
#include "kernels/seeding.hpp"
#include "rfmeans/numerics/hilbert.hpp"
#include "rfmeans/numerics/random.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cuda {
namespace {

/// Bytes of distances that seeds may take together: enough to fill any device.
constexpr std::int64_t kSeedingBytes = std::int64_t{1} << 30;

/// The candidates of all centres.
std::vector<SeedingStep> plan_steps(std::int32_t centres) {
    std::vector<SeedingStep> steps;
    std::int64_t draws = 0;
    for (int centre = 0; centre < centres; ++centre) {
        const int candidates =
            centre == 0 ? 1 : static_cast<int>(numerics::seeding_candidates(static_cast<std::uint32_t>(centre)));
        steps.push_back({centre, candidates, draws});
        draws += candidates;
    }
    return steps;
}

/// Random bits [seeds, draws]: what a draw is multiplied by is known on the device only.
std::vector<std::uint64_t> draw_bits(std::span<const std::uint64_t> seeds, const std::vector<SeedingStep>& steps) {
    std::vector<std::uint64_t> bits;
    for (const std::uint64_t seed : seeds) {
        for (const SeedingStep& step : steps) {
            for (int trial = 0; trial < step.candidates; ++trial) {
                bits.push_back(numerics::random_bits(seed, {.purpose = numerics::Purpose::kmeanspp,
                                                            .step = static_cast<std::uint32_t>(step.centre),
                                                            .trial = static_cast<std::uint32_t>(trial)}));
            }
        }
    }
    return bits;
}

/// rows [seeds, centres] of some seeds.
std::vector<std::uint64_t> draw_rows(const PointShare& share, std::span<const std::uint64_t> seeds,
                                     const std::vector<SeedingStep>& steps, int shift) {
    const Stream& stream = share.device.stream();
    const std::int64_t blocks = share.device.blocks();
    const DevicePoints& points = share.points.points();
    const std::vector<std::uint64_t> bits = draw_bits(seeds, steps);
    const auto count = static_cast<std::size_t>(points.points);
    const std::size_t chunks = (count + kSeedingChunk - 1) / kSeedingChunk;
    const DeviceBuffer<std::uint64_t> nearest(seeds.size() * count, stream);
    const DeviceBuffer<std::uint64_t> chunk_sums(seeds.size() * chunks, stream);
    const DeviceBuffer<std::uint64_t> candidates(seeds.size() * kMostCandidates, stream);
    const DeviceBuffer<std::uint64_t> potentials(seeds.size() * kMostCandidates, stream);
    const DeviceBuffer<std::uint64_t> device_bits(bits.size(), stream);
    const DeviceBuffer<std::uint64_t> device_rows(seeds.size() * steps.size(), stream);
    upload(std::span(bits), device_bits.data(), stream);
    const SeedingTask task{.nearest = nearest.data(),
                           .chunks = chunk_sums.data(),
                           .candidates = candidates.data(),
                           .potentials = potentials.data(),
                           .bits = device_bits.data(),
                           .rows = device_rows.data(),
                           .chunk_count = static_cast<std::int64_t>(chunks),
                           .draws = static_cast<std::int64_t>(bits.size() / seeds.size()),
                           .centres = static_cast<int>(steps.size()),
                           .seeds = static_cast<int>(seeds.size()),
                           .shift = shift};
    sum_weights(points, task, blocks, stream);
    for (const SeedingStep& step : steps) {
        seed_centre(points, task, step, blocks, stream);
    }
    std::vector<std::uint64_t> rows(device_rows.size());
    download(device_rows.data(), std::span(rows), stream);
    stream.synchronize();
    return rows;
}

}  // namespace

std::optional<StartRows> draw_starts(const PointSet& host_points, const SplitPoints& points, const StartWish& wish) {
    const PointShare& share = points.first();
    const bool ordered = share.points.points().rows != nullptr || share.points.dims() > numerics::kHilbertDims;
    if (!points.on_one_device() || share.points.streamed() || !ordered || share.points.count() == 0) {
        return std::nullopt;
    }
    share.device.select();
    if (wish.rule == StartRule::random) {
        return draw_random_starts(host_points, share, wish);
    }
    if (wish.rule != StartRule::kmeanspp || !seeding_fits(share.points.dims())) {
        return std::nullopt;
    }
    const std::int64_t total_weight =
        host_points.weights.empty()
            ? share.points.count()
            : std::accumulate(host_points.weights.begin(), host_points.weights.end(), std::int64_t{0});
    const int shift = numerics::seeding_shift(total_weight, share.points.squared_diagonal());
    const std::vector<SeedingStep> steps = plan_steps(wish.k_max);
    StartRows starts;
    auto at_once = static_cast<std::size_t>(std::clamp<std::int64_t>(
        kSeedingBytes / (share.points.count() * static_cast<std::int64_t>(sizeof(std::uint64_t))), 1,
        static_cast<std::int64_t>(wish.seeds.size())));
    while (starts.size() < wish.seeds.size()) {
        const auto seeds = wish.seeds.subspan(starts.size(), std::min(at_once, wish.seeds.size() - starts.size()));
        try {
            const std::vector<std::uint64_t> rows = draw_rows(share, seeds, steps, shift);
            for (std::size_t seed = 0; seed < seeds.size(); ++seed) {
                const auto first = rows.begin() + static_cast<std::ptrdiff_t>(seed * steps.size());
                starts.emplace_back(first, first + static_cast<std::ptrdiff_t>(steps.size()));
            }
        } catch (const OutOfDeviceMemory&) {
            if (at_once == 1) {
                return std::nullopt;
            }
            at_once /= 2;
        }
    }
    return starts;
}

}  // namespace rfmeans::cuda
