// Device memory, and copies to and from it.
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "kernels/check.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// nullptr for 0 bytes. From the pool of the stream's device, to be used on the stream; without a stream memory of the
/// current device that other devices may read, too. Throws OutOfDeviceMemory.
[[nodiscard]] void* allocate_bytes(std::size_t bytes, cudaStream_t stream);
void release_bytes(void* data, cudaStream_t stream) noexcept;
[[nodiscard]] void* allocate_pinned_bytes(std::size_t bytes);

/// Uninitialised memory for `size()` values.
template <class T>
class DeviceBuffer {
public:
    DeviceBuffer() = default;
    /// Of the pool of the stream's device. It is there for the stream, which must outlive it; others wait for an event.
    DeviceBuffer(std::size_t size, const Stream& stream) : DeviceBuffer(size, stream.get()) {}
    /// Of the current device, and readable by others: what a pool gives is not, unless the pool is told so.
    [[nodiscard]] static DeviceBuffer for_all_devices(std::size_t size) { return DeviceBuffer(size, nullptr); }

    DeviceBuffer(DeviceBuffer&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)), stream_(other.stream_) {}
    DeviceBuffer& operator=(DeviceBuffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(stream_, other.stream_);
        return *this;
    }
    ~DeviceBuffer() { release_bytes(data_, stream_); }

    [[nodiscard]] T* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    DeviceBuffer(std::size_t size, cudaStream_t stream)
        : data_(static_cast<T*>(allocate_bytes(size * sizeof(T), stream))), size_(size), stream_(stream) {}

    T* data_ = nullptr;
    std::size_t size_ = 0;
    cudaStream_t stream_ = nullptr;
};

/// All bytes of the buffer become 0.
template <class T>
void clear(const DeviceBuffer<T>& buffer, const Stream& stream) {
    if (buffer.size() > 0) {
        check(cudaMemsetAsync(buffer.data(), 0, buffer.size() * sizeof(T), stream.get()), "clearing memory");
    }
}

/// Memory of the host that the device writes without the host waiting. Values are undefined at first.
template <class T>
class PinnedBuffer {
public:
    PinnedBuffer() = default;
    explicit PinnedBuffer(std::size_t size)
        : data_(static_cast<T*>(allocate_pinned_bytes(size * sizeof(T)))), size_(size) {}
    PinnedBuffer(const PinnedBuffer&) = delete;
    PinnedBuffer& operator=(PinnedBuffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~PinnedBuffer() { cudaFreeHost(data_); }

    [[nodiscard]] std::span<T> values() const { return {data_, size_}; }

private:
    T* data_ = nullptr;
    std::size_t size_ = 0;
};

/// Host to device. The values may change as soon as it returns: pageable memory is staged.
template <class T>
void upload(std::span<const T> values, T* target, const Stream& stream) {
    if (!values.empty()) {
        check(cudaMemcpyAsync(target, values.data(), values.size_bytes(), cudaMemcpyHostToDevice, stream.get()),
              "copying to the GPU");
    }
}

/// Device to host. The values are there after the next Stream::synchronize.
template <class T>
void download(const T* source, std::span<T> values, const Stream& stream) {
    if (!values.empty()) {
        check(cudaMemcpyAsync(values.data(), source, values.size_bytes(), cudaMemcpyDeviceToHost, stream.get()),
              "copying from the GPU");
    }
}

}  // namespace rfmeans::cuda
