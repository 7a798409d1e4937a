// Stage 5: metrics of models, and the choice of k. numerics/README.md, rules 4 and 6.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rfmeans/loaded_points.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/point_sums.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans {

/// Metrics of one assignment (labels [points], k clusters, centroids [k, dims] in grid steps).
struct PartitionMetrics {
    double inertia = kUndefined;  ///< squared feature units, around the exact means
    double calinski_harabasz = kUndefined;
    double bic = kUndefined;
    double davies_bouldin = kUndefined;
    double silhouette = kUndefined;             ///< squared-Euclidean, exact, own point excluded, singletons 0
    double simplified_silhouette = kUndefined;  ///< Euclidean distances to the own and the nearest other centroid
    std::vector<double> cluster_silhouette;     ///< [k] mean over each cluster; NaN where empty
};

/// Which metrics to make: those from exact totals cost one pass over the points, the others together one more.
enum class MetricSet { totals, all };

[[nodiscard]] PartitionMetrics measure_partition(const PointSet& points, const std::vector<std::int32_t>& labels,
                                                 const Matrix<float>& centroids, MetricSet set);

/// Engine::sum_partition of labels [points], each in [0, k), on all threads of the calling oneTBB arena.
[[nodiscard]] PartitionSums sum_partition(const PointSet& points, const std::vector<std::int32_t>& labels,
                                          const Matrix<float>& centroids);

/// All metrics of the assignment to centroids [k, dims], which the engine sums without labels where it can.
[[nodiscard]] PartitionMetrics measure_assignment(LoadedPoints& points, const Matrix<float>& centroids);
/// The same, where the labels [points] of that assignment are there already.
[[nodiscard]] PartitionMetrics measure_assignment(LoadedPoints& points, const Matrix<float>& centroids,
                                                  const std::vector<std::int32_t>& labels);

/// Fills in Davies–Bouldin and both silhouettes for the best model of each k, or for all models.
enum class MeasuredModels { best_of_each_k, all };
void measure_sweep(LoadedPoints& points, MeasuredModels which, Sweep& sweep);

/// The silhouette as P. Rousseeuw defined it (J. Comput. Appl. Math. 20, 1987), from the Euclidean distances of all
/// pairs of points: own point excluded, singletons 0, NaN for fewer than two clusters with members. O(points² · dims)
/// time. labels [points], each in [0, k).
[[nodiscard]] double euclidean_silhouette(LoadedPoints& points, const std::vector<std::int32_t>& labels, std::size_t k);

/// Fills it in for the best model of each k, or for all models. `progress` is called before the first and after each.
void measure_euclidean_silhouettes(LoadedPoints& points, MeasuredModels which, Sweep& sweep,
                                   const std::function<void(std::size_t done, std::size_t all)>& progress = {});

/// The model the rules would choose, in words.
struct Choice {
    std::size_t model = 0;                ///< index into the sweep's models
    std::vector<std::size_t> runners_up;  ///< indices, best first, at most 3
    std::string explanation;              ///< why, with figures and runners-up
};

struct ChoiceSpec {
    std::optional<std::int32_t>
        k;                   ///< chosen by the user: the best model of this k. Error{option} where the sweep has none
    std::int32_t min_k = 3;  ///< k = 2 wins on most shops and says little
};

/// Default rule: the best squared-Euclidean silhouette among k >= min_k (where the sweep has none such: among all).
[[nodiscard]] Choice choose_model(const Sweep& sweep, const ChoiceSpec& spec);

}  // namespace rfmeans
