// All fits of one call, group after group as they fit into the memory of the devices.
#pragma once

#include <functional>
#include <memory>

#include "kernels/fit_group.hpp"

namespace rfmeans::cuda {

class CudaFits final : public DeviceFits {
public:
    /// Takes the starts. The points must outlive it. `products`: every device has them.
    CudaFits(const SplitPoints& points, std::vector<Matrix<float>>& starts, const numerics::EndRules& rules,
             RoundMethod method, bool products);

    std::vector<StoppedFit> advance() override;
    void resume(std::size_t fit, const Matrix<float>& centroids) override;

private:
    [[nodiscard]] GroupMethod method_for(std::int64_t k) const;
    void start_group();

    const SplitPoints& points_;
    numerics::EndRules rules_;
    RoundMethod method_;
    bool by_products_;                      ///< false, too, once there was no memory for one fit
    std::vector<FitGroup::Start> waiting_;  ///< those of one method next to each other; the next ones are at the end
    std::size_t group_size_;                ///< most fits of a group
    bool keeps_labels_ = true;              ///< false once there was no memory for the labels of one fit
    bool keeps_lists_ = true;               ///< false once there was none for the survivors of one fit of many clusters
    std::unique_ptr<FitGroup> group_;
};

}  // namespace rfmeans::cuda
