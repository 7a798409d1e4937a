// A point set in device memory, in canonical order where it has one, with its tree.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/device_points.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cuda {

class PointsOnDevice {
public:
    /// `blocks`: how many fill the device. Where there is no memory to sort in, points stay in the order of their rows,
    /// without a tree. Throws OutOfDeviceMemory where they do not fit at all.
    PointsOnDevice(const PointSet& points, bool with_tree, std::int64_t blocks, const Stream& stream);

    [[nodiscard]] const DevicePoints& points() const { return points_; }
    [[nodiscard]] const DeviceTree& tree() const { return tree_; }  ///< without levels where there is none

    /// Exact squared length of the diagonal of the points' box, steps².
    [[nodiscard]] std::uint64_t squared_diagonal() const;

private:
    void find_bounds(const Stream& stream);
    void upload_columns(const PointSet& points, const Stream& stream);
    void sort(const Stream& stream);
    void build_tree(const Stream& stream);

    std::int64_t blocks_;
    DeviceBuffer<float> values_;
    DeviceBuffer<std::int64_t> weights_;
    DeviceBuffer<std::uint32_t> rows_;
    DeviceBuffer<float> boxes_;          ///< of all levels
    DeviceBuffer<std::int64_t> totals_;  ///< of all levels
    std::vector<int> bounds_;            ///< [dims, 2] lowest, highest
    DevicePoints points_;
    DeviceTree tree_;
};

}  // namespace rfmeans::cuda
