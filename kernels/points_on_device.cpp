#include "kernels/points_on_device.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "kernels/point_kernels.hpp"

namespace rfmeans::cuda {
namespace {

/// Values that go to the device at a time, to be turned there.
constexpr std::size_t kUploadValues = std::size_t{1} << 20;

std::int64_t round_up(std::int64_t size, std::int64_t unit) {
    return (size + unit - 1) / unit * unit;
}

void fill_bytes(void* memory, int byte, std::size_t bytes, const Stream& stream) {
    if (bytes > 0) {
        check(cudaMemsetAsync(memory, byte, bytes, stream.get()), "filling memory");
    }
}

template <class T>
void fill_padding(const DeviceBuffer<T>& columns, const DevicePoints& points, int byte, const Stream& stream) {
    const auto padding = static_cast<std::size_t>(points.stride - points.points);
    for (std::size_t end = static_cast<std::size_t>(points.stride); end <= columns.size();
         end += static_cast<std::size_t>(points.stride)) {
        fill_bytes(columns.data() + end - padding, byte, padding * sizeof(T), stream);
    }
}

constexpr int kNanByte = 0xFF;

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

PointsOnDevice::PointsOnDevice(const PointSet& points, bool with_tree, std::int64_t blocks, const Stream& stream)
    : blocks_(blocks) {
    points_.points = static_cast<std::int64_t>(points.points());
    points_.dims = static_cast<int>(points.dims());
    points_.stride = round_up(points_.points, kPaddedPoints);
    upload_columns(points, stream);
    points_.values = values_.data();
    if (!points.weights.empty()) {
        weights_ = DeviceBuffer<std::int64_t>(static_cast<std::size_t>(points_.stride));
        upload(std::span(points.weights), weights_.data(), stream);
        fill_padding(weights_, points_, 0, stream);
        points_.weights = weights_.data();
    }
    find_bounds(stream);
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

void PointsOnDevice::find_bounds(const Stream& stream) {
    for (int d = 0; d < points_.dims; ++d) {
        bounds_.push_back(std::numeric_limits<int>::max());
        bounds_.push_back(-std::numeric_limits<int>::max());
    }
    const DeviceBuffer<int> device_bounds(bounds_.size());
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
void PointsOnDevice::upload_columns(const PointSet& points, const Stream& stream) {
    const std::size_t dims = points.dims();
    values_ = DeviceBuffer<float>(static_cast<std::size_t>(points_.stride) * dims);
    fill_padding(values_, points_, kNanByte, stream);
    const std::size_t rows_at_once = std::min(points.points(), std::max<std::size_t>(1, kUploadValues / dims));
    const DeviceBuffer<float> staged(rows_at_once * dims);
    for (std::size_t first = 0; first < points.points(); first += rows_at_once) {
        const std::size_t count = std::min(rows_at_once, points.points() - first);
        upload(std::span(points.values.values).subspan(first * dims, count * dims), staged.data(), stream);
        turn_rows(staged.data(), static_cast<std::int64_t>(count), points_.dims, values_.data() + first, points_.stride,
                  blocks_, stream);
    }
    stream.synchronize();
}

void PointsOnDevice::sort(const Stream& stream) {
    const auto count = static_cast<std::size_t>(points_.points);
    DeviceBuffer<std::uint32_t> rows[2] = {DeviceBuffer<std::uint32_t>(count), DeviceBuffer<std::uint32_t>(count)};
    int sorted = 0;
    {
        const DeviceBuffer<std::uint32_t> keys[2] = {DeviceBuffer<std::uint32_t>(count),
                                                     DeviceBuffer<std::uint32_t>(count)};
        const std::size_t bytes = sort_workspace(points_.points);
        const DeviceBuffer<unsigned char> workspace(bytes);
        std::uint32_t* key_buffers[2] = {keys[0].data(), keys[1].data()};
        std::uint32_t* row_buffers[2] = {rows[0].data(), rows[1].data()};
        make_keys(points_, make_axes(bounds_), key_buffers[0], row_buffers[0], blocks_, stream);
        sorted = sort_keys(workspace.data(), bytes, key_buffers, row_buffers, points_.points, stream);
        stream.synchronize();
    }
    rows[1 - sorted] = {};
    DeviceBuffer<float> values(values_.size());
    DeviceBuffer<std::int64_t> weights(weights_.size());
    fill_padding(values, points_, kNanByte, stream);
    fill_padding(weights, points_, 0, stream);
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
    boxes_ = DeviceBuffer<float>(static_cast<std::size_t>(padded * 2 * dims));
    totals_ = DeviceBuffer<std::int64_t>(static_cast<std::size_t>(padded * count_features(dims, true)));
    // Kernels look at whole groups.
    fill_bytes(boxes_.data(), 0, boxes_.size() * sizeof(float), stream);
    fill_bytes(totals_.data(), 0, totals_.size() * sizeof(std::int64_t), stream);
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
