// The points of some rows on one device: in its memory, in canonical order where they have one, with their tree; or,
// where they do not fit into it, going through it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/device_points.hpp"
#include "kernels/point_rows.hpp"
#include "kernels/point_stream.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

class PointsOnDevice {
public:
    /// `blocks`: how many fill the device. Where there is no memory to sort in, points stay in the order of their rows,
    /// without a tree; where there is none for all of them, they are streamed, and the rows must outlive this. Throws
    /// OutOfDeviceMemory where not even that can be.
    PointsOnDevice(const PointRows& rows, bool with_tree, std::int64_t blocks, const Stream& stream);

    [[nodiscard]] std::int64_t count() const { return points_.points; }
    [[nodiscard]] int dims() const { return points_.dims; }

    /// Points of a part, a multiple of kPaddedPoints unless there are none; the last part may be smaller.
    [[nodiscard]] std::int64_t part() const { return streamed_ ? streamed_->chunk() : points_.stride; }
    [[nodiscard]] bool streamed() const { return streamed_ != nullptr; }

    /// Part after part, from point `first` on; there is one where they lie in the device's memory. What `use` does with
    /// a part it must put on the stream.
    void for_each_part(const std::function<void(const DevicePoints& part, std::int64_t first)>& use) const;

    /// Where they lie in the device's memory; else without coordinates.
    [[nodiscard]] const DevicePoints& points() const { return points_; }
    [[nodiscard]] const DeviceTree& tree() const { return tree_; }  ///< without levels where there is none

    /// Exact squared length of the diagonal of the points' box, steps². Not for streamed ones.
    [[nodiscard]] std::uint64_t squared_diagonal() const;

private:
    void hold(const PointRows& rows, const Stream& stream);
    void find_bounds(const Stream& stream);
    void upload_columns(const PointRows& rows, const Stream& stream);
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
    std::unique_ptr<PointStream> streamed_;
};

}  // namespace rfmeans::cuda
