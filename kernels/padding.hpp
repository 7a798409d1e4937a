// What lies between the points of a column and its end.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/check.hpp"
#include "kernels/device_points.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// Fills what follows the points in each of `count` columns, `stride` apart, with a byte. No columns: nothing.
template <class T>
void pad_columns(T* columns, std::int64_t points, std::int64_t stride, std::size_t count, int byte,
                 const Stream& stream) {
    const std::size_t padding = static_cast<std::size_t>(stride - points) * sizeof(T);
    if (columns != nullptr && padding > 0 && count > 0) {
        check(cudaMemset2DAsync(columns + points, static_cast<std::size_t>(stride) * sizeof(T), byte, padding, count,
                                stream.get()),
              "filling memory");
    }
}

/// The padding of points: coordinates that are nearer to nothing, and no weight. Null: there are none.
inline void pad_points(float* values, std::int64_t* weights, const DevicePoints& points, const Stream& stream) {
    constexpr int kNanByte = 0xFF;
    pad_columns(values, points.points, points.stride, static_cast<std::size_t>(points.dims), kNanByte, stream);
    pad_columns(weights, points.points, points.stride, 1, 0, stream);
}

}  // namespace rfmeans::cuda
