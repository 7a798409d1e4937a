#include "rfmeans/totals.hpp"

#include <cmath>

#include "parallel/loops.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/numerics/inertia.hpp"

namespace rfmeans {

ClusterTotals total_clusters(const PointSet& points, const std::vector<std::int32_t>& labels, std::size_t k) {
    const std::size_t dims = points.dims();
    const auto add_rows = [&](const tbb::blocked_range<std::size_t>& rows, ClusterTotals totals) {
        for (std::size_t i = rows.begin(); i < rows.end(); ++i) {
            const auto j = static_cast<std::size_t>(labels[i]);
            const std::int64_t weight = points.weight(i);
            totals.weights[j] += weight;
            for (std::size_t d = 0; d < dims; ++d) {
                const auto q = static_cast<std::int64_t>(points.values.row(i)[d]);
                totals.sums[j * dims + d] += weight * q;
                totals.squares[j * dims + d] +=
                    static_cast<numerics::UInt128>(weight) * static_cast<std::uint64_t>(q * q);
            }
        }
        return totals;
    };
    return loops::parallel_reduce(tbb::blocked_range<std::size_t>(0, points.points(), 16'384), ClusterTotals(k, dims),
                                  add_rows, [](ClusterTotals a, const ClusterTotals& b) {
                                      a.add(b);
                                      return a;
                                  });
}

namespace {

/// All clusters as one.
ClusterTotals merge_clusters(const ClusterTotals& totals) {
    ClusterTotals all(1, totals.dims);
    for (std::size_t j = 0; j < totals.k; ++j) {
        all.weights[0] += totals.weights[j];
        for (std::size_t d = 0; d < totals.dims; ++d) {
            all.sums[d] += totals.sums[j * totals.dims + d];
            all.squares[d] += totals.squares[j * totals.dims + d];
        }
    }
    return all;
}

double inertia(const ClusterTotals& totals, double step) {
    double total = 0;
    for (std::size_t j = 0; j < totals.k; ++j) {
        for (std::size_t d = 0; d < totals.dims; ++d) {
            const std::size_t at = j * totals.dims + d;
            total += numerics::inertia_term(totals.weights[j], totals.sums[at], totals.squares[at]) * step * step;
        }
    }
    return total;
}

}  // namespace

TotalsMetrics measure_totals(const ClusterTotals& totals, double step, double weight_step) {
    const ClusterTotals all = merge_clusters(totals);
    TotalsMetrics metrics{inertia(totals, step) * weight_step, kUndefined, kUndefined};
    const auto k = static_cast<double>(totals.k);
    const auto dims = static_cast<double>(totals.dims);
    const double weight = static_cast<double>(all.weights[0]) * weight_step;
    if (metrics.inertia > 0) {
        metrics.bic = weight * dims * std::log(metrics.inertia / (weight * dims)) + k * dims * std::log(weight);
    }
    if (metrics.inertia > 0 && totals.k > 1 && k < weight) {
        const double between = inertia(all, step) * weight_step - metrics.inertia;
        metrics.calinski_harabasz = (between / (k - 1.0)) / (metrics.inertia / (weight - k));
    }
    return metrics;
}

double mean_column_variance(const PointSet& points) {
    const ClusterTotals all = total_clusters(points, std::vector<std::int32_t>(points.points(), 0), 1);
    double total = 0;
    for (std::size_t d = 0; d < all.dims; ++d) {
        total += numerics::column_variance(all.weights[0], all.sums[d], all.squares[d]);
    }
    return total / static_cast<double>(all.dims);
}

}  // namespace rfmeans
