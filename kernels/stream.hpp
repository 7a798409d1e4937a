#pragma once

#include "kernels/check.hpp"

namespace rfmeans::cuda {

/// A stream of the current device, ordered with no other.
class Stream {
public:
    Stream() { check(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking), "creating a stream"); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { cudaStreamDestroy(stream_); }

    [[nodiscard]] cudaStream_t get() const { return stream_; }

    /// Waits for all work issued so far; its failures show here.
    void synchronize() const { check(cudaStreamSynchronize(stream_), "waiting for the GPU"); }

private:
    cudaStream_t stream_ = nullptr;
};

}  // namespace rfmeans::cuda
