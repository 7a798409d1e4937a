// The end of a round on the device: centroids are sum/count, rounded once (rule 4), and fits that have ended stop.
#include <algorithm>

#include "kernels/launch.cuh"
#include "kernels/round_kernels.hpp"
#include "rfmeans/numerics/centroid.hpp"

namespace rfmeans::cuda {
namespace {

constexpr int kEndThreads = 128;

/// A block a fit.
__global__ void __launch_bounds__(kEndThreads, 8)
    end_kernel(FitTable table, int dims, numerics::EndRules rules, bool keeps_totals, OpenGroups open) {
    const auto thread = static_cast<int>(threadIdx.x);
    for (int a = static_cast<int>(blockIdx.x); a < table.active[0]; a += static_cast<int>(gridDim.x)) {
        const int fit = table.active[1 + a];
        const FitStatus status = table.status[fit];
        if (status.state != FitState::running) {
            continue;
        }
        const FitShape shape = table.shapes[fit];
        const std::int64_t first = shape.first;
        const std::int64_t coordinates = static_cast<std::int64_t>(shape.k) * dims;
        float* const centroids = table.centroids + first * dims;
        float* const before = table.before + first * dims;
        float* const kept = table.kept + first * dims;
        Total* const totals = table.totals + first * (dims + 1);
        const Total* const sums = table.sums + first * (dims + 1);
        const std::int64_t round = status.round + 1;

        bool empty = false;
        bool repeats = true;
        bool repeats_kept = round > 1;
        for (std::int64_t i = thread; i < coordinates; i += kEndThreads) {
            const std::int64_t cluster = i / dims;
            const auto weight = static_cast<std::int64_t>(sums[cluster * (dims + 1) + dims]);
            const auto sum = static_cast<std::int64_t>(sums[cluster * (dims + 1) + i - cluster * dims]);
            const float old = centroids[i];
            const float now = weight > 0 ? numerics::centroid_coordinate(sum, weight) : old;
            empty = empty || weight == 0;
            repeats = repeats && __float_as_uint(now) == __float_as_uint(old);
            repeats_kept = repeats_kept && __float_as_uint(now) == __float_as_uint(kept[i]);
            before[i] = old;
            centroids[i] = now;
        }
        empty = __syncthreads_or(empty) != 0;
        repeats = __syncthreads_and(repeats) != 0;
        repeats_kept = __syncthreads_and(repeats_kept) != 0;

        __shared__ numerics::RoundEnd shared_end;
        if (thread == 0) {
            // The rule for empty clusters comes before this question.
            shared_end =
                empty ? numerics::RoundEnd::none : numerics::decide_end(repeats, repeats_kept, round, rules, [&] {
                    return numerics::squared_shift(before, centroids, coordinates);
                });
            const bool ended = shared_end != numerics::RoundEnd::none;
            table.status[fit] = {round,
                                 empty   ? FitState::empty
                                 : ended ? FitState::ended
                                         : FitState::running,
                                 shared_end};
        }
        __syncthreads();
        for (int row = thread; row < open.size_rows; row += kEndThreads) {
            open.sizes[row * table.fits + fit] = 0;
        }
        if (!empty && shared_end == numerics::RoundEnd::none) {
            for (std::int64_t i = thread; numerics::keeps_round(round) && i < coordinates; i += kEndThreads) {
                kept[i] = centroids[i];
            }
            for (std::int64_t s = thread; !keeps_totals && s < coordinates + shape.k; s += kEndThreads) {
                totals[s] = 0;
            }
        }
        __syncthreads();  // the next fit overwrites the shared memory
    }
}

}  // namespace

void end_round(const FitTable& table, int dims, const numerics::EndRules& rules, bool keeps_totals,
               const OpenGroups& open, const Stream& stream) {
    const auto blocks = static_cast<unsigned>(std::clamp<std::int64_t>(table.fits, 1, kMostRows));
    launch(end_kernel, {.blocks = dim3(blocks), .threads = kEndThreads, .action = "moving centroids"}, stream, table,
           dims, rules, keeps_totals, open);
}

}  // namespace rfmeans::cuda
