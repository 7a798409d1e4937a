// Final labels and distances, back in the rows of the points.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/points_on_device.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// A share of the points, as they lie on the device.
struct LabelSlice {
    std::size_t first;
    std::size_t size;
};

/// Labels of a slice for `centroids` [k, dims] → their rows of `assignment`. `multiprocessors`: of the device. Its
/// memory is held for this call only: it is as large as the points, and rounds need it. Throws OutOfDeviceMemory.
void label_slice(const PointsOnDevice& points, const Matrix<float>& centroids, const LabelSlice& slice,
                 std::int64_t multiprocessors, const Stream& stream, Assignment& assignment);

}  // namespace rfmeans::cuda
