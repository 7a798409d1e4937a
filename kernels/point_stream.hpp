// Points that do not fit into the device's memory: they go through it chunk by chunk, the next one copied while the
// last one is used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "kernels/device_buffer.hpp"
#include "kernels/device_points.hpp"
#include "kernels/event.hpp"
#include "kernels/point_rows.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// Memory of the host that the device reads without the host's help, while this lives. Where the system does not let it
/// be so, copies take longer, and nothing else changes.
class RegisteredMemory {
public:
    explicit RegisteredMemory(std::span<const std::byte> bytes);
    RegisteredMemory(const RegisteredMemory&) = delete;
    RegisteredMemory& operator=(const RegisteredMemory&) = delete;
    ~RegisteredMemory();

private:
    void* registered_ = nullptr;
};

class PointStream {
public:
    /// `blocks`: how many fill the device. The rows must outlive it. Throws OutOfDeviceMemory where not even small
    /// chunks fit.
    PointStream(const PointRows& rows, std::int64_t blocks, const Stream& stream);
    PointStream(const PointStream&) = delete;
    PointStream& operator=(const PointStream&) = delete;
    ~PointStream();

    /// Points of a chunk, a multiple of kPaddedPoints; the last one may be smaller.
    [[nodiscard]] std::int64_t chunk() const { return static_cast<std::int64_t>(chunk_); }

    /// Chunk after chunk from row `first` on. What `use` does with one it must put on the stream.
    void for_each(const std::function<void(const DevicePoints& points, std::int64_t first)>& use) const;

private:
    /// What is copied ahead.
    struct Copied {
        DeviceBuffer<float> rows;  ///< [chunk, dims]
        DeviceBuffer<std::int64_t> weights;
        Event there;
        Event used;
    };

    void allocate(std::size_t chunk);
    void turn(const Copied& copied, const DevicePoints& points) const;

    PointRows rows_;
    std::int64_t blocks_;
    const Stream& stream_;
    Stream copies_;
    std::size_t chunk_ = 0;
    Copied copied_[2];
    DeviceBuffer<float> columns_;  ///< [dims, chunk]
};

}  // namespace rfmeans::cuda
