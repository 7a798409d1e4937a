#include "cluster/lloyd.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cluster/empty_clusters.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/numerics/fit_end.hpp"

namespace rfmeans::cluster {
namespace {

/// What a running fit remembers between rounds.
struct Fit {
    std::size_t model;     ///< index into the result
    Matrix<float> before;  ///< centroids the round started from
    Matrix<float> kept;    ///< centroids after the last round that is a power of two; empty before the first
};

std::optional<FitEnd> decide_end(const Matrix<float>& before, const Matrix<float>& kept, const Matrix<float>& after,
                                 std::int64_t round, const numerics::EndRules& rules) {
    return fit_end_of(numerics::decide_end(
        same_bits(after, before), !kept.values.empty() && same_bits(after, kept), round, rules, [&] {
            return numerics::squared_shift(before.values.data(), after.values.data(),
                                           static_cast<std::int64_t>(after.values.size()));
        }));
}

/// The fits of one call and what has become of them.
class Fits {
public:
    Fits(Engine& engine, const PointSet& points, std::size_t fits, const LloydSpec& spec)
        : engine_(engine), points_(points), spec_(spec), models_(fits) {}

    /// Applies the rule for empty clusters to what a round from `before` gave, if there are any.
    void refill(std::size_t fit, const Matrix<float>& before, RoundJob& job) {
        if (std::ranges::find(job.weights, 0) != job.weights.end()) {
            Assignment assignment = engine_.assign(before);
            models_[fit].relocations += refill_empty_clusters(points_, assignment, job);
        }
    }

    void end(std::size_t fit, FitEnd end, std::int64_t round, Matrix<float> centroids) {
        Model& model = models_[fit];
        model.end = end;
        model.iterations = round;
        model.centroids = std::move(centroids);
        if (spec_.on_end) {
            spec_.on_end(fit, model);
        }
        ++ended_;
    }

    [[nodiscard]] bool running() const { return ended_ < models_.size(); }

    void tell_progress() const {
        if (spec_.progress) {
            spec_.progress(ended_, models_.size());
        }
    }

    [[nodiscard]] std::vector<Model> take() { return std::move(models_); }

private:
    Engine& engine_;
    const PointSet& points_;
    const LloydSpec& spec_;
    std::vector<Model> models_;
    std::size_t ended_ = 0;
};

/// The device does the rounds and stops fits by itself; what is left are empty clusters.
void run_on_device(DeviceFits& running, Fits& fits, const LloydSpec& spec) {
    while (fits.running()) {
        for (StoppedFit& fit : running.advance()) {
            if (!fit.end) {
                fits.refill(fit.fit, fit.before, fit.job);
                fit.end = decide_end(fit.before, fit.kept, fit.job.centroids, fit.round, spec.rules);
                if (!fit.end) {
                    running.resume(fit.fit, fit.job.centroids);
                    continue;
                }
            }
            fits.end(fit.fit, *fit.end, fit.round, std::move(fit.job.centroids));
        }
        fits.tell_progress();
    }
}

/// The engine does one round at a time.
void run_on_host(Engine& engine, std::vector<Matrix<float>> starts, Fits& fits, const LloydSpec& spec) {
    std::vector<RoundJob> jobs(starts.size());
    std::vector<Fit> running(starts.size());
    for (std::size_t m = 0; m < starts.size(); ++m) {
        jobs[m].centroids = std::move(starts[m]);
        running[m].model = m;
    }
    for (std::int64_t round = 1; !jobs.empty(); ++round) {
        for (std::size_t f = 0; f < running.size(); ++f) {
            running[f].before = jobs[f].centroids;
        }
        engine.round(jobs);

        std::size_t left = 0;
        for (std::size_t f = 0; f < running.size(); ++f) {
            Fit& fit = running[f];
            RoundJob& job = jobs[f];
            fits.refill(fit.model, fit.before, job);
            if (const auto end = decide_end(fit.before, fit.kept, job.centroids, round, spec.rules)) {
                fits.end(fit.model, *end, round, std::move(job.centroids));
                continue;
            }
            if (numerics::keeps_round(round)) {
                fit.kept = job.centroids;
            }
            if (left != f) {
                jobs[left] = std::move(jobs[f]);
                running[left] = std::move(running[f]);
            }
            ++left;
        }
        jobs.resize(left);
        running.resize(left);
        fits.tell_progress();
    }
}

}  // namespace

std::vector<Model> run_lloyd(Engine& engine, const PointSet& points, std::vector<Matrix<float>> starts,
                             const LloydSpec& spec) {
    Fits fits(engine, points, starts.size(), spec);
    if (const auto running = engine.start_fits(starts, spec.rules)) {
        run_on_device(*running, fits, spec);
    } else {
        run_on_host(engine, std::move(starts), fits, spec);
    }
    return fits.take();
}

}  // namespace rfmeans::cluster
