#include "kernels/fit_group.hpp"

#include <algorithm>

#include "rfmeans/error.hpp"

namespace rfmeans::cuda {
namespace {

/// Rounds between two looks of the host. More make fewer waits, and more idle rounds after the end.
constexpr std::int64_t kRoundsAtOnce = 16;

}  // namespace

FitGroup::FitGroup(const SplitPoints& points, std::span<const Start> starts, GroupMethod method,
                   const numerics::EndRules& rules)
    : points_(points),
      rules_(rules),
      // An idle round would copy streamed points all the same.
      rounds_at_once_(points.streamed() ? 1 : std::min(kRoundsAtOnce, rules.max_iterations)),
      captures_(points.on_one_device() && !points.streamed()) {
    shape_.method = method;
    active_.push_back(static_cast<std::int32_t>(starts.size()));
    std::vector<float> centroids;
    for (const Start& start : starts) {
        active_.push_back(static_cast<std::int32_t>(fits_.size()));
        fits_.push_back(start.fit);
        shape_.add(static_cast<std::int32_t>(start.centroids.rows));
        centroids.insert(centroids.end(), start.centroids.values.begin(), start.centroids.values.end());
    }
    status_ = PinnedBuffer<FitStatus>(fits_.size());
    for (const auto& share : points.shares()) {
        shares_.push_back(std::make_unique<FitShare>(*share, shape_, centroids, points.on_one_device()));
    }
    if (!points.on_one_device()) {
        points.exchange().reserve(static_cast<std::size_t>(shape_.clusters) *
                                  static_cast<std::size_t>(points.dims() + 1));
    }
    for (const auto& share : shares_) {
        rounds_at_once_ = std::min(rounds_at_once_, share->most_rounds_at_once());
    }
    if (captures_) {
        capture_rounds();
    }
}

void FitGroup::capture_rounds() {
    graph_.capture(points_.first().device.stream(), [&] {
        for (std::int64_t round = 0; round < rounds_at_once_; ++round) {
            issue_round();
        }
    });
}

/// Products are made of the clusters of all fits of a group, until much fewer are left.
void FitGroup::narrow_products() {
    std::int64_t clusters = 0;
    for (const std::int32_t f : std::span(active_).subspan(1)) {
        clusters += shape_.fits[static_cast<std::size_t>(f)].k;
    }
    bool narrowed = false;
    for (const auto& share : shares_) {
        narrowed = share->narrow(clusters) || narrowed;
    }
    if (captures_ && narrowed) {
        capture_rounds();
    }
}

void FitGroup::issue_round() {
    for (const auto& share : shares_) {
        share->add_points();
    }
    if (!points_.on_one_device()) {
        std::vector<ExchangedTotals> totals;
        for (const auto& share : shares_) {
            totals.push_back(share->totals());
        }
        points_.exchange().add_up(
            totals, static_cast<std::size_t>(shape_.clusters) * static_cast<std::size_t>(points_.dims() + 1));
    }
    for (const auto& share : shares_) {
        share->end_round(rules_);
    }
}

/// All devices decide the same, so the host looks at the first.
std::vector<StoppedFit> FitGroup::advance() {
    if (shape_.method == GroupMethod::product) {
        narrow_products();
    }
    for (const auto& share : shares_) {
        share->activate(active_);
    }
    if (captures_) {
        graph_.launch(points_.first().device.stream());
    } else {
        for (std::int64_t round = 0; round < rounds_at_once_; ++round) {
            issue_round();
        }
    }
    shares_.front()->fetch_status(status_.values());
    for (const auto& share : points_.shares()) {
        share->device.stream().synchronize();
    }
    std::vector<StoppedFit> stopped;
    std::vector<std::int32_t> still_active(1);
    for (std::size_t a = 1; a < active_.size(); ++a) {
        const auto f = static_cast<std::size_t>(active_[a]);
        const FitStatus& status = status_.values()[f];
        if (status.state == FitState::running) {
            still_active.push_back(active_[a]);
        } else {
            stopped.push_back(shares_.front()->fetch(f, status));
            stopped.back().fit = fits_[f];
        }
    }
    still_active[0] = static_cast<std::int32_t>(still_active.size() - 1);
    active_ = std::move(still_active);
    return stopped;
}

void FitGroup::resume(std::size_t fit, const Matrix<float>& centroids) {
    const auto f = static_cast<std::size_t>(std::ranges::find(fits_, fit) - fits_.begin());
    RFMEANS_EXPECTS(f < fits_.size());
    FitStatus& status = status_.values()[f];
    status.state = FitState::running;
    for (const auto& share : shares_) {
        share->resume(f, status, centroids);
    }
    active_.push_back(static_cast<std::int32_t>(f));
    ++active_[0];
}

}  // namespace rfmeans::cuda
