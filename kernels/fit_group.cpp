#include "kernels/fit_group.hpp"

#include <algorithm>

#include "kernels/round_kernels.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cuda {
namespace {

/// Rounds between two looks of the host. More make fewer waits, and more idle rounds after the end.
constexpr std::int64_t kRoundsAtOnce = 16;

constexpr int kNoLabelByte = 0xFF;

}  // namespace

FitGroup::FitGroup(const PointsOnDevice& points, std::span<const Start> starts, GroupMethod method,
                   const PointProducts* products, const numerics::EndRules& rules, std::int64_t multiprocessors,
                   const Stream& stream)
    : points_(points),
      method_(method),
      rules_(rules),
      multiprocessors_(multiprocessors),
      stream_(stream),
      rounds_at_once_(std::min(kRoundsAtOnce, rules.max_iterations)) {
    active_.push_back(static_cast<std::int32_t>(starts.size()));
    for (const Start& start : starts) {
        const auto k = static_cast<std::int32_t>(start.centroids.rows);
        active_.push_back(table_.fits);
        fits_.push_back(start.fit);
        shapes_.push_back({table_.clusters, k});
        ++table_.fits;
        table_.clusters += k;
        table_.largest_k = std::max(table_.largest_k, k);
    }
    allocate();
    upload_starts(starts);
    if (method_ == GroupMethod::product) {
        products_ = ProductRounds(*products, points_.points(), table_, stream_);
        rounds_at_once_ = std::min(rounds_at_once_, products_.most_rounds_at_once());
    }
    capture_rounds();
}

void FitGroup::capture_rounds() {
    graph_.capture(stream_, [&] {
        for (std::int64_t round = 0; round < rounds_at_once_; ++round) {
            issue_round();
        }
    });
}

void FitGroup::allocate() {
    const DevicePoints& points = points_.points();
    const auto fits = static_cast<std::size_t>(table_.fits);
    const auto coordinates = static_cast<std::size_t>(table_.clusters) * static_cast<std::size_t>(points.dims);
    device_shapes_ = DeviceBuffer<FitShape>(fits);
    device_status_ = DeviceBuffer<FitStatus>(fits);
    device_active_ = DeviceBuffer<std::int32_t>(1 + fits);
    centroids_ = DeviceBuffer<float>(3 * coordinates);
    totals_ = DeviceBuffer<Total>(coordinates + static_cast<std::size_t>(table_.clusters));
    status_ = PinnedBuffer<FitStatus>(fits);
    table_.shapes = device_shapes_.data();
    table_.status = device_status_.data();
    table_.active = device_active_.data();
    table_.centroids = centroids_.data();
    table_.before = centroids_.data() + coordinates;
    table_.kept = centroids_.data() + 2 * coordinates;
    table_.totals = totals_.data();
    if (keeps_totals()) {
        kept_labels_.wide = method_ != GroupMethod::narrow;
        labels_ =
            DeviceBuffer<unsigned char>(fits * static_cast<std::size_t>(points.stride) * (kept_labels_.wide ? 2 : 1));
        kept_labels_.labels = labels_.data();
    }
    if (through_tree()) {
        open_ = OpenQueues(points_.tree(), table_.fits, stream_);
    }
}

void FitGroup::upload_starts(std::span<const Start> starts) {
    std::vector<float> centroids;
    for (const Start& start : starts) {
        centroids.insert(centroids.end(), start.centroids.values.begin(), start.centroids.values.end());
    }
    std::vector<FitStatus> status(starts.size(), FitStatus{0, FitState::running, numerics::RoundEnd::none});
    upload(std::span<const float>(centroids), table_.centroids, stream_);
    upload(std::span<const float>(centroids), table_.before, stream_);
    upload(std::span<const float>(centroids), table_.kept, stream_);  // not looked at before they are set
    upload(std::span<const FitShape>(shapes_), device_shapes_.data(), stream_);
    upload(std::span<const FitStatus>(status), device_status_.data(), stream_);
    clear(totals_, stream_);
    if (keeps_totals()) {
        const DevicePoints& points = points_.points();
        const std::size_t bytes = kept_labels_.wide ? 2 : 1;
        const auto padding = static_cast<std::size_t>(points.stride - points.points) * bytes;
        const std::size_t pitch = static_cast<std::size_t>(points.stride) * bytes;
        check(cudaMemsetAsync(labels_.data(), kNoLabelByte, labels_.size(), stream_.get()), "clearing labels");
        if (padding > 0) {
            check(cudaMemset2DAsync(labels_.data() + pitch - padding, pitch, 0, padding, starts.size(), stream_.get()),
                  "clearing labels");
        }
    }
}

