#include "cluster/lloyd.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "cluster/empty_clusters.hpp"
#include "rfmeans/numerics/fit_end.hpp"

namespace rfmeans::cluster {
namespace {

/// What a running fit remembers between rounds.
struct Fit {
    std::size_t model;     ///< index into the result
    Matrix<float> before;  ///< centroids the round started from
    Matrix<float> kept;    ///< centroids after the last round that is a power of two; empty before the first
};

/// Why the fit ends after this round, if it does. The order of the questions is part of the contract.
std::optional<FitEnd> decide_end(const Fit& fit, const RoundJob& job, std::int64_t round, const LloydSpec& spec) {
    if (same_bits(job.centroids, fit.before)) {
        return FitEnd::converged;
    }
    if (!fit.kept.values.empty() && same_bits(job.centroids, fit.kept)) {
        return FitEnd::cycled;
    }
    if (spec.stop.tolerance > 0 &&
        numerics::squared_shift(fit.before.values, job.centroids.values) <= spec.squared_tolerance) {
        return FitEnd::tolerance;
    }
    if (round >= spec.stop.max_iterations) {
        return FitEnd::limit;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Model> run_lloyd(Engine& engine, const PointSet& points, std::vector<Matrix<float>> starts,
                             const LloydSpec& spec) {
    std::vector<Model> models(starts.size());
    std::vector<RoundJob> jobs(starts.size());
    std::vector<Fit> fits(starts.size());
    for (std::size_t m = 0; m < starts.size(); ++m) {
        jobs[m].centroids = std::move(starts[m]);
        fits[m].model = m;
    }
    for (std::int64_t round = 1; !jobs.empty(); ++round) {
        for (std::size_t f = 0; f < fits.size(); ++f) {
            fits[f].before = jobs[f].centroids;
        }
        engine.round(jobs);

        std::size_t running = 0;
        for (std::size_t f = 0; f < fits.size(); ++f) {
            RoundJob& job = jobs[f];
            Model& model = models[fits[f].model];
            if (std::ranges::find(job.weights, 0) != job.weights.end()) {
                Assignment assignment = engine.assign(fits[f].before);
                model.relocations += refill_empty_clusters(points, assignment, job);
            }
            if (const auto end = decide_end(fits[f], job, round, spec)) {
                model.end = *end;
                model.iterations = round;
                model.centroids = std::move(job.centroids);
                if (spec.on_end) {
                    spec.on_end(fits[f].model, model);
                }
                continue;
            }
            if (numerics::keeps_round(static_cast<std::size_t>(round))) {
                fits[f].kept = job.centroids;
            }
            if (running != f) {
                jobs[running] = std::move(jobs[f]);
                fits[running] = std::move(fits[f]);
            }
            ++running;
        }
        jobs.resize(running);
        fits.resize(running);
        if (spec.progress) {
            spec.progress(models.size() - running, models.size());
        }
    }
    return models;
}

}  // namespace rfmeans::cluster
