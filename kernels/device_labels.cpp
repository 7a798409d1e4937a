#include "kernels/device_labels.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/round_kernels.hpp"

namespace rfmeans::cuda {
namespace {

/// Below it a slice of points is not halved again: so little memory is not there for anything else either.
constexpr std::size_t kSmallestSlice = 4096;

/// Labels of `size` points of a part as they lie from `first` on → their rows, which begin with `first_row`. They go
/// over the bus, and through the host's memory once more, in the smallest type that holds them.
template <class Label>
void label_slice(const Device& device, const DevicePoints& part, const Matrix<float>& centroids, std::size_t first,
                 std::size_t size, std::size_t first_row, Assignment& assignment) {
    // Held for this call only: they are as large as the points, and rounds need the memory.
    const Stream& stream = device.stream();
    const DeviceBuffer<float> device_centroids(centroids.values.size(), stream);
    const DeviceBuffer<Label> device_labels(size, stream);
    const DeviceBuffer<float> device_distances(size, stream);
    upload(std::span(centroids.values), device_centroids.data(), stream);
    label_points(part,
                 {.centroids = device_centroids.data(),
                  .k = static_cast<std::int64_t>(centroids.rows),
                  .first = static_cast<std::int64_t>(first),
                  .count = static_cast<std::int64_t>(size),
                  .labels = device_labels.data(),
                  .label_bytes = sizeof(Label),
                  .distances = device_distances.data()},
                 device.multiprocessors(), stream);
    const std::span<std::int32_t> labels = std::span(assignment.labels).subspan(first_row);
    const std::span<float> distances = std::span(assignment.distances).subspan(first_row);
    std::vector<Label> found_labels(size);
    download(device_labels.data(), std::span(found_labels), stream);
    if (part.rows == nullptr) {
        download(device_distances.data(), distances.subspan(first, size), stream);
        stream.synchronize();
        std::ranges::copy(found_labels, labels.begin() + static_cast<std::ptrdiff_t>(first));
        return;
    }
    std::vector<std::uint32_t> rows(size);
    std::vector<float> found_distances(size);
    download(part.rows + first, std::span(rows), stream);
    download(device_distances.data(), std::span(found_distances), stream);
    stream.synchronize();
    for (std::size_t i = 0; i < size; ++i) {
        labels[rows[i]] = found_labels[i];
        distances[rows[i]] = found_distances[i];
    }
}

using LabelSlice = void (*)(const Device&, const DevicePoints&, const Matrix<float>&, std::size_t, std::size_t,
                            std::size_t, Assignment&);
LabelSlice slice_for(std::size_t k) {
    constexpr std::size_t kByteLabels = std::size_t{1} << 8;
    constexpr std::size_t kTwoByteLabels = std::size_t{1} << 16;
    if (k <= kByteLabels) {
        return label_slice<std::uint8_t>;
    }
    return k <= kTwoByteLabels ? label_slice<std::uint16_t> : label_slice<std::int32_t>;
}

}  // namespace

DeviceLabels::DeviceLabels(const SplitPoints& points)
    : points_(points), slice_(std::numeric_limits<std::size_t>::max()) {}

Assignment DeviceLabels::assign(const Matrix<float>& centroids) {
    const std::size_t count = points_.count();
    Assignment assignment{std::vector<std::int32_t>(count), std::vector<float>(count)};
    for (const auto& share : points_.shares()) {
        share->device.select();
        share->points.for_each_part([&](const DevicePoints& part, std::int64_t first) {
            label_part(*share, part, share->first_row + static_cast<std::size_t>(first), centroids, assignment);
        });
    }
    return assignment;
}

void DeviceLabels::label_part(const PointShare& share, const DevicePoints& part, std::size_t first_row,
                              const Matrix<float>& centroids, Assignment& assignment) {
    const auto points = static_cast<std::size_t>(part.points);
    for (std::size_t first = 0; first < points;) {
        const std::size_t size = std::min(slice_, points - first);
        try {
            slice_for(centroids.rows)(share.device, part, centroids, first, size, first_row, assignment);
        } catch (const OutOfDeviceMemory&) {
            if (size <= kSmallestSlice) {
                throw;
            }
            slice_ = size / 2;
            continue;
        }
        first += size;
    }
}

}  // namespace rfmeans::cuda
