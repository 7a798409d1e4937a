#include "cluster/fallback_fits.hpp"

#include <utility>

#include "rfmeans/error.hpp"

namespace rfmeans::cluster {

FallbackFits::FallbackFits(DeviceSwitch& device_switch, Started first, std::function<Engine&()> second,
                           const numerics::EndRules& rules)
    : switch_(device_switch),
      engine_(std::move(first.engine)),
      fits_(std::move(first.fits)),
      second_(std::move(second)),
      rules_(rules) {
    for (Checkpoint& checkpoint : first.checkpoints) {
        running_.emplace(checkpoint.fit, std::move(checkpoint));
    }
}

std::vector<StoppedFit> FallbackFits::advance() {
    if (!host_) {
        waiting_.clear();
        std::vector<StoppedFit> stopped;
        if (switch_.try_first([&] { stopped = fits_->advance(); })) {
            for (const StoppedFit& fit : stopped) {
                note_stopped(fit);
            }
            return stopped;
        }
        go_over();
    }
    return host_->advance();
}

void FallbackFits::resume(std::size_t fit, const Matrix<float>& centroids) {
    if (host_) {
        host_->resume(fit, centroids);
        return;
    }
    auto resumed = waiting_.extract(fit);
    RFMEANS_EXPECTS(!resumed.empty());
    pass_round(resumed.mapped(), centroids);
    running_.insert(std::move(resumed));
    // Where this fails, the next advance goes over.
    static_cast<void>(switch_.try_first([&] { fits_->resume(fit, centroids); }));
}

void FallbackFits::note_stopped(const StoppedFit& fit) {
    auto stopped = running_.extract(fit.fit);
    if (!fit.end) {
        stopped.mapped().round = fit.round;
        stopped.mapped().kept = fit.kept;
        waiting_.insert(std::move(stopped));
    }
}

void FallbackFits::go_over() {
    fits_.reset();
    engine_.reset();
    std::vector<Checkpoint> checkpoints;
    checkpoints.reserve(running_.size());
    for (auto& [fit, checkpoint] : running_) {
        checkpoints.push_back(std::move(checkpoint));
    }
    running_.clear();
    host_.emplace(second_(), std::move(checkpoints), rules_);
}

}  // namespace rfmeans::cluster
