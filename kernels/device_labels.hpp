// The labels of all points for given centroids.
#pragma once

#include <cstddef>

#include "kernels/split_points.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

class DeviceLabels {
public:
    /// The points must outlive it.
    explicit DeviceLabels(const SplitPoints& points);

    /// Engine::assign. Where a device has not enough memory for the labels of all its points, they go in smaller slices
    /// from then on. Throws OutOfDeviceMemory.
    [[nodiscard]] Assignment assign(const Matrix<float>& centroids);

private:
    void label_part(const PointShare& share, const DevicePoints& part, std::size_t first_row,
                    const Matrix<float>& centroids, Assignment& assignment);

    const SplitPoints& points_;
    std::size_t slice_;  ///< most points of a slice
};

}  // namespace rfmeans::cuda
