// Rule 4 on the device: centroids are sum/count, rounded once.
#include "kernels/kernels.hpp"
#include "kernels/launch.cuh"
#include "kernels/points.cuh"
#include "rfmeans/numerics/centroid.hpp"

namespace rfmeans::cuda {
namespace {

__global__ void move_centroids_kernel(Batch batch, int dims) {
    for (std::int64_t i = first_item(); i < batch.clusters * dims; i += item_stride()) {
        const std::int64_t cluster = i / dims;
        const Total* const totals = batch.totals + cluster * (dims + 1);
        const auto weight = static_cast<std::int64_t>(totals[dims]);
        if (weight > 0) {
            const auto sum = static_cast<std::int64_t>(totals[i - cluster * dims]);
            batch.centroids[i] = numerics::centroid_coordinate(sum, weight);
        }
    }
}

}  // namespace

void move_centroids(const Batch& batch, int dims, const Stream& stream) {
    constexpr std::int64_t kMostBlocks = 65'535;
    launch(move_centroids_kernel,
           {.blocks = dim3(blocks_for(batch.clusters * dims, kMostBlocks)), .action = "moving centroids"}, stream,
           batch, dims);
}

}  // namespace rfmeans::cuda
