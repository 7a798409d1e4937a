#include "kernels/launch.cuh"
#include "kernels/random_starts.hpp"
#include "kernels/ranks.cuh"
#include "kernels/seeding.hpp"

namespace rfmeans::cuda {
namespace {

/// A block a rank.
__global__ void __launch_bounds__(kThreads, 6) row_kernel(DevicePoints points, RankTask task) {
    for (std::int64_t r = blockIdx.x; r < task.count; r += gridDim.x) {
        const std::uint64_t rank = task.ranks[r];
        auto place = static_cast<std::int64_t>(rank);
        if (task.chunks != nullptr) {
            const Found chunk = find_rank(task.chunk_count, rank, [&](std::int64_t c) { return task.chunks[c]; });
            const std::int64_t first = chunk.item * kSeedingChunk;
            const std::int64_t count = min(std::int64_t{kSeedingChunk}, points.points - first);
            const auto weight = [&](std::int64_t i) { return weight_of(points, first + i); };
            place = first + find_rank(count, rank - chunk.before, weight).item;
        }
        if (threadIdx.x == 0) {
            task.rows[r] = points.rows != nullptr ? points.rows[place] : static_cast<std::uint64_t>(place);
        }
    }
}

}  // namespace

void find_rows(const DevicePoints& points, const RankTask& task, std::int64_t blocks, const Stream& stream) {
    launch(row_kernel, {.blocks = dim3(blocks_for(task.count, blocks, 1)), .action = "drawing starts"}, stream, points,
           task);
}

}  // namespace rfmeans::cuda