void FitGroup::issue_round() const {
    const DevicePoints& points = points_.points();
    switch (method_) {
        case GroupMethod::tree:
        case GroupMethod::wide_tree:
            tree_round(points, points_.tree(), table_, open_.groups(), false, multiprocessors_, stream_);
            break;
        case GroupMethod::narrow:
        case GroupMethod::wide:
            brute_round(points, table_, kept_labels_, multiprocessors_, stream_);
            break;
        case GroupMethod::product:
            products_.issue(points, table_, kept_labels_, stream_);
            break;
        case GroupMethod::plain:
            plain_round(points, table_, false, multiprocessors_, stream_);
            break;
    }
    const int levels = through_tree() ? points_.tree().count : 0;
    end_round(table_, points.dims, rules_, keeps_totals(), open_.groups(), levels, stream_);
}

std::vector<StoppedFit> FitGroup::advance() {
    if (method_ == GroupMethod::product) {
        std::int64_t clusters = 0;
        for (const std::int32_t f : std::span(active_).subspan(1)) {
            clusters += shapes_[static_cast<std::size_t>(f)].k;
        }
        if (products_.narrow(points_.points(), clusters)) {
            capture_rounds();
        }
    }
    upload(std::span<const std::int32_t>(active_), device_active_.data(), stream_);
    graph_.launch(stream_);
    download(device_status_.data(), status_.values(), stream_);
    stream_.synchronize();
    std::vector<StoppedFit> stopped;
    std::vector<std::int32_t> still_active(1);
    for (std::size_t a = 1; a < active_.size(); ++a) {
        const auto f = static_cast<std::size_t>(active_[a]);
        if (status_.values()[f].state == FitState::running) {
            still_active.push_back(active_[a]);
        } else {
            stopped.push_back(fetch(f));
        }
    }
    still_active[0] = static_cast<std::int32_t>(still_active.size() - 1);
    active_ = std::move(still_active);
    return stopped;
}

StoppedFit FitGroup::fetch(std::size_t f) const {
    const FitStatus& status = status_.values()[f];
    const auto k = static_cast<std::size_t>(shapes_[f].k);
    const auto dims = static_cast<std::size_t>(points_.points().dims);
    const std::size_t first = static_cast<std::size_t>(shapes_[f].first);
    StoppedFit stopped{.fit = fits_[f], .round = status.round, .end = fit_end_of(status.end)};
    std::vector<Total> totals(k * (dims + 1));
    stopped.job.centroids = Matrix<float>(k, dims);
    stopped.before = Matrix<float>(k, dims);
    download(table_.centroids + first * dims, std::span(stopped.job.centroids.values), stream_);
    download(table_.before + first * dims, std::span(stopped.before.values), stream_);
    download(table_.totals + first * (dims + 1), std::span(totals), stream_);
    if (status.round > 1) {
        stopped.kept = Matrix<float>(k, dims);
        download(table_.kept + first * dims, std::span(stopped.kept.values), stream_);
    }
    stream_.synchronize();
    for (std::size_t j = 0; j < k; ++j) {
        const std::span<const Total> cluster = std::span(totals).subspan(j * (dims + 1), dims + 1);
        for (const Total sum : cluster.first(dims)) {
            stopped.job.sums.push_back(static_cast<std::int64_t>(sum));
        }
        stopped.job.weights.push_back(static_cast<std::int64_t>(cluster[dims]));
    }
    return stopped;
}

void FitGroup::resume(std::size_t fit, const Matrix<float>& centroids) {
    const auto f = static_cast<std::size_t>(std::ranges::find(fits_, fit) - fits_.begin());
    RFMEANS_EXPECTS(f < fits_.size());
    FitStatus& status = status_.values()[f];
    const auto dims = static_cast<std::size_t>(points_.points().dims);
    const std::size_t first = static_cast<std::size_t>(shapes_[f].first);
    upload(std::span<const float>(centroids.values), table_.centroids + first * dims, stream_);
    if (numerics::keeps_round(status.round)) {
        upload(std::span<const float>(centroids.values), table_.kept + first * dims, stream_);
    }
    if (!keeps_totals()) {
        check(cudaMemsetAsync(table_.totals + first * (dims + 1), 0, centroids.rows * (dims + 1) * sizeof(Total),
                              stream_.get()),
              "clearing sums");
    }
    status.state = FitState::running;
    upload(std::span<const FitStatus>(&status, 1), table_.status + f, stream_);
    active_.push_back(static_cast<std::int32_t>(f));
    ++active_[0];
}

}  // namespace rfmeans::cuda
