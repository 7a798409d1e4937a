#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

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

/// Which model: ascending by k, then seed.
using ModelKey = std::pair<std::int32_t, std::uint64_t>;

ModelKey key_of(const Model& model) {
    return {model.k, model.seed};
}

/// Every (k, seed) that is asked for and not finished, ascending.
std::vector<ModelKey> missing_models(const std::vector<std::int32_t>& ks, const SweepSpec& spec) {
    std::set<ModelKey> finished;
    for (const Model& model : spec.finished) {
        RFMEANS_EXPECTS(model.centroids.rows == static_cast<std::size_t>(model.k));
        RFMEANS_EXPECTS(finished.insert(key_of(model)).second);
    }
    std::vector<ModelKey> missing;
    for (const std::int32_t k : ks) {
        for (const std::uint64_t seed : spec.seeds) {
            if (!finished.contains({k, seed})) {
                missing.emplace_back(k, seed);
            }
        }
    }
    return missing;
}

void check_start_centroids(const PointSet& points, const SweepSpec& spec, const std::vector<std::int32_t>& ks) {
    RFMEANS_EXPECTS(spec.start_centroids && spec.seeds.size() == 1 && ks.size() == 1);
    RFMEANS_EXPECTS(spec.start_centroids->rows == static_cast<std::size_t>(ks.front()));
    RFMEANS_EXPECTS(spec.start_centroids->cols == points.dims());
    if (!std::ranges::all_of(spec.start_centroids->values, [](float value) { return std::isfinite(value); })) {
        throw Error(
            Failure::content,
            "the starting centroids hold a value that is not finite (distances to it have no order). Correct it");
    }
}

/// Starting centroids of the models to fit, one or more. The starts of a seed are nested, so it makes no difference
/// which other k are fitted (numerics/README.md, rule 5).
std::vector<Matrix<float>> make_starts(Engine& engine, const PointSet& points, const SweepSpec& spec,
                                       const std::vector<ModelKey>& models) {
    if (spec.start == StartRule::file) {
        return {*spec.start_centroids};
    }
    std::set<std::uint64_t> seed_set;
    for (const auto& [k, seed] : models) {
        seed_set.insert(seed);
    }
    const std::vector<std::uint64_t> seeds(seed_set.begin(), seed_set.end());
    const StartWish wish{.rule = spec.start, .k_max = models.back().first, .seeds = seeds};
    const std::optional<StartRows> drawn = engine.draw_starts(wish);
    const StartRows rows = drawn ? *drawn : cluster::draw_starts(points, wish);
    std::vector<Matrix<float>> starts;
    starts.reserve(models.size());
    for (const auto& [k, seed] : models) {
        const auto place = std::ranges::lower_bound(seeds, seed) - seeds.begin();
        const std::vector<std::int64_t>& seed_rows = rows[static_cast<std::size_t>(place)];
        Matrix<float> start(static_cast<std::size_t>(k), points.dims());
        for (std::size_t j = 0; j < start.rows; ++j) {
            std::ranges::copy(points.values.row(static_cast<std::size_t>(seed_rows[j])), start.row(j).begin());
        }
        starts.push_back(std::move(start));
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

std::vector<Model> fit_missing(Engine& engine, const PointSet& points, const SweepSpec& spec,
                               const std::vector<ModelKey>& missing) {
    const std::size_t taken_over = spec.finished.size();
    cluster::LloydSpec lloyd{.rules = {.max_iterations = spec.stop.max_iterations}};
    if (spec.progress) {
        lloyd.progress = [&](std::size_t done, std::size_t all) { spec.progress(taken_over + done, taken_over + all); };
    }
    lloyd.on_end = [&](std::size_t fit, Model& model) {
        std::tie(model.k, model.seed) = missing[fit];
        measure_model(engine, points, model);
        if (spec.on_finished) {
            spec.on_finished(model);
        }
    };
    if (spec.stop.tolerance > 0) {
        lloyd.rules.squared_tolerance = spec.stop.tolerance * mean_column_variance(points);
        lloyd.rules.tolerant = true;
    }
    std::vector<Matrix<float>> starts = make_starts(engine, points, spec, missing);
    if (lloyd.progress) {
        lloyd.progress(0, missing.size());
    }
    return cluster::run_lloyd(engine, points, std::move(starts), lloyd);
}

}  // namespace

Sweep run_sweep(LoadedPoints& points, const SweepSpec& spec) {
    RFMEANS_EXPECTS(!spec.ks.empty() && spec.ks.front() >= 1 && std::ranges::is_sorted(spec.ks));
    RFMEANS_EXPECTS(!spec.seeds.empty() && std::ranges::is_sorted(spec.seeds));
    RFMEANS_EXPECTS(spec.stop.max_iterations >= 1 && spec.stop.tolerance >= 0);

    const cluster::FitPoints fit(points.points());
    Sweep sweep{.start = spec.start, .stop = spec.stop};
    const std::vector<std::int32_t> ks = fitting_ks(fit.points(), spec, sweep.warnings);
    if (spec.start == StartRule::file) {
        check_start_centroids(fit.points(), spec, ks);
    }
    const std::vector<ModelKey> missing = missing_models(ks, spec);
    sweep.models = spec.finished;
    if (!missing.empty()) {
        // Points of weight 0 want their labels afterwards, but have no part in the fit: two sets then.
        const std::unique_ptr<Engine> without_them =
            fit.some_left_out() ? points.backend().load(fit.points()) : nullptr;
        Engine& engine = without_them ? *without_them : points.engine();
        std::ranges::move(fit_missing(engine, fit.points(), spec, missing), std::back_inserter(sweep.models));
    }
    std::ranges::sort(sweep.models, {}, key_of);
    sweep.device = points.device();  // now, as it may have failed and another one gone on
    return sweep;
}

Sweep run_sweep(Backend& backend, const PointSet& points, const SweepSpec& spec) {
    LoadedPoints loaded(backend, points);
    return run_sweep(loaded, spec);
}

Assignment label_points(LoadedPoints& points, const Matrix<float>& centroids) {
    return points.engine().assign(centroids);
}

Assignment label_points(Backend& backend, const PointSet& points, const Matrix<float>& centroids) {
    return backend.load(points)->assign(centroids);
}

}  // namespace rfmeans
