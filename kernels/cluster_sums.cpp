#include "kernels/cluster_sums.hpp"

#include <array>
#include <vector>

#include "kernels/open_queues.hpp"
#include "kernels/round_kernels.hpp"

namespace rfmeans::cuda {
namespace {

ClusterTotals unpack(const std::vector<Total>& sums, std::size_t k, std::size_t dims) {
    ClusterTotals totals(k, dims);
    const std::size_t features = sums.size() / k;
    for (std::size_t j = 0; j < k; ++j) {
        const Total* const cluster = sums.data() + j * features;
        totals.weights[j] = static_cast<std::int64_t>(cluster[dims]);
        for (std::size_t d = 0; d < dims; ++d) {
            totals.sums[j * dims + d] = static_cast<std::int64_t>(cluster[d]);
            totals.squares[j * dims + d] =
                (static_cast<numerics::UInt128>(cluster[2 * dims + 1 + d]) << kSquareBits) + cluster[dims + 1 + d];
        }
    }
    return totals;
}

/// A round of one fit, with squares.
ClusterTotals sum_share(const PointShare& share, const Matrix<float>& centroids) {
    share.device.select();
    const Stream& stream = share.device.stream();
    const std::int64_t multiprocessors = share.device.multiprocessors();
    const std::size_t k = centroids.rows;
    const int features = count_features(share.points.dims(), true);
    const FitShape shape{0, static_cast<std::int32_t>(k)};
    const FitStatus status{0, FitState::running, numerics::RoundEnd::none};
    const std::array<std::int32_t, 2> active{1, 0};
    const DeviceBuffer<FitShape> device_shape(1, stream);
    const DeviceBuffer<FitStatus> device_status(1, stream);
    const DeviceBuffer<std::int32_t> device_active(active.size(), stream);
    const DeviceBuffer<float> device_centroids(centroids.values.size(), stream);
    const DeviceBuffer<Total> device_totals(k * static_cast<std::size_t>(features), stream);
    upload(std::span<const FitShape>(&shape, 1), device_shape.data(), stream);
    upload(std::span<const FitStatus>(&status, 1), device_status.data(), stream);
    upload(std::span<const std::int32_t>(active), device_active.data(), stream);
    upload(std::span<const float>(centroids.values), device_centroids.data(), stream);
    clear(device_totals, stream);
    const FitTable table{.shapes = device_shape.data(),
                         .status = device_status.data(),
                         .active = device_active.data(),
                         .centroids = device_centroids.data(),
                         .totals = device_totals.data(),
                         .fits = 1,
                         .clusters = shape.k,
                         .largest_k = shape.k};
    std::vector<Total> sums(device_totals.size());
    const DeviceTree& tree = share.points.tree();
    OpenQueues open;  // held until the device is done
    if (tree.count > 0 && shape.k <= kMostTreeClusters) {
        open = OpenQueues(tree, 1, shape.k, stream);
        tree_round(share.points.points(), tree, table, open.groups(), true, multiprocessors, stream);
    } else if (tree.count > 0 && shape.k <= kMostListedClusters) {
        open = OpenQueues(tree, 1, shape.k, stream);
        many_tree_round(share.points.points(), tree, table, open.groups(), true, multiprocessors, stream);
    } else {
        share.points.for_each_part(
            [&](const DevicePoints& part, std::int64_t) { plain_round(part, table, true, multiprocessors, stream); });
    }
    download(device_totals.data(), std::span(sums), stream);
    stream.synchronize();
    return unpack(sums, k, centroids.cols);
}

}  // namespace

ClusterTotals sum_clusters(const SplitPoints& points, const Matrix<float>& centroids) {
    ClusterTotals totals(centroids.rows, centroids.cols);
    for (const auto& share : points.shares()) {
        totals.add(sum_share(*share, centroids));
    }
    return totals;
}

}  // namespace rfmeans::cuda
