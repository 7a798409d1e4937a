// What one device has of the fits of a group: their centroids, as every device has them, and the sums of its own
// points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/fit_table.hpp"
#include "kernels/open_queues.hpp"
#include "kernels/point_share.hpp"
#include "kernels/product_rounds.hpp"
#include "kernels/totals_exchange.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// How the rounds of a group go. The sums are the same.
enum class GroupMethod {
    tree,       ///< through the tree of tiles
    wide_tree,  ///< the same for more than 32 clusters
    many_tree,  ///< the same for more than 64
    narrow,     ///< brute, labels of one byte kept
    wide,       ///< brute, labels of two bytes kept
    product,    ///< scores by a matrix product, labels of two bytes kept
    plain,      ///< brute, nothing kept
};

/// The fits of a group and where their clusters lie.
struct GroupShape {
    GroupMethod method = GroupMethod::plain;
    std::vector<FitShape> fits;
    std::int32_t clusters = 0;
    std::int32_t largest_k = 0;

    void add(std::int32_t k);

    /// Sums go on from round to round with the labels that they belong to.
    [[nodiscard]] bool keeps_totals() const {
        return method == GroupMethod::narrow || method == GroupMethod::wide || method == GroupMethod::product;
    }
    [[nodiscard]] bool through_tree() const {
        return method == GroupMethod::tree || method == GroupMethod::wide_tree || method == GroupMethod::many_tree;
    }
};

/// Selects its device in every call.
class FitShare {
public:
    /// Centroids [clusters, dims]. `alone`: no other device has points of these fits. Throws OutOfDeviceMemory.
    FitShare(const PointShare& share, const GroupShape& group, std::span<const float> centroids, bool alone);

    /// The fits that go on: their number, then their indices.
    void activate(std::span<const std::int32_t> active) const;

    /// So many that they make no graph too large.
    [[nodiscard]] std::int64_t most_rounds_at_once() const;

    /// Fits have ended, so many clusters are left: whether rounds become much cheaper when they are captured anew.
    [[nodiscard]] bool narrow(std::int64_t clusters);

    /// A round's sums of this device's points.
    void add_points() const;
    /// The sums of all points → centroids and status.
    void end_round(const numerics::EndRules& rules) const;

    [[nodiscard]] ExchangedTotals totals() const { return {table_.totals, table_.sums}; }

    /// [fits] once the stream has been waited for.
    void fetch_status(std::span<FitStatus> status) const;
    [[nodiscard]] StoppedFit fetch(std::size_t f, const FitStatus& status) const;
    void resume(std::size_t f, const FitStatus& status, const Matrix<float>& centroids) const;

private:
    void allocate(bool alone);
    void clear_labels() const;
    /// Of the part that begins with point `first`.
    [[nodiscard]] KeptLabels labels_from(std::int64_t first) const;
    void add_part(const DevicePoints& part, std::int64_t first) const;

    const PointShare& share_;
    const GroupShape& group_;

    DeviceBuffer<FitShape> shapes_;
    DeviceBuffer<FitStatus> status_;
    DeviceBuffer<std::int32_t> active_;
    DeviceBuffer<float> centroids_;  ///< centroids, before, kept
    DeviceBuffer<Total> totals_;
    DeviceBuffer<Total> sums_;            ///< where other devices have points, too
    DeviceBuffer<unsigned char> labels_;  ///< of each part [fits, stride]
    OpenQueues open_;
    ProductRounds products_;
    FitTable table_;
};

}  // namespace rfmeans::cuda
