// All fits of one call, group after group as they fit into the device's memory.
#pragma once

#include <functional>
#include <memory>

#include "kernels/fit_group.hpp"

namespace rfmeans::cuda {

class CudaFits final : public DeviceFits {
public:
    /// Takes the starts. Points, products (null: none) and stream must outlive it.
    CudaFits(int device, const PointsOnDevice& points, std::vector<Matrix<float>>& starts,
             const numerics::EndRules& rules, RoundMethod method, const PointProducts* products,
             std::int64_t multiprocessors, const Stream& stream);

    std::vector<StoppedFit> advance() override;
    void resume(std::size_t fit, const Matrix<float>& centroids) override;

private:
    [[nodiscard]] GroupMethod method_for(std::int64_t k) const;
    void start_group();

    int device_;
    const PointsOnDevice& points_;
    numerics::EndRules rules_;
    RoundMethod method_;
    const PointProducts* products_;  ///< null from then on, once there was no memory for one fit
    std::int64_t multiprocessors_;
    const Stream& stream_;
    std::vector<FitGroup::Start> waiting_;  ///< those of one method next to each other; the next ones are at the end
    std::size_t group_size_;                ///< most fits of a group
    bool keeps_labels_ = true;              ///< false once there was no memory for the labels of one fit
    std::unique_ptr<FitGroup> group_;
};

}  // namespace rfmeans::cuda
