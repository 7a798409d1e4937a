#include "kernels/device_buffer.hpp"
#include "kernels/silhouette.hpp"

namespace rfmeans::cuda {
namespace {

using numerics::Int128;

/// About so many pairs a launch, that none lasts longer than a driver's watchdog allows.
constexpr std::int64_t kPairsALaunch = std::int64_t{1} << 36;
constexpr std::int64_t kBlockPoints = 256;

/// Points scored by one launch: at least as many as fill the device.
std::int64_t points_a_launch(std::int64_t points, std::int64_t device_blocks) {
    const std::int64_t blocks = std::max(kPairsALaunch / points / kBlockPoints, device_blocks);
    return blocks * kBlockPoints;
}

/// Σ w·s [k].
std::vector<Int128> sum_scores(const ClusteredPoints& points, const std::vector<std::int32_t>& scores, std::size_t k) {
    std::vector<Int128> sums(k, 0);
    for (const ClusterRange& cluster : points.clusters) {
        Int128& sum = sums[static_cast<std::size_t>(cluster.label)];
        for (auto i = static_cast<std::size_t>(cluster.first); i < static_cast<std::size_t>(cluster.end); ++i) {
            sum += static_cast<Int128>(points.weight(i)) * scores[i];
        }
    }
    return sums;
}

}  // namespace

std::optional<std::vector<Int128>> sum_silhouettes(const ClusteredPoints& points, std::size_t k,
                                                   std::int64_t device_blocks, const Stream& stream) {
    const int places = tile_places(static_cast<std::int64_t>(points.dims));
    if (places == 0) {
        return std::nullopt;
    }
    if (points.clusters.size() < 2) {
        return std::vector<Int128>(k, 0);
    }
    const DeviceBuffer<float> tiles(points.tiles.size());
    const DeviceBuffer<std::int64_t> weights(points.weights.size());
    const DeviceBuffer<ClusterRange> clusters(points.clusters.size());
    const DeviceBuffer<std::int32_t> scores(points.points);
    upload(std::span(points.tiles), tiles.data(), stream);
    upload(std::span(points.weights), weights.data(), stream);
    upload(std::span(points.clusters), clusters.data(), stream);
    SilhouetteTask task{.tiles = tiles.data(),
                        .weights = weights.data(),
                        .clusters = clusters.data(),
                        .scores = scores.data(),
                        .cluster_count = static_cast<std::int64_t>(points.clusters.size()),
                        .dims = static_cast<int>(points.dims),
                        .places = places,
                        .weight_exponent = points.weight_exponent,
                        .sums = points.sums};
    const auto count = static_cast<std::int64_t>(points.points);
    const std::int64_t step = points_a_launch(count, device_blocks);
    for (task.first = 0; task.first < count; task.first = task.end) {
        task.end = std::min(task.first + step, count);
        score_silhouettes(task, stream);
    }
    std::vector<std::int32_t> found(points.points);
    download(scores.data(), std::span(found), stream);
    stream.synchronize();
    return sum_scores(points, found, k);
}

}  // namespace rfmeans::cuda
