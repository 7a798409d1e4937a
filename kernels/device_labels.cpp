#include "kernels/device_labels.hpp"

#include <algorithm>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/round_kernels.hpp"

namespace rfmeans::cuda {
namespace {

/// Labels go over the bus, and through the host's memory once more, in the smallest type that holds them.
template <class Label>
void label_slice_as(const PointsOnDevice& points, const Matrix<float>& centroids, const LabelSlice& slice,
                    std::int64_t multiprocessors, const Stream& stream, Assignment& assignment) {
    const DeviceBuffer<float> device_centroids(centroids.values.size());
    const DeviceBuffer<Label> device_labels(slice.size);
    const DeviceBuffer<float> device_distances(slice.size);
    upload(std::span(centroids.values), device_centroids.data(), stream);
    label_points(points.points(),
                 {.centroids = device_centroids.data(),
                  .k = static_cast<std::int64_t>(centroids.rows),
                  .first = static_cast<std::int64_t>(slice.first),
                  .count = static_cast<std::int64_t>(slice.size),
                  .labels = device_labels.data(),
                  .label_bytes = sizeof(Label),
                  .distances = device_distances.data()},
                 multiprocessors, stream);
    std::vector<Label> labels(slice.size);
    download(device_labels.data(), std::span(labels), stream);
    const std::uint32_t* const device_rows = points.points().rows;
    if (device_rows == nullptr) {
        download(device_distances.data(), std::span(assignment.distances).subspan(slice.first, slice.size), stream);
        stream.synchronize();
        std::ranges::copy(labels, assignment.labels.begin() + static_cast<std::ptrdiff_t>(slice.first));
        return;
    }
    std::vector<std::uint32_t> rows(slice.size);
    std::vector<float> distances(slice.size);
    download(device_rows + slice.first, std::span(rows), stream);
    download(device_distances.data(), std::span(distances), stream);
    stream.synchronize();
    for (std::size_t i = 0; i < slice.size; ++i) {
        assignment.labels[rows[i]] = labels[i];
        assignment.distances[rows[i]] = distances[i];
    }
}

}  // namespace

void label_slice(const PointsOnDevice& points, const Matrix<float>& centroids, const LabelSlice& slice,
                 std::int64_t multiprocessors, const Stream& stream, Assignment& assignment) {
    constexpr std::size_t kByteLabels = std::size_t{1} << 8;
    constexpr std::size_t kTwoByteLabels = std::size_t{1} << 16;
    if (centroids.rows <= kByteLabels) {
        label_slice_as<std::uint8_t>(points, centroids, slice, multiprocessors, stream, assignment);
    } else if (centroids.rows <= kTwoByteLabels) {
        label_slice_as<std::uint16_t>(points, centroids, slice, multiprocessors, stream, assignment);
    } else {
        label_slice_as<std::int32_t>(points, centroids, slice, multiprocessors, stream, assignment);
    }
}

}  // namespace rfmeans::cuda
