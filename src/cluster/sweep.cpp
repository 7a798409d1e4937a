#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "cluster/fit_points.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/starts.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans {
namespace {

/// The values of k that can be fitted. A range is cut with a warning; cut to nothing, or a single k, is an error.
std::vector<std::int32_t> fitting_ks(const PointSet& points, const SweepSpec& spec,
                                     std::vector<std::string>& warnings) {
    const std::int32_t largest = spec.ks.back();
    const std::int64_t distinct = cluster::count_distinct(points, largest);
    std::vector<std::int32_t> ks = spec.ks;
    std::erase_if(ks, [distinct](std::int32_t k) { return k > distinct; });
    if (ks.empty()) {
        throw Error(Failure::content,
                    fmt::format("k={} exceeds the {} distinct point{} (K-Means needs k <= distinct points). "
                                "Lower -k",
                                spec.ks.front(), distinct, distinct == 1 ? "" : "s"));
    }
    if (ks.size() < spec.ks.size()) {
        warnings.push_back(fmt::format("k is cut at {} (there are only {} distinct points)", ks.back(), distinct));
    }
    return ks;
}

/// Starting centroids of every (k, seed), k outermost.
std::vector<Matrix<float>> make_starts(Engine& engine, const PointSet& points, const SweepSpec& spec,
                                       const std::vector<std::int32_t>& ks) {
    if (spec.start == StartRule::file) {
        RFMEANS_EXPECTS(spec.start_centroids && spec.seeds.size() == 1 && ks.size() == 1);
        RFMEANS_EXPECTS(spec.start_centroids->rows == static_cast<std::size_t>(ks.front()));
        RFMEANS_EXPECTS(spec.start_centroids->cols == points.dims());
        if (!std::ranges::all_of(spec.start_centroids->values, [](float value) { return std::isfinite(value); })) {
            throw Error(
                Failure::content,
                "the starting centroids hold a value that is not finite (distances to it have no order). Correct it");
        }
        return {*spec.start_centroids};
    }
    const StartWish wish{.rule = spec.start, .k_max = ks.back(), .seeds = spec.seeds};
    const std::optional<StartRows> drawn = engine.draw_starts(wish);
    const StartRows rows = drawn ? *drawn : cluster::draw_starts(points, wish);
    std::vector<Matrix<float>> starts;
    for (const std::int32_t k : ks) {
        for (const auto& seed_rows : rows) {
            Matrix<float> start(static_cast<std::size_t>(k), points.dims());
            for (std::size_t j = 0; j < start.rows; ++j) {
                std::ranges::copy(points.values.row(static_cast<std::size_t>(seed_rows[j])), start.row(j).begin());
            }
            starts.push_back(std::move(start));
        }
    }
    return starts;
}

/// The final assignment to the stored centroids, and what follows from its exact totals.
void measure_model(Engine& engine, const PointSet& points, Model& model) {
    std::optional<ClusterTotals> without_labels = engine.total(model.centroids);
    const ClusterTotals totals =
        without_labels ? std::move(*without_labels)
                       : total_clusters(points, engine.assign(model.centroids).labels, model.centroids.rows);
    const TotalsMetrics metrics = measure_totals(totals, points.step(), points.weight_step());
    model.weights = totals.weights;
    model.empty_clusters = static_cast<std::int32_t>(std::ranges::count(totals.weights, 0));
    model.inertia = metrics.inertia;
    model.calinski_harabasz = metrics.calinski_harabasz;
    model.bic = metrics.bic;
}

}  // namespace

Sweep run_sweep(Backend& backend, const PointSet& points, const SweepSpec& spec) {
    RFMEANS_EXPECTS(!spec.ks.empty() && spec.ks.front() >= 1 && std::ranges::is_sorted(spec.ks));
    RFMEANS_EXPECTS(!spec.seeds.empty() && std::ranges::is_sorted(spec.seeds));
    RFMEANS_EXPECTS(spec.stop.max_iterations >= 1 && spec.stop.tolerance >= 0);

    const cluster::FitPoints fit(points);
    Sweep sweep{.start = spec.start, .stop = spec.stop, .device = backend.name()};
    const std::vector<std::int32_t> ks = fitting_ks(fit.points(), spec, sweep.warnings);
    const auto engine = backend.load(fit.points());
    cluster::LloydSpec lloyd{.stop = spec.stop, .progress = spec.progress};
    if (spec.stop.tolerance > 0) {
        lloyd.squared_tolerance = spec.stop.tolerance * mean_column_variance(fit.points());
    }
    sweep.models = cluster::run_lloyd(*engine, fit.points(), make_starts(*engine, fit.points(), spec, ks), lloyd);
    for (std::size_t m = 0; m < sweep.models.size(); ++m) {
        Model& model = sweep.models[m];
        model.k = ks[m / spec.seeds.size()];
        model.seed = spec.seeds[m % spec.seeds.size()];
        measure_model(*engine, fit.points(), model);
    }
    return sweep;
}

Assignment label_points(Backend& backend, const PointSet& points, const Matrix<float>& centroids) {
    return backend.load(points)->assign(centroids);
}

}  // namespace rfmeans
