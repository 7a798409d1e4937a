#include <numeric>

#include "evaluate/davies_bouldin.hpp"
#include "evaluate/point_sums.hpp"
#include "evaluate/silhouette.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans {

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
    std::vector<std::size_t> measured(sweep.models.size());
    std::iota(measured.begin(), measured.end(), std::size_t{0});
    if (which == MeasuredModels::best_of_each_k) {
        measured = best_of_each_k(sweep);
    }
    for (const std::size_t m : measured) {
        Model& model = sweep.models[m];
        const Assignment assignment = points.engine().assign(model.centroids);
        const PartitionMetrics metrics =
            measure_partition(points.points(), assignment.labels, model.centroids, MetricSet::all);
        model.davies_bouldin = metrics.davies_bouldin;
        model.silhouette = metrics.silhouette;
        model.simplified_silhouette = metrics.simplified_silhouette;
    }
}

}  // namespace rfmeans
