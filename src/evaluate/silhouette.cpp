#include "evaluate/silhouette.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "rfmeans/models.hpp"
#include "rfmeans/numerics/fixed_point.hpp"

namespace rfmeans::evaluate {
namespace {

using numerics::Int128;
using Units = std::vector<Int128>;

/// Scores points against the exact totals of all clusters.
class Scorer {
public:
    explicit Scorer(const ClusterTotals& totals) : totals_(totals), squares_(totals.k) {
        for (std::size_t j = 0; j < totals.k; ++j) {
            for (std::size_t d = 0; d < totals.dims; ++d) {
                squares_[j] += static_cast<Int128>(totals.squares[j * totals.dims + d]);
            }
        }
    }

    /// The silhouette of a point in cluster `own`, in 2^−24.
    [[nodiscard]] std::int64_t score(std::span<const float> point, std::size_t own) const {
        if (totals_.weights[own] == 1) {
            return 0;
        }
        Int128 squared_norm = 0;
        for (const float q : point) {
            squared_norm += static_cast<std::int64_t>(q) * static_cast<std::int64_t>(q);
        }
        double within = 0;
        double nearest_other = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < totals_.k; ++j) {
            if (totals_.weights[j] == 0) {
                continue;
            }
            const double distance = numerics::to_double(summed_distance(point, squared_norm, j));
            if (j == own) {
                within = distance / static_cast<double>(totals_.weights[j] - 1);
            } else {
                nearest_other = std::min(nearest_other, distance / static_cast<double>(totals_.weights[j]));
            }
        }
        return numerics::silhouette_in_units(within, nearest_other);
    }

private:
    [[nodiscard]] Int128 summed_distance(std::span<const float> point, Int128 squared_norm, std::size_t j) const {
        Int128 dot = 0;
        for (std::size_t d = 0; d < totals_.dims; ++d) {
            dot += static_cast<Int128>(totals_.sums[j * totals_.dims + d]) * static_cast<std::int64_t>(point[d]);
        }
        return numerics::summed_squared_distance(totals_.weights[j], squared_norm, dot, squares_[j]);
    }

    const ClusterTotals& totals_;
    std::vector<Int128> squares_;  ///< [k] Σ w·|q|²
};

}  // namespace

Silhouette squared_silhouette(const PointSet& points, const std::vector<std::int32_t>& labels,
                              const ClusterTotals& totals) {
    Silhouette silhouette{kUndefined, std::vector<double>(totals.k, kUndefined)};
    if (totals.k - static_cast<std::size_t>(std::ranges::count(totals.weights, 0)) < 2) {
        return silhouette;
    }
    const Scorer scorer(totals);
    const auto add_rows = [&](const tbb::blocked_range<std::size_t>& rows, Units sums) {
        for (std::size_t i = rows.begin(); i < rows.end(); ++i) {
            if (points.weight(i) == 0) {
                continue;  // takes no part, and its cluster may be one of weight 0
            }
            const auto own = static_cast<std::size_t>(labels[i]);
            sums[own] += static_cast<Int128>(points.weight(i)) * scorer.score(points.values.row(i), own);
        }
        return sums;
    };
    const Units sums = tbb::parallel_reduce(tbb::blocked_range<std::size_t>(0, points.points(), 4'096), Units(totals.k),
                                            add_rows, [](Units a, const Units& b) {
                                                std::ranges::transform(a, b, a.begin(), std::plus<>());
                                                return a;
                                            });
    Int128 sum = 0;
    std::int64_t weight = 0;
    for (std::size_t j = 0; j < totals.k; ++j) {
        sum += sums[j];
        weight += totals.weights[j];
        if (totals.weights[j] > 0) {
            silhouette.clusters[j] =
                numerics::to_double(sums[j]) / static_cast<double>(totals.weights[j]) / numerics::kSilhouetteUnits;
        }
    }
    silhouette.mean = numerics::to_double(sum) / static_cast<double>(weight) / numerics::kSilhouetteUnits;
    return silhouette;
}

}  // namespace rfmeans::evaluate
