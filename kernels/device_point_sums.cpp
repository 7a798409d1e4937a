#include <algorithm>
#include <functional>
#include <vector>

#include "kernels/cluster_sums.hpp"
#include "kernels/device_buffer.hpp"
#include "kernels/point_sums.hpp"
#include "rfmeans/numerics/centroid.hpp"
#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/numerics/inertia.hpp"

namespace rfmeans::cuda {
namespace {

/// What the kernel wants of the clusters with members.
struct Clusters {
    std::vector<std::size_t> labels;  ///< [clusters] ascending
    std::vector<float> centroids;
    std::vector<float> means;
    std::vector<float> variances;
    std::vector<std::int64_t> weights;
    std::vector<std::int64_t> sums;
    std::vector<numerics::Int128> squares;
};

Clusters gather_clusters(const ClusterTotals& totals, const Matrix<float>& centroids) {
    Clusters clusters;
    for (std::size_t j = 0; j < totals.k; ++j) {
        const std::int64_t weight = totals.weights[j];
        if (weight == 0) {
            continue;
        }
        double variance = 0;
        numerics::Int128 squares = 0;
        for (std::size_t d = 0; d < totals.dims; ++d) {
            const std::size_t at = j * totals.dims + d;
            clusters.centroids.push_back(centroids.values[at]);
            clusters.means.push_back(numerics::centroid_coordinate(totals.sums[at], weight));
            clusters.sums.push_back(totals.sums[at]);
            variance += numerics::column_variance(weight, totals.sums[at], totals.squares[at]);
            squares += static_cast<numerics::Int128>(totals.squares[at]);
        }
        clusters.labels.push_back(j);
        clusters.variances.push_back(static_cast<float>(variance));
        clusters.weights.push_back(weight);
        clusters.squares.push_back(squares);
    }
    return clusters;
}

template <class T>
DeviceBuffer<T> copy_to_device(const std::vector<T>& values, const Stream& stream) {
    DeviceBuffer<T> buffer(values.size(), stream);
    upload(std::span(values), buffer.data(), stream);
    return buffer;
}

PointSums unpack(const std::vector<Total>& parts, const Clusters& clusters, std::size_t k) {
    PointSums sums(k);
    for (std::size_t c = 0; c < clusters.labels.size(); ++c) {
        const auto join = [&](std::size_t term) {
            const std::size_t at = c * kPointSumParts + 2 * term;
            return numerics::join_term_sums(
                {static_cast<std::int64_t>(parts[at]), static_cast<std::int64_t>(parts[at + 1])});
        };
        const std::size_t j = clusters.labels[c];
        sums.distances[j] = join(0);
        sums.silhouettes[j] = join(1);
        sums.simplified[j] = join(2);
    }
    return sums;
}

/// The parts [clusters, kPointSumParts] of one device's points.
std::vector<Total> sum_share(const PointShare& share, const Clusters& clusters, int weight_exponent) {
    share.device.select();
    const Stream& stream = share.device.stream();
    const auto centroids = copy_to_device(clusters.centroids, stream);
    const auto means = copy_to_device(clusters.means, stream);
    const auto variances = copy_to_device(clusters.variances, stream);
    const auto weights = copy_to_device(clusters.weights, stream);
    const auto sums = copy_to_device(clusters.sums, stream);
    const auto squares = copy_to_device(clusters.squares, stream);
    const DeviceBuffer<Total> device_parts(clusters.labels.size() * kPointSumParts, stream);
    clear(device_parts, stream);
    share.points.for_each_part([&](const DevicePoints& part, std::int64_t) {
        add_point_sums(part,
                       {.centroids = centroids.data(),
                        .means = means.data(),
                        .variances = variances.data(),
                        .weights = weights.data(),
                        .sums = sums.data(),
                        .squares = squares.data(),
                        .parts = device_parts.data(),
                        .clusters = static_cast<int>(clusters.labels.size()),
                        .weight_exponent = weight_exponent},
                       share.device.multiprocessors(), stream);
    });
    std::vector<Total> parts(device_parts.size());
    download(device_parts.data(), std::span(parts), stream);
    stream.synchronize();
    return parts;
}

}  // namespace

PartitionSums sum_partition(const SplitPoints& points, int weight_exponent, const Matrix<float>& centroids) {
    ClusterTotals totals = sum_clusters(points, centroids);
    const Clusters clusters = gather_clusters(totals, centroids);
    if (clusters.labels.size() < 2) {
        return {.totals = std::move(totals), .points = PointSums(centroids.rows)};
    }
    std::vector<Total> parts(clusters.labels.size() * kPointSumParts);
    for (const auto& share : points.shares()) {
        const std::vector<Total> own = sum_share(*share, clusters, weight_exponent);
        std::ranges::transform(parts, own, parts.begin(), std::plus());
    }
    return {.totals = std::move(totals), .points = unpack(parts, clusters, centroids.rows)};
}

}  // namespace rfmeans::cuda
