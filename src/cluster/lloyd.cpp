#include "cluster/lloyd.hpp"

#include <memory>
#include <utility>

#include "cluster/empty_clusters.hpp"
#include "cluster/host_fits.hpp"

namespace rfmeans::cluster {
namespace {

/// The fits of one call and what has become of them.
class Fits {
public:
    Fits(Engine& engine, const PointSet& points, std::size_t fits, const LloydSpec& spec)
        : engine_(engine), points_(points), spec_(spec), models_(fits) {}

    /// Applies the rule for empty clusters to what the fit's last round gave.
    void refill(StoppedFit& fit) {
        Assignment assignment = engine_.assign(fit.before);
        models_[fit.fit].relocations += refill_empty_clusters(points_, assignment, fit.job);
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

}  // namespace

std::vector<Model> run_lloyd(Engine& engine, const PointSet& points, std::vector<Matrix<float>> starts,
                             const LloydSpec& spec) {
    Fits fits(engine, points, starts.size(), spec);
    std::unique_ptr<DeviceFits> running = engine.start_fits(starts, spec.rules);
    if (!running) {
        running = std::make_unique<HostFits>(engine, checkpoints_of(starts), spec.rules);
    }
    while (fits.running()) {
        for (StoppedFit& fit : running->advance()) {
            if (!fit.end) {
                fits.refill(fit);
                fit.end = decide_end(fit, spec.rules);
                if (!fit.end) {
                    running->resume(fit.fit, fit.job.centroids);
                    continue;
                }
            }
            fits.end(fit.fit, *fit.end, fit.round, std::move(fit.job.centroids));
        }
        fits.tell_progress();
    }
    return fits.take();
}

}  // namespace rfmeans::cluster
