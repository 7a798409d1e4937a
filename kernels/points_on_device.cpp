#include "kernels/points_on_device.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "kernels/padding.hpp"
#include "kernels/point_kernels.hpp"
#include "kernels/round_up.hpp"

namespace rfmeans::cuda {
namespace {

/// Values that go to the device at a time, to be turned there.
constexpr std::size_t kUploadValues = std::size_t{1} << 20;

HilbertAxes make_axes(const std::vector<int>& bounds) {
    HilbertAxes axes;
    const auto dims = static_cast<int>(bounds.size() / 2);
    for (int d = 0; d < dims; ++d) {
        const auto* const bound = bounds.data() + 2 * d;
        axes.axes[d] = numerics::hilbert_axis(static_cast<float>(bound[0]), static_cast<float>(bound[1]), dims);
    }
    return axes;
}

}  // namespace

PointsOnDevice::PointsOnDevice(const PointRows& rows, bool with_tree, std::int64_t blocks, const Stream& stream)
    : blocks_(blocks) {
    points_.points = static_cast<std::int64_t>(rows.points);
    points_.dims = static_cast<int>(rows.dims);
    points_.stride = round_up(points_.points, kPaddedPoints);
    try {
        hold(rows, stream);
    } catch (const OutOfDeviceMemory&) {
        values_ = {};
        weights_ = {};
        points_.values = nullptr;
        points_.weights = nullptr;
        streamed_ = std::make_unique<PointStream>(rows, blocks, stream);
        return;
    }
    if (with_tree && points_.points > 0 && points_.dims <= numerics::kHilbertDims &&
        points_.points <= std::numeric_limits<std::uint32_t>::max()) {
        try {
            sort(stream);
            build_tree(stream);
        } catch (const OutOfDeviceMemory&) {
            tree_ = {};
            boxes_ = {};
            totals_ = {};
        }
    }
    stream.synchronize();
}

void PointsOnDevice::hold(const PointRows& rows, const Stream& stream) {
    upload_columns(rows, stream);
    points_.values = values_.data();
    if (!rows.weights.empty()) {
        weights_ = DeviceBuffer<std::int64_t>(static_cast<std::size_t>(points_.stride), stream);
        upload(rows.weights, weights_.data(), stream);
        pad_points(nullptr, weights_.data(), points_, stream);
        points_.weights = weights_.data();
    }
    find_bounds(stream);
}

void PointsOnDevice::for_each_part(const std::function<void(const DevicePoints& part, std::int64_t first)>& use) const {
    if (streamed_) {
        streamed_->for_each(use);
    } else {
        use(points_, 0);
    }
}

void PointsOnDevice::find_bounds(const Stream& stream) {
    for (int d = 0; d < points_.dims; ++d) {
        bounds_.push_back(std::numeric_limits<int>::max());
        bounds_.push_back(-std::numeric_limits<int>::max());
    }
    const DeviceBuffer<int> device_bounds(bounds_.size(), stream);
    upload(std::span<const int>(bounds_), device_bounds.data(), stream);
    widen_bounds(points_, device_bounds.data(), blocks_, stream);
    download(device_bounds.data(), std::span(bounds_), stream);
    stream.synchronize();
}

std::uint64_t PointsOnDevice::squared_diagonal() const {
    std::uint64_t sum = 0;
    for (std::size_t d = 0; points_.points > 0 && d < bounds_.size(); d += 2) {
        const std::int64_t length = std::int64_t{bounds_[d + 1]} - bounds_[d];
        sum += static_cast<std::uint64_t>(length * length);
    }
    return sum;
}

/// Piece by piece, so that the points need not be there twice.
void PointsOnDevice::upload_columns(const PointRows& rows, const Stream& stream) {
    values_ = DeviceBuffer<float>(static_cast<std::size_t>(points_.stride) * rows.dims, stream);
    pad_points(values_.data(), nullptr, points_, stream);
    const std::size_t rows_at_once = std::min(rows.points, std::max<std::size_t>(1, kUploadValues / rows.dims));
    const DeviceBuffer<float> staged(rows_at_once * rows.dims, stream);
    for (std::size_t first = 0; first < rows.points; first += rows_at_once) {
        const std::size_t count = std::min(rows_at_once, rows.points - first);
        upload(rows.part(first, count).values, staged.data(), stream);
        turn_rows(staged.data(), static_cast<std::int64_t>(count), points_.dims, values_.data() + first, points_.stride,
                  blocks_, stream);
    }
    stream.synchronize();
}

void PointsOnDevice::sort(const Stream& stream) {
    const auto count = static_cast<std::size_t>(points_.points);
    DeviceBuffer<std::uint32_t> rows[2] = {DeviceBuffer<std::uint32_t>(count, stream),
                                           DeviceBuffer<std::uint32_t>(count, stream)};
    int sorted = 0;
    {
        const DeviceBuffer<std::uint32_t> keys[2] = {DeviceBuffer<std::uint32_t>(count, stream),
                                                     DeviceBuffer<std::uint32_t>(count, stream)};
        const std::size_t bytes = sort_workspace(points_.points);
        const DeviceBuffer<unsigned char> workspace(bytes, stream);
        std::uint32_t* key_buffers[2] = {keys[0].data(), keys[1].data()};
        std::uint32_t* row_buffers[2] = {rows[0].data(), rows[1].data()};
        make_keys(points_, make_axes(bounds_), key_buffers[0], row_buffers[0], blocks_, stream);
        sorted = sort_keys(workspace.data(), bytes, key_buffers, row_buffers, points_.points, stream);
        stream.synchronize();
    }
    rows[1 - sorted] = {};
    DeviceBuffer<float> values(values_.size(), stream);
    DeviceBuffer<std::int64_t> weights(weights_.size(), stream);
    pad_points(values.data(), weights.data(), points_, stream);
    carry_points(points_, rows[sorted].data(), values.data(), weights.data(), blocks_, stream);
    stream.synchronize();
    rows_ = std::move(rows[sorted]);
    values_ = std::move(values);
    weights_ = std::move(weights);
    points_.values = values_.data();
    points_.weights = weights_.data();
    points_.rows = rows_.data();
}

void PointsOnDevice::build_tree(const Stream& stream) {
    const int dims = points_.dims;
    DeviceTree tree;
    std::int64_t padded = 0;
    for (std::int64_t nodes = round_up(points_.points, kLeafPoints) / kLeafPoints;;
         nodes = (nodes + kFanOut - 1) / kFanOut) {
        DeviceLevel& level = tree.levels[tree.count++];
        level.nodes = nodes;
        level.stride = round_up(nodes, kFanOut);
        padded += level.stride;
        if (nodes <= kFanOut) {
            break;
        }
    }
    boxes_ = DeviceBuffer<float>(static_cast<std::size_t>(padded * 2 * dims), stream);
    totals_ = DeviceBuffer<std::int64_t>(static_cast<std::size_t>(padded * count_features(dims, true)), stream);
    // Kernels look at whole groups.
    clear(boxes_, stream);
    clear(totals_, stream);
    float* boxes = boxes_.data();
    std::int64_t* totals = totals_.data();
    for (int l = 0; l < tree.count; ++l) {
        DeviceLevel& level = tree.levels[l];
        level.boxes = boxes;
        level.totals = totals;
        if (l == 0) {
            build_leaves(points_, boxes, totals, level.nodes, level.stride, blocks_, stream);
        } else {
            build_parents(tree.levels[l - 1], dims, boxes, totals, level.nodes, level.stride, blocks_, stream);
        }
        boxes += 2 * dims * level.stride;
        totals += count_features(dims, true) * level.stride;
    }
    tree_ = tree;
}

}  // namespace rfmeans::cuda
