#include "kernels/device.hpp"

#include <limits>

#include "kernels/check.hpp"

namespace rfmeans::cuda {
namespace {

int select_and_count(int index) {
    select_device(index);
    int multiprocessors = 0;
    check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, index), "asking for its size");
    return multiprocessors;
}

/// What is freed stays in the pool for the next group of fits, instead of going back at every wait.
void keep_freed_memory(int index) {
    cudaMemPool_t pool = nullptr;
    check(cudaDeviceGetDefaultMemPool(&pool, index), "asking for its memory pool");
    std::uint64_t threshold = std::numeric_limits<std::uint64_t>::max();
    check(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &threshold), "setting up its memory pool");
}

}  // namespace

void select_device(int index) {
    check(cudaSetDevice(index), "selecting it");
}

Device::Device(int index) : index_(index), multiprocessors_(select_and_count(index)) {
    keep_freed_memory(index);
}

std::int64_t Device::blocks() const {
    constexpr std::int64_t kBlocks = 8;  // of a multiprocessor of 2,048 threads
    return multiprocessors_ * kBlocks;
}

}  // namespace rfmeans::cuda
