// Fits that go through their rounds together on the device.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/fit_table.hpp"
#include "kernels/graph.hpp"
#include "kernels/open_queues.hpp"
#include "kernels/points_on_device.hpp"
#include "kernels/product_rounds.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// How the rounds of a group go. The sums are the same.
enum class GroupMethod {
    tree,       ///< through the tree of tiles
    wide_tree,  ///< the same for more than 32 clusters
    narrow,     ///< brute, labels of one byte kept
    wide,       ///< brute, labels of two bytes kept
    product,    ///< scores by a matrix product, labels of two bytes kept
    plain,      ///< brute, nothing kept
};

class FitGroup {
public:
    struct Start {
        std::size_t fit;          ///< as the caller knows it
        Matrix<float> centroids;  ///< [k, dims]
    };

    /// The starts are only read. `products`: for rounds by products. `multiprocessors`: of the device. Throws
    /// OutOfDeviceMemory.
    FitGroup(const PointsOnDevice& points, std::span<const Start> starts, GroupMethod method,
             const PointProducts* products, const numerics::EndRules& rules, std::int64_t multiprocessors,
             const Stream& stream);

    /// Some rounds, and the fits that stopped in them.
    [[nodiscard]] std::vector<StoppedFit> advance();

    /// As DeviceFits::resume, for a fit of this group.
    void resume(std::size_t fit, const Matrix<float>& centroids);

    /// Whether a fit runs.
    [[nodiscard]] bool running() const { return active_.front() > 0; }

private:
    /// Sums go on from round to round with the labels that they belong to.
    [[nodiscard]] bool keeps_totals() const {
        return method_ == GroupMethod::narrow || method_ == GroupMethod::wide || method_ == GroupMethod::product;
    }
    [[nodiscard]] bool through_tree() const {
        return method_ == GroupMethod::tree || method_ == GroupMethod::wide_tree;
    }
    void allocate();
    void upload_starts(std::span<const Start> starts);
    void issue_round() const;
    void capture_rounds();
    [[nodiscard]] StoppedFit fetch(std::size_t f) const;

    const PointsOnDevice& points_;
    GroupMethod method_;
    numerics::EndRules rules_;
    std::int64_t multiprocessors_;
    const Stream& stream_;

    std::vector<std::size_t> fits_;  ///< as the caller knows them
    std::vector<FitShape> shapes_;
    std::vector<std::int32_t> active_;  ///< as FitTable::active

    DeviceBuffer<FitShape> device_shapes_;
    DeviceBuffer<FitStatus> device_status_;
    DeviceBuffer<std::int32_t> device_active_;
    DeviceBuffer<float> centroids_;  ///< centroids, before, kept
    DeviceBuffer<Total> totals_;
    DeviceBuffer<unsigned char> labels_;
    OpenQueues open_;
    ProductRounds products_;
    PinnedBuffer<FitStatus> status_;

    FitTable table_;
    KeptLabels kept_labels_;
    std::int64_t rounds_at_once_;
    Graph graph_;
};

}  // namespace rfmeans::cuda
