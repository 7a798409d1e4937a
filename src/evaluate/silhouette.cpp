#include "evaluate/silhouette.hpp"

#include <algorithm>
#include <numeric>

#include "evaluate/point_sums.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/numerics/inertia.hpp"

namespace rfmeans::evaluate {
namespace {

using numerics::Int128;

/// [clusters] the variance of each, summed over dimensions, in steps².
std::vector<double> variances(const ClusterTotals& totals, const std::vector<std::size_t>& clusters) {
    std::vector<double> sums(clusters.size(), 0.0);
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        for (std::size_t d = 0; d < totals.dims; ++d) {
            const std::size_t at = clusters[c] * totals.dims + d;
            sums[c] += numerics::column_variance(totals.weights[clusters[c]], totals.sums[at], totals.squares[at]);
        }
    }
    return sums;
}

/// A 64-bit value is converted in one instruction, to the same bits.
double to_double(Int128 value) {
    const auto low = static_cast<std::int64_t>(value);
    return low == value ? static_cast<double>(low) : numerics::to_double(value);
}

}  // namespace

Scorer::Scorer(const ClusterTotals& totals, const std::vector<std::size_t>& clusters)
    : totals_(totals), clusters_(clusters), estimates_(totals.dims, variances(totals, clusters)), squares_(totals.k) {
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        const std::size_t j = clusters[c];
        for (std::size_t d = 0; d < totals.dims; ++d) {
            const std::size_t at = j * totals.dims + d;
            squares_[j] += static_cast<Int128>(totals.squares[at]);
            estimates_.spot(c, d) = static_cast<double>(totals.sums[at]) / static_cast<double>(totals.weights[j]);
        }
    }
}

std::int64_t Scorer::score(std::span<const float> point, OwnCluster in, std::span<double> room) const {
    const std::span<double> values = room.first(clusters_.size());
    estimates_.estimate(point, values);
    const auto own_index = static_cast<std::size_t>(std::ranges::lower_bound(clusters_, in.own) - clusters_.begin());
    const double limit = Estimates::highest_candidate(lowest_other(values, own_index));
    const Int128 squared_norm = numerics::squared_norm(point.data(), static_cast<int>(point.size()));
    numerics::MeanDistances means;
    for (std::size_t c = 0; c < values.size(); ++c) {
        if (c != own_index && values[c] <= limit) {
            const std::size_t j = clusters_[c];
            means.add_other(summed_distance(point, squared_norm, j), totals_.weights[j]);
        }
    }
    means.add_own(summed_distance(point, squared_norm, in.own), totals_.weights[in.own] - in.left_out);
    return means.silhouette();
}

double Scorer::summed_distance(std::span<const float> point, Int128 squared_norm, std::size_t j) const {
    const Int128 dot =
        numerics::dot_sum(point.data(), totals_.sums.data() + j * totals_.dims, static_cast<int>(totals_.dims));
    return to_double(numerics::summed_squared_distance(totals_.weights[j], squared_norm, dot, squares_[j]));
}

double mean_silhouette(const std::vector<Int128>& sums, const ClusterTotals& totals) {
    if (clusters_with_members(totals).size() < 2) {
        return kUndefined;
    }
    const Int128 sum = std::accumulate(sums.begin(), sums.end(), Int128{0});
    const std::int64_t weight = std::accumulate(totals.weights.begin(), totals.weights.end(), std::int64_t{0});
    return numerics::to_double(sum) / static_cast<double>(weight) / numerics::kSilhouetteUnits;
}

std::vector<double> cluster_silhouettes(const std::vector<Int128>& sums, const ClusterTotals& totals) {
    std::vector<double> means(totals.k, kUndefined);
    const std::vector<std::size_t> clusters = clusters_with_members(totals);
    if (clusters.size() >= 2) {
        for (const std::size_t j : clusters) {
            means[j] =
                numerics::to_double(sums[j]) / static_cast<double>(totals.weights[j]) / numerics::kSilhouetteUnits;
        }
    }
    return means;
}

}  // namespace rfmeans::evaluate
