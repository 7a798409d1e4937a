#include "kernels/fit_share.hpp"

#include <algorithm>
#include <limits>

#include "kernels/padding.hpp"
#include "kernels/round_kernels.hpp"

namespace rfmeans::cuda {
namespace {

constexpr int kNoLabelByte = 0xFF;

std::size_t label_bytes(GroupMethod method) {
    return method == GroupMethod::narrow ? 1 : 2;
}

}  // namespace

void GroupShape::add(std::int32_t k) {
    fits.push_back({clusters, k});
    clusters += k;
    largest_k = std::max(largest_k, k);
}

FitShare::FitShare(const PointShare& share, const GroupShape& group, std::span<const float> centroids, bool alone)
    : share_(share), group_(group) {
    share_.device.select();
    allocate(alone);
    const Stream& stream = share_.device.stream();
    const std::vector<FitStatus> status(group_.fits.size(), FitStatus{0, FitState::running, numerics::RoundEnd::none});
    upload(centroids, table_.centroids, stream);
    upload(centroids, table_.before, stream);
    upload(centroids, table_.kept, stream);  // not looked at before they are set
    upload(std::span<const FitShape>(group_.fits), shapes_.data(), stream);
    upload(std::span<const FitStatus>(status), status_.data(), stream);
    clear(totals_, stream);
    clear_labels();
    if (group_.method == GroupMethod::product) {
        products_ = ProductRounds(*share_.products.get(), share_.points.points(), table_, stream);
    }
}

std::int64_t FitShare::most_rounds_at_once() const {
    return group_.method == GroupMethod::product ? products_.most_rounds_at_once()
                                                 : std::numeric_limits<std::int64_t>::max();
}

bool FitShare::narrow(std::int64_t clusters) {
    share_.device.select();
    return group_.method == GroupMethod::product && products_.narrow(share_.points.points(), clusters);
}

void FitShare::allocate(bool alone) {
    const Stream& stream = share_.device.stream();
    const PointsOnDevice& points = share_.points;
    const std::size_t fits = group_.fits.size();
    const auto clusters = static_cast<std::size_t>(group_.clusters);
    const std::size_t coordinates = clusters * static_cast<std::size_t>(points.dims());
    shapes_ = DeviceBuffer<FitShape>(fits, stream);
    status_ = DeviceBuffer<FitStatus>(fits, stream);
    active_ = DeviceBuffer<std::int32_t>(1 + fits, stream);
    centroids_ = DeviceBuffer<float>(3 * coordinates, stream);
    if (alone) {
        totals_ = DeviceBuffer<Total>(coordinates + clusters, stream);
    } else {
        totals_ = DeviceBuffer<Total>::for_all_devices(coordinates + clusters);
        sums_ = DeviceBuffer<Total>::for_all_devices(coordinates + clusters);
    }
    if (group_.keeps_totals()) {
        labels_ = DeviceBuffer<unsigned char>(
            fits * static_cast<std::size_t>(points.points().stride) * label_bytes(group_.method), stream);
    }
    if (group_.through_tree()) {
        open_ = OpenQueues(points.tree(), static_cast<std::int64_t>(fits), group_.largest_k, stream);
    }
    table_ = {.shapes = shapes_.data(),
              .status = status_.data(),
              .active = active_.data(),
              .centroids = centroids_.data(),
              .before = centroids_.data() + coordinates,
              .kept = centroids_.data() + 2 * coordinates,
              .totals = totals_.data(),
              .sums = alone ? totals_.data() : sums_.data(),
              .fits = static_cast<std::int32_t>(fits),
              .clusters = group_.clusters,
              .largest_k = group_.largest_k};
}

KeptLabels FitShare::labels_from(std::int64_t first) const {
    const bool wide = group_.method != GroupMethod::narrow;
    const std::size_t bytes = static_cast<std::size_t>(first) * group_.fits.size() * label_bytes(group_.method);
    return {labels_.data() + bytes, wide};
}

/// Points have no label, padding keeps the first one.
void FitShare::clear_labels() const {
    if (labels_.size() == 0) {
        return;
    }
    const Stream& stream = share_.device.stream();
    const PointsOnDevice& points = share_.points;
    check(cudaMemsetAsync(labels_.data(), kNoLabelByte, labels_.size(), stream.get()), "clearing labels");
    // Only the last part has padding.
    const std::int64_t last = (points.count() - 1) / points.part() * points.part();
    const std::int64_t bytes = static_cast<std::int64_t>(label_bytes(group_.method));
    pad_columns(static_cast<unsigned char*>(labels_from(last).labels), (points.count() - last) * bytes,
                (points.points().stride - last) * bytes, group_.fits.size(), 0, stream);
}

void FitShare::activate(std::span<const std::int32_t> active) const {
    share_.device.select();
    upload(active, active_.data(), share_.device.stream());
}

void FitShare::add_points() const {
    share_.device.select();
    share_.points.for_each_part([this](const DevicePoints& part, std::int64_t first) { add_part(part, first); });
}

void FitShare::add_part(const DevicePoints& part, std::int64_t first) const {
    const Stream& stream = share_.device.stream();
    const std::int64_t multiprocessors = share_.device.multiprocessors();
    switch (group_.method) {
        case GroupMethod::tree:
        case GroupMethod::wide_tree:
            tree_round(part, share_.points.tree(), table_, open_.groups(), false, multiprocessors, stream);
            break;
        case GroupMethod::many_tree:
            many_tree_round(part, share_.points.tree(), table_, open_.groups(), false, multiprocessors, stream);
            break;
        case GroupMethod::narrow:
        case GroupMethod::wide:
            brute_round(part, table_, labels_from(first), multiprocessors, stream);
            break;
        case GroupMethod::product:
            products_.issue(part, table_, labels_from(first), stream);
            break;
        case GroupMethod::plain:
            plain_round(part, table_, false, multiprocessors, stream);
            break;
    }
}

void FitShare::end_round(const numerics::EndRules& rules) const {
    share_.device.select();
    cuda::end_round(table_, share_.points.dims(), rules, group_.keeps_totals(), open_.groups(), share_.device.stream());
}

void FitShare::fetch_status(std::span<FitStatus> status) const {
    share_.device.select();
    download(status_.data(), status, share_.device.stream());
}

StoppedFit FitShare::fetch(std::size_t f, const FitStatus& status) const {
    share_.device.select();
    const Stream& stream = share_.device.stream();
    const auto k = static_cast<std::size_t>(group_.fits[f].k);
    const auto dims = static_cast<std::size_t>(share_.points.dims());
    const auto first = static_cast<std::size_t>(group_.fits[f].first);
    StoppedFit stopped{.round = status.round, .end = fit_end_of(status.end)};
    std::vector<Total> sums(k * (dims + 1));
    stopped.job.centroids = Matrix<float>(k, dims);
    stopped.before = Matrix<float>(k, dims);
    download(table_.centroids + first * dims, std::span(stopped.job.centroids.values), stream);
    download(table_.before + first * dims, std::span(stopped.before.values), stream);
    download(table_.sums + first * (dims + 1), std::span(sums), stream);
    if (status.round > 1) {
        stopped.kept = Matrix<float>(k, dims);
        download(table_.kept + first * dims, std::span(stopped.kept.values), stream);
    }
    stream.synchronize();
    for (std::size_t j = 0; j < k; ++j) {
        const std::span<const Total> cluster = std::span(sums).subspan(j * (dims + 1), dims + 1);
        for (const Total sum : cluster.first(dims)) {
            stopped.job.sums.push_back(static_cast<std::int64_t>(sum));
        }
        stopped.job.weights.push_back(static_cast<std::int64_t>(cluster[dims]));
    }
    return stopped;
}

void FitShare::resume(std::size_t f, const FitStatus& status, const Matrix<float>& centroids) const {
    share_.device.select();
    const Stream& stream = share_.device.stream();
    const std::size_t dims = centroids.cols;
    const auto first = static_cast<std::size_t>(group_.fits[f].first);
    upload(std::span<const float>(centroids.values), table_.centroids + first * dims, stream);
    if (numerics::keeps_round(status.round)) {
        upload(std::span<const float>(centroids.values), table_.kept + first * dims, stream);
    }
    if (!group_.keeps_totals()) {
        check(cudaMemsetAsync(table_.totals + first * (dims + 1), 0, centroids.rows * (dims + 1) * sizeof(Total),
                              stream.get()),
              "clearing sums");
    }
    upload(std::span<const FitStatus>(&status, 1), table_.status + f, stream);
}

}  // namespace rfmeans::cuda
