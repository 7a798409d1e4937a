#include "kernels/point_stream.hpp"

#include <algorithm>

#include "kernels/padding.hpp"
#include "kernels/point_kernels.hpp"
#include "kernels/round_up.hpp"

namespace rfmeans::cuda {
namespace {

/// Values of a chunk: long enough to copy that starting copies and kernels costs nothing beside it.
constexpr std::size_t kChunkValues = std::size_t{1} << 22;

}  // namespace

RegisteredMemory::RegisteredMemory(std::span<const std::byte> bytes) {
    if (bytes.empty()) {
        return;
    }
    // The device only reads it.
    void* const memory = const_cast<std::byte*>(bytes.data());
    if (cudaHostRegister(memory, bytes.size(), cudaHostRegisterPortable) == cudaSuccess) {
        registered_ = memory;
    } else {
        static_cast<void>(cudaGetLastError());
    }
}

RegisteredMemory::~RegisteredMemory() {
    if (registered_ != nullptr) {
        cudaHostUnregister(registered_);
    }
}

PointStream::PointStream(const PointRows& rows, std::int64_t blocks, const Stream& stream)
    : rows_(rows), blocks_(blocks), stream_(stream) {
    const std::size_t most = std::min(std::max<std::size_t>(1, kChunkValues / rows.dims), rows.points);
    for (std::size_t chunk = round_up(most, kPaddedPoints);;) {
        try {
            allocate(chunk);
            break;
        } catch (const OutOfDeviceMemory&) {
            if (chunk <= kPaddedPoints) {
                throw;
            }
            chunk = round_up(chunk / 2, kPaddedPoints);
        }
    }
    stream.synchronize();  // the other stream may use the memory now
}

/// Copies that nothing waits for are left only where something failed.
PointStream::~PointStream() {
    cudaStreamSynchronize(copies_.get());
}

void PointStream::allocate(std::size_t chunk) {
    columns_ = {};
    for (Copied& copied : copied_) {
        copied.rows = {};
        copied.weights = {};
    }
    const std::size_t values = chunk * rows_.dims;
    const std::size_t weights = rows_.weights.empty() ? 0 : chunk;
    columns_ = DeviceBuffer<float>(values, stream_);
    for (Copied& copied : copied_) {
        copied.rows = DeviceBuffer<float>(values, stream_);
        copied.weights = DeviceBuffer<std::int64_t>(weights, stream_);
    }
    // As much stays free for fits.
    const DeviceBuffer<float> rest(3 * values, stream_);
    chunk_ = chunk;
}

void PointStream::for_each(const std::function<void(const DevicePoints& points, std::int64_t first)>& use) const {
    for (std::size_t first = 0; first < rows_.points; first += chunk_) {
        const PointRows rows = rows_.part(first, std::min(chunk_, rows_.points - first));
        const Copied& copied = copied_[first / chunk_ % 2];
        copied.used.hold_up(copies_);
        upload(rows.values, copied.rows.data(), copies_);
        upload(rows.weights, copied.weights.data(), copies_);
        copied.there.record(copies_);
        copied.there.hold_up(stream_);
        const DevicePoints points{.values = columns_.data(),
                                  .weights = copied.weights.data(),
                                  .points = static_cast<std::int64_t>(rows.points),
                                  .stride = static_cast<std::int64_t>(round_up(rows.points, kPaddedPoints)),
                                  .dims = static_cast<int>(rows.dims)};
        turn(copied, points);
        use(points, static_cast<std::int64_t>(first));
        copied.used.record(stream_);
    }
}

/// Rows → columns, padded as DevicePoints are.
void PointStream::turn(const Copied& copied, const DevicePoints& points) const {
    turn_rows(copied.rows.data(), points.points, points.dims, columns_.data(), points.stride, blocks_, stream_);
    pad_points(columns_.data(), copied.weights.data(), points, stream_);
}

}  // namespace rfmeans::cuda
