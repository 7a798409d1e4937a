// Fits that go through their rounds together on the device.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/fit_share.hpp"
#include "kernels/graph.hpp"
#include "kernels/split_points.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

class FitGroup {
public:
    struct Start {
        std::size_t fit;          ///< as the caller knows it
        Matrix<float> centroids;  ///< [k, dims]
    };

    /// The starts are only read; the points must outlive it. Throws OutOfDeviceMemory.
    FitGroup(const SplitPoints& points, std::span<const Start> starts, GroupMethod method,
             const numerics::EndRules& rules);

    /// Some rounds, and the fits that stopped in them.
    [[nodiscard]] std::vector<StoppedFit> advance();

    /// As DeviceFits::resume, for a fit of this group.
    void resume(std::size_t fit, const Matrix<float>& centroids);

    /// Whether a fit runs.
    [[nodiscard]] bool running() const { return active_.front() > 0; }

private:
    void issue_round();
    void capture_rounds();
    void narrow_products();

    const SplitPoints& points_;
    numerics::EndRules rules_;
    std::vector<std::size_t> fits_;  ///< as the caller knows them
    GroupShape shape_;
    std::vector<std::int32_t> active_;  ///< as FitTable::active
    PinnedBuffer<FitStatus> status_;
    std::vector<std::unique_ptr<FitShare>> shares_;
    std::int64_t rounds_at_once_;
    bool captures_;  ///< rounds are a graph
    Graph graph_;
};

}  // namespace rfmeans::cuda
