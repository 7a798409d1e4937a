#include "cluster/host_fits.hpp"

#include <algorithm>
#include <utility>

#include "rfmeans/error.hpp"

namespace rfmeans::cluster {

std::vector<Checkpoint> checkpoints_of(const std::vector<Matrix<float>>& starts) {
    std::vector<Checkpoint> checkpoints;
    checkpoints.reserve(starts.size());
    for (const Matrix<float>& start : starts) {
        checkpoints.push_back({.fit = checkpoints.size(), .centroids = start});
    }
    return checkpoints;
}

void pass_round(Checkpoint& checkpoint, Matrix<float> centroids) {
    checkpoint.centroids = std::move(centroids);
    if (numerics::keeps_round(checkpoint.round)) {
        checkpoint.kept = checkpoint.centroids;
    }
}

std::optional<FitEnd> decide_end(const StoppedFit& fit, const numerics::EndRules& rules) {
    const Matrix<float>& after = fit.job.centroids;
    return fit_end_of(numerics::decide_end(
        same_bits(after, fit.before), !fit.kept.values.empty() && same_bits(after, fit.kept), fit.round, rules, [&] {
            return numerics::squared_shift(fit.before.values.data(), after.values.data(),
                                           static_cast<std::int64_t>(after.values.size()));
        }));
}

HostFits::HostFits(Engine& engine, std::vector<Checkpoint> checkpoints, const numerics::EndRules& rules)
    : engine_(engine), rules_(rules) {
    fits_.reserve(checkpoints.size());
    for (Checkpoint& checkpoint : checkpoints) {
        fits_.push_back({.at = std::move(checkpoint), .state = {}});
    }
}

std::vector<StoppedFit> HostFits::advance() {
    std::erase_if(fits_, [](const Fit& fit) { return fit.stopped; });
    if (fits_.empty()) {
        return {};
    }
    std::vector<RoundJob> jobs;
    jobs.reserve(fits_.size());
    for (Fit& fit : fits_) {
        jobs.push_back({.centroids = fit.at.centroids, .sums = {}, .weights = {}, .state = std::move(fit.state)});
    }
    engine_.round(jobs);

    std::vector<StoppedFit> stopped;
    for (std::size_t f = 0; f < fits_.size(); ++f) {
        Fit& fit = fits_[f];
        fit.state = std::move(jobs[f].state);
        ++fit.at.round;
        StoppedFit now{.fit = fit.at.fit,
                       .round = fit.at.round,
                       .end = std::nullopt,
                       .job = std::move(jobs[f]),
                       .before = std::move(fit.at.centroids),
                       .kept = std::move(fit.at.kept)};
        const bool empty = std::ranges::find(now.job.weights, 0) != now.job.weights.end();
        if (!empty) {
            now.end = decide_end(now, rules_);
        }
        fit.stopped = empty || now.end;
        if (!fit.stopped) {
            fit.at.kept = std::move(now.kept);
            pass_round(fit.at, std::move(now.job.centroids));
            continue;
        }
        if (empty) {
            fit.at.kept = now.kept;
        }
        stopped.push_back(std::move(now));
    }
    return stopped;
}

void HostFits::resume(std::size_t fit, const Matrix<float>& centroids) {
    const auto resumed = std::ranges::find_if(fits_, [fit](const Fit& other) { return other.at.fit == fit; });
    RFMEANS_EXPECTS(resumed != fits_.end() && resumed->stopped);
    pass_round(resumed->at, centroids);
    resumed->stopped = false;
}

}  // namespace rfmeans::cluster
