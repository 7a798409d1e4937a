#include "kernels/add_totals.hpp"

#include "kernels/launch.cuh"
#include "kernels/threads.cuh"

namespace rfmeans::cuda {
namespace {

__global__ void add_kernel(const Total* gathered, std::int64_t devices, std::int64_t count, Total* all) {
    for (std::int64_t i = first_item(); i < count; i += item_stride()) {
        Total sum = 0;
        for (std::int64_t device = 0; device < devices; ++device) {
            sum += gathered[device * count + i];
        }
        all[i] = sum;
    }
}

}  // namespace

void add_totals(const Total* gathered, std::size_t devices, std::size_t count, Total* all, const Stream& stream) {
    constexpr std::int64_t kMostBlocks = 1024;
    const auto sums = static_cast<std::int64_t>(count);
    launch(add_kernel, {.blocks = dim3(blocks_for(sums, kMostBlocks)), .action = "adding sums of several GPUs"}, stream,
           gathered, static_cast<std::int64_t>(devices), sums, all);
}

}  // namespace rfmeans::cuda
