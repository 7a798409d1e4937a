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

/// A copy of the points on one device, and the scores of its share of them.
class SilhouetteShare {
public:
    SilhouetteShare(const Device& device, const ClusteredPoints& points) : device_(device) {
        device.select();
        const Stream& stream = device.stream();
        tiles_ = DeviceBuffer<float>(points.tiles.size(), stream);
        weights_ = DeviceBuffer<std::int64_t>(points.weights.size(), stream);
        clusters_ = DeviceBuffer<ClusterRange>(points.clusters.size(), stream);
        scores_ = DeviceBuffer<std::int32_t>(points.points, stream);
        upload(std::span(points.tiles), tiles_.data(), stream);
        upload(std::span(points.weights), weights_.data(), stream);
        upload(std::span(points.clusters), clusters_.data(), stream);
    }

    /// Points [first, end).
    void score(const ClusteredPoints& points, std::int64_t first, std::int64_t end) const {
        device_.select();
        SilhouetteTask task{.tiles = tiles_.data(),
                            .weights = weights_.data(),
                            .clusters = clusters_.data(),
                            .scores = scores_.data(),
                            .cluster_count = static_cast<std::int64_t>(points.clusters.size()),
                            .dims = static_cast<int>(points.dims),
                            .places = tile_places(static_cast<std::int64_t>(points.dims)),
                            .weight_exponent = points.weight_exponent,
                            .sums = points.sums};
        const std::int64_t step = points_a_launch(static_cast<std::int64_t>(points.points), device_.blocks());
        for (task.first = first; task.first < end; task.first = task.end) {
            task.end = std::min(task.first + step, end);
            score_silhouettes(task, device_.stream());
        }
    }

    /// The scores of points [first, first + scores.size()).
    void fetch(std::size_t first, std::span<std::int32_t> scores) const {
        device_.select();
        download(scores_.data() + first, scores, device_.stream());
        device_.stream().synchronize();
    }

private:
    const Device& device_;
    DeviceBuffer<float> tiles_;
    DeviceBuffer<std::int64_t> weights_;
    DeviceBuffer<ClusterRange> clusters_;
    DeviceBuffer<std::int32_t> scores_;
};

}  // namespace

/// Every device scores its share of the points against all of them.
std::optional<std::vector<Int128>> sum_silhouettes(const ClusteredPoints& points, std::size_t k,
                                                   const std::vector<const Device*>& devices) {
    if (tile_places(static_cast<std::int64_t>(points.dims)) == 0) {
        return std::nullopt;
    }
    if (points.clusters.size() < 2) {
        return std::vector<Int128>(k, 0);
    }
    std::vector<SilhouetteShare> shares;
    for (const Device* const device : devices) {
        shares.emplace_back(*device, points);
    }
    const auto first = [&](std::size_t d) { return points.points * d / devices.size(); };
    for (std::size_t d = 0; d < shares.size(); ++d) {
        shares[d].score(points, static_cast<std::int64_t>(first(d)), static_cast<std::int64_t>(first(d + 1)));
    }
    std::vector<std::int32_t> scores(points.points);
    for (std::size_t d = 0; d < shares.size(); ++d) {
        shares[d].fetch(first(d), std::span(scores).subspan(first(d), first(d + 1) - first(d)));
    }
    return sum_scores(points, scores, k);
}

}  // namespace rfmeans::cuda
