// The points of an engine, shared out among its devices.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kernels/point_share.hpp"
#include "kernels/totals_exchange.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cuda {

/// Each device has rows next to each other, as many as another. The points must outlive it.
class SplitPoints {
public:
    /// Throws OutOfDeviceMemory where a device has not even room to stream its rows.
    SplitPoints(std::span<const int> indices, RoundMethod method, const PointSet& points);

    [[nodiscard]] std::span<const std::unique_ptr<PointShare>> shares() const { return shares_; }
    [[nodiscard]] const PointShare& first() const { return *shares_.front(); }
    [[nodiscard]] std::vector<const Device*> devices() const;
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] int dims() const { return first().points.dims(); }
    [[nodiscard]] bool on_one_device() const { return shares_.size() == 1; }

    /// Whether a device does not hold its points.
    [[nodiscard]] bool streamed() const;
    /// Whether every device has a tree.
    [[nodiscard]] bool has_trees() const;

    /// Whether rounds of these starts go by products on every device.
    [[nodiscard]] bool find_products(std::span<const Matrix<float>> starts, RoundMethod method) const;

    /// How sums of several devices are added; not for one.
    [[nodiscard]] TotalsExchange& exchange() const { return *exchange_; }

private:
    // Where a device streams.
    std::optional<RegisteredMemory> registered_values_;
    std::optional<RegisteredMemory> registered_weights_;
    std::vector<std::unique_ptr<PointShare>> shares_;
    std::unique_ptr<TotalsExchange> exchange_;
};

}  // namespace rfmeans::cuda
