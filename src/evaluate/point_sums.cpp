#include "evaluate/point_sums.hpp"

#include <algorithm>
#include <functional>

#include "evaluate/nearest_other.hpp"
#include "evaluate/silhouette.hpp"
#include "parallel/loops.hpp"
#include "rfmeans/numerics/fixed_point.hpp"

namespace rfmeans::evaluate {
namespace {

constexpr std::size_t kGrain = 8'192;

void add(std::vector<numerics::Int128>& sums, const std::vector<numerics::Int128>& others) {
    std::ranges::transform(sums, others, sums.begin(), std::plus<>());
}

/// Adds points to sums; one for each task, as it holds room for distances.
class Pass {
public:
    Pass(const Partition& partition, const Scorer& scorer, const NearestOther& nearest)
        : partition_(partition), scorer_(scorer), nearest_(nearest), estimates_(partition.totals.k) {}

    void add_point(std::size_t i, PointSums& sums) {
        const PointSet& points = partition_.points;
        const std::int64_t weight = points.weight(i);
        if (weight == 0) {
            return;  // takes no part, and its cluster may be one of weight 0
        }
        const auto own = static_cast<std::size_t>(partition_.labels[i]);
        const auto point = points.values.row(i);
        const auto dims = static_cast<int>(points.dims());
        const std::int64_t distance =
            numerics::distance_in_units(point.data(), partition_.centroids.row(own).data(), dims);
        sums.distances[own] += static_cast<numerics::Int128>(weight) * distance;
        const std::int64_t left_out = points.weight_exponent == 0 ? 1 : weight;
        if (partition_.totals.weights[own] == left_out) {
            return;  // alone in its cluster: 0
        }
        const double other = nearest_.squared_distance(point, own, estimates_);
        sums.simplified[own] += static_cast<numerics::Int128>(weight) *
                                numerics::silhouette_in_units(static_cast<double>(distance),
                                                              static_cast<double>(numerics::root_in_units(other)));
        sums.silhouettes[own] += static_cast<numerics::Int128>(weight) *
                                 scorer_.score(point, {.own = own, .left_out = left_out}, estimates_);
    }

private:
    const Partition& partition_;
    const Scorer& scorer_;
    const NearestOther& nearest_;
    std::vector<double> estimates_;
};

}  // namespace

std::vector<std::size_t> clusters_with_members(const ClusterTotals& totals) {
    std::vector<std::size_t> clusters;
    for (std::size_t j = 0; j < totals.k; ++j) {
        if (totals.weights[j] > 0) {
            clusters.push_back(j);
        }
    }
    return clusters;
}

PointSums sum_points(const Partition& partition) {
    const std::size_t k = partition.totals.k;
    const std::vector<std::size_t> clusters = clusters_with_members(partition.totals);
    if (clusters.size() < 2) {
        return PointSums(k);
    }
    const Scorer scorer(partition.totals, clusters);
    const NearestOther nearest(partition.centroids, clusters);
    return loops::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, partition.points.points(), kGrain), PointSums(k),
        [&](const tbb::blocked_range<std::size_t>& rows, PointSums sums) {
            Pass pass(partition, scorer, nearest);
            for (std::size_t i = rows.begin(); i < rows.end(); ++i) {
                pass.add_point(i, sums);
            }
            return sums;
        },
        [](PointSums a, const PointSums& b) {
            add(a.distances, b.distances);
            add(a.silhouettes, b.silhouettes);
            add(a.simplified, b.simplified);
            return a;
        });
}

}  // namespace rfmeans::evaluate
