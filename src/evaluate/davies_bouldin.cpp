#include "evaluate/davies_bouldin.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>

#include "rfmeans/models.hpp"
#include "rfmeans/numerics/fixed_point.hpp"

namespace rfmeans::evaluate {
namespace {

using Units = std::vector<numerics::UInt128>;

/// Σ w·distance to the own centroid, in 2^−16 steps, exact once each term is rounded. [k]
Units sum_distances(const PointSet& points, const std::vector<std::int32_t>& labels, const Matrix<float>& centroids) {
    const int dims = static_cast<int>(points.dims());
    const auto add_rows = [&](const tbb::blocked_range<std::size_t>& rows, Units sums) {
        for (std::size_t i = rows.begin(); i < rows.end(); ++i) {
            const auto j = static_cast<std::size_t>(labels[i]);
            const std::int64_t units =
                numerics::distance_in_units(points.values.row(i).data(), centroids.row(j).data(), dims);
            sums[j] += static_cast<numerics::UInt128>(points.weight(i)) * static_cast<std::uint64_t>(units);
        }
        return sums;
    };
    return tbb::parallel_reduce(tbb::blocked_range<std::size_t>(0, points.points(), 16'384), Units(centroids.rows),
                                add_rows, [](Units a, const Units& b) {
                                    std::ranges::transform(a, b, a.begin(), std::plus<>());
                                    return a;
                                });
}

}  // namespace

double davies_bouldin(const PointSet& points, const std::vector<std::int32_t>& labels, const Matrix<float>& centroids,
                      const ClusterTotals& totals) {
    const int dims = static_cast<int>(points.dims());
    const Units sums = sum_distances(points, labels, centroids);
    std::vector<std::size_t> clusters;
    std::vector<double> spread(totals.k, 0.0);  // mean distance to the centroid, in units
    for (std::size_t j = 0; j < totals.k; ++j) {
        if (totals.weights[j] > 0) {
            clusters.push_back(j);
            spread[j] = numerics::to_double(sums[j]) / static_cast<double>(totals.weights[j]);
        }
    }
    if (clusters.size() < 2) {
        return kUndefined;
    }
    double total = 0;
    for (const std::size_t i : clusters) {
        double worst = 0;
        for (const std::size_t j : clusters) {
            const std::int64_t apart =
                i == j ? 0 : numerics::distance_in_units(centroids.row(i).data(), centroids.row(j).data(), dims);
            if (apart > 0) {  // clusters on one spot do not count, as in scikit-learn
                worst = std::max(worst, (spread[i] + spread[j]) / static_cast<double>(apart));
            }
        }
        total += worst;
    }
    return total / static_cast<double>(clusters.size());
}

}  // namespace rfmeans::evaluate
