#include "evaluate/davies_bouldin.hpp"

#include <algorithm>

#include "rfmeans/models.hpp"
#include "rfmeans/numerics/fixed_point.hpp"

namespace rfmeans::evaluate {

double davies_bouldin(const PointSums& sums, const ClusterTotals& totals, const Matrix<float>& centroids) {
    const int dims = static_cast<int>(totals.dims);
    const std::vector<std::size_t> clusters = clusters_with_members(totals);
    if (clusters.size() < 2) {
        return kUndefined;
    }
    std::vector<double> spread(totals.k, 0.0);  // mean distance to the centroid, in units
    for (const std::size_t j : clusters) {
        spread[j] = numerics::to_double(sums.distances[j]) / static_cast<double>(totals.weights[j]);
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
