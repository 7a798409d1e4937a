#include <numeric>

#include "evaluate/davies_bouldin.hpp"
#include "evaluate/point_sums.hpp"
#include "evaluate/silhouette.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans {
namespace {

std::vector<std::size_t> list_models(const Sweep& sweep, MeasuredModels which) {
    if (which == MeasuredModels::best_of_each_k) {
        return best_of_each_k(sweep);
    }
    std::vector<std::size_t> all(sweep.models.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

PartitionMetrics measure_totals_alone(const PointSet& points, const ClusterTotals& totals) {
    const TotalsMetrics metrics = measure_totals(totals, points.step(), points.weight_step());
    return {.inertia = metrics.inertia, .calinski_harabasz = metrics.calinski_harabasz, .bic = metrics.bic};
}

PartitionMetrics measure_sums(const PointSet& points, const PartitionSums& sums, const Matrix<float>& centroids) {
    PartitionMetrics metrics = measure_totals_alone(points, sums.totals);
    metrics.davies_bouldin = evaluate::davies_bouldin(sums.points, sums.totals, centroids);
    metrics.silhouette = evaluate::mean_silhouette(sums.points.silhouettes, sums.totals);
    metrics.simplified_silhouette = evaluate::mean_silhouette(sums.points.simplified, sums.totals);
    metrics.cluster_silhouette = evaluate::cluster_silhouettes(sums.points.silhouettes, sums.totals);
    return metrics;
}

}  // namespace

PartitionSums sum_partition(const PointSet& points, const std::vector<std::int32_t>& labels,
                            const Matrix<float>& centroids) {
    ClusterTotals totals = total_clusters(points, labels, centroids.rows);
    PointSums sums =
        evaluate::sum_points({.points = points, .labels = labels, .centroids = centroids, .totals = totals});
    return {.totals = std::move(totals), .points = std::move(sums)};
}

PartitionMetrics measure_partition(const PointSet& points, const std::vector<std::int32_t>& labels,
                                   const Matrix<float>& centroids, MetricSet set) {
    return set == MetricSet::totals ? measure_totals_alone(points, total_clusters(points, labels, centroids.rows))
                                    : measure_sums(points, sum_partition(points, labels, centroids), centroids);
}

PartitionMetrics measure_assignment(LoadedPoints& points, const Matrix<float>& centroids) {
    if (const auto sums = points.engine().sum_partition(centroids)) {
        return measure_sums(points.points(), *sums, centroids);
    }
    return measure_partition(points.points(), points.engine().assign(centroids).labels, centroids, MetricSet::all);
}

PartitionMetrics measure_assignment(LoadedPoints& points, const Matrix<float>& centroids,
                                    const std::vector<std::int32_t>& labels) {
    if (const auto sums = points.engine().sum_partition(centroids)) {
        return measure_sums(points.points(), *sums, centroids);
    }
    return measure_partition(points.points(), labels, centroids, MetricSet::all);
}

void measure_sweep(LoadedPoints& points, MeasuredModels which, Sweep& sweep) {
    for (const std::size_t m : list_models(sweep, which)) {
        Model& model = sweep.models[m];
        const PartitionMetrics metrics = measure_assignment(points, model.centroids);
        model.davies_bouldin = metrics.davies_bouldin;
        model.silhouette = metrics.silhouette;
        model.simplified_silhouette = metrics.simplified_silhouette;
    }
}

double euclidean_silhouette(LoadedPoints& points, const std::vector<std::int32_t>& labels, std::size_t k) {
    auto sums = points.engine().sum_euclidean_silhouettes(labels, k);
    if (!sums) {
        sums = sum_euclidean_silhouettes(points.points(), labels, k);
    }
    return evaluate::mean_silhouette(*sums, total_clusters(points.points(), labels, k));
}

void measure_euclidean_silhouettes(LoadedPoints& points, MeasuredModels which, Sweep& sweep,
                                   const std::function<void(std::size_t done, std::size_t all)>& progress) {
    const std::vector<std::size_t> measured = list_models(sweep, which);
    const auto tell = [&](std::size_t done) {
        if (progress) {
            progress(done, measured.size());
        }
    };
    tell(0);
    for (std::size_t i = 0; i < measured.size(); ++i) {
        Model& model = sweep.models[measured[i]];
        const Assignment assignment = points.engine().assign(model.centroids);
        model.euclidean_silhouette = euclidean_silhouette(points, assignment.labels, model.centroids.rows);
        tell(i + 1);
    }
}

}  // namespace rfmeans
