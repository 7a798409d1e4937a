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

}  // namespace

PartitionMetrics measure_partition(const PointSet& points, const std::vector<std::int32_t>& labels,
                                   const Matrix<float>& centroids, MetricSet set) {
    const ClusterTotals totals = total_clusters(points, labels, centroids.rows);
    const TotalsMetrics from_totals = measure_totals(totals, points.step(), points.weight_step());
    PartitionMetrics metrics{
        .inertia = from_totals.inertia, .calinski_harabasz = from_totals.calinski_harabasz, .bic = from_totals.bic};
    if (set == MetricSet::all) {
        const evaluate::Partition partition{
            .points = points, .labels = labels, .centroids = centroids, .totals = totals};
        const evaluate::PointSums sums = evaluate::sum_points(partition);
        metrics.davies_bouldin = evaluate::davies_bouldin(sums, partition);
        metrics.silhouette = evaluate::mean_silhouette(sums.silhouettes, totals);
        metrics.simplified_silhouette = evaluate::mean_silhouette(sums.simplified, totals);
        metrics.cluster_silhouette = evaluate::cluster_silhouettes(sums.silhouettes, totals);
    }
    return metrics;
}

void measure_sweep(LoadedPoints& points, MeasuredModels which, Sweep& sweep) {
    for (const std::size_t m : list_models(sweep, which)) {
        Model& model = sweep.models[m];
        const Assignment assignment = points.engine().assign(model.centroids);
        const PartitionMetrics metrics =
            measure_partition(points.points(), assignment.labels, model.centroids, MetricSet::all);
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
