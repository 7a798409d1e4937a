#include "kernels/split_points.hpp"

#include <algorithm>

namespace rfmeans::cuda {
namespace {

/// Few points are scored sooner than they are sorted.
bool wants_tree(std::size_t points, RoundMethod method) {
    constexpr std::size_t kFewPoints = 16'384;
    return method == RoundMethod::tree || (method == RoundMethod::automatic && points > kFewPoints);
}

}  // namespace

SplitPoints::SplitPoints(std::span<const int> indices, RoundMethod method, const PointSet& points) {
    const PointRows rows = all_rows(points);
    for (std::size_t d = 0; d < indices.size(); ++d) {
        const std::size_t first = rows.points * d / indices.size();
        const std::size_t end = rows.points * (d + 1) / indices.size();
        shares_.push_back(std::make_unique<PointShare>(indices[d], rows.part(first, end - first), first,
                                                       wants_tree(rows.points, method)));
    }
    if (streamed()) {
        registered_values_.emplace(std::as_bytes(rows.values));
        registered_weights_.emplace(std::as_bytes(rows.weights));
    }
    if (!on_one_device()) {
        exchange_ = make_exchange(devices());
    }
}

std::vector<const Device*> SplitPoints::devices() const {
    std::vector<const Device*> devices;
    for (const auto& share : shares_) {
        devices.push_back(&share->device);
    }
    return devices;
}

std::size_t SplitPoints::count() const {
    return shares_.back()->first_row + static_cast<std::size_t>(shares_.back()->points.count());
}

bool SplitPoints::streamed() const {
    return std::ranges::any_of(shares_, [](const auto& share) { return share->points.streamed(); });
}

bool SplitPoints::find_products(std::span<const Matrix<float>> starts, RoundMethod method) const {
    return !streamed() && std::ranges::all_of(shares_, [&](const auto& share) {
        share->device.select();
        return share->products.serve(share->points.points(), starts, method, share->device.stream());
    });
}

bool SplitPoints::has_trees() const {
    return std::ranges::all_of(shares_, [](const auto& share) { return share->points.tree().count > 0; });
}

}  // namespace rfmeans::cuda
