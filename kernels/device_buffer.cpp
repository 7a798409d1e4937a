#include "kernels/device_buffer.hpp"

#include <fmt/format.h>

namespace rfmeans::cuda {

void* allocate_bytes(std::size_t bytes, cudaStream_t stream) {
    void* data = nullptr;
    if (bytes > 0) {
        const cudaError_t status = stream != nullptr ? cudaMallocAsync(&data, bytes, stream) : cudaMalloc(&data, bytes);
        if (status != cudaSuccess) {
            check(status, fmt::format("allocating {} bytes", bytes));
        }
    }
    return data;
}

void release_bytes(void* data, cudaStream_t stream) noexcept {
    if (data != nullptr) {
        stream != nullptr ? cudaFreeAsync(data, stream) : cudaFree(data);
    }
}

void* allocate_pinned_bytes(std::size_t bytes) {
    void* data = nullptr;
    if (bytes > 0) {
        check(cudaMallocHost(&data, bytes), "allocating memory of the host");
    }
    return data;
}

}  // namespace rfmeans::cuda
