#include "kernels/cuda_fits.hpp"

#include <algorithm>

#include "kernels/round_kernels.hpp"

namespace rfmeans::cuda {

CudaFits::CudaFits(const SplitPoints& points, std::vector<Matrix<float>>& starts, const numerics::EndRules& rules,
                   RoundMethod method, bool products)
    : points_(points),
      rules_(rules),
      method_(method),
      by_products_(products),
      group_size_(std::max<std::size_t>(1, starts.size())) {
    for (std::size_t fit = starts.size(); fit-- > 0;) {
        waiting_.push_back({fit, std::move(starts[fit])});
    }
    std::ranges::stable_sort(waiting_, std::greater(), [this](const FitGroup::Start& start) {
        return method_for(static_cast<std::int64_t>(start.centroids.rows));
    });
    if (!waiting_.empty()) {
        start_group();
    }
}

std::vector<StoppedFit> CudaFits::advance() {
    while (group_ == nullptr || !group_->running()) {
        group_.reset();
        if (waiting_.empty()) {
            return {};
        }
        start_group();
    }
    return group_->advance();
}

void CudaFits::resume(std::size_t fit, const Matrix<float>& centroids) {
    group_->resume(fit, centroids);
}

GroupMethod CudaFits::method_for(std::int64_t k) const {
    if (method_ != RoundMethod::brute && points_.has_trees() && k <= kMostTreeClusters) {
        return k <= kMostNarrowTreeClusters ? GroupMethod::tree : GroupMethod::wide_tree;
    }
    if (method_ != RoundMethod::brute && points_.has_trees() && k <= kMostListedClusters && keeps_lists_) {
        return GroupMethod::many_tree;
    }
    if (by_products_ && k <= kMostKeptClusters) {
        return GroupMethod::product;
    }
    if (!keeps_labels_ || !brute_round_fits(points_.dims(), k)) {
        return GroupMethod::plain;
    }
    return k <= kMostNarrowClusters ? GroupMethod::narrow : GroupMethod::wide;
}

/// Where a device has not enough memory for all fits at once, they go in smaller groups from then on; one that does
/// not fit alone goes without lists of survivors, then without labels.
void CudaFits::start_group() {
    for (;;) {
        const GroupMethod method = method_for(static_cast<std::int64_t>(waiting_.back().centroids.rows));
        std::size_t size = 1;
        while (size < std::min(group_size_, waiting_.size()) &&
               method_for(static_cast<std::int64_t>(waiting_[waiting_.size() - 1 - size].centroids.rows)) == method) {
            ++size;
        }
        const std::span<const FitGroup::Start> starts = std::span(waiting_).last(size);
        try {
            group_ = std::make_unique<FitGroup>(points_, starts, method, rules_);
        } catch (const OutOfDeviceMemory&) {
            if (size > 1) {
                group_size_ = size / 2;
            } else if (method == GroupMethod::product) {
                by_products_ = false;
            } else if (method == GroupMethod::narrow || method == GroupMethod::wide) {
                keeps_labels_ = false;
            } else if (method == GroupMethod::many_tree) {
                keeps_lists_ = false;
            } else {
                throw;
            }
            continue;
        }
        waiting_.resize(waiting_.size() - size);
        return;
    }
}

}  // namespace rfmeans::cuda
