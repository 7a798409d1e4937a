#include "kernels/cuda_engine.hpp"

#include "kernels/cluster_sums.hpp"
#include "kernels/cuda_fits.hpp"
#include "kernels/device_labels.hpp"
#include "kernels/device_seeding.hpp"
#include "kernels/point_sums.hpp"
#include "kernels/silhouette.hpp"
#include "kernels/split_points.hpp"

namespace rfmeans::cuda {
namespace {

class CudaEngine final : public Engine {
public:
    CudaEngine(std::span<const int> devices, RoundMethod method, const PointSet& points)
        : host_points_(points), method_(method), points_(devices, method, points), labels_(points_) {}

    /// As fits of one round.
    void round(std::span<RoundJob> jobs) override {
        std::vector<Matrix<float>> starts;
        for (RoundJob& job : jobs) {
            starts.push_back(std::move(job.centroids));
        }
        const auto fits = start_fits(starts, {.max_iterations = 1});
        for (std::size_t left = jobs.size(); left > 0;) {
            for (StoppedFit& stopped : fits->advance()) {
                jobs[stopped.fit] = std::move(stopped.job);
                --left;
            }
        }
    }

    std::unique_ptr<DeviceFits> start_fits(std::vector<Matrix<float>>& starts,
                                           const numerics::EndRules& rules) override {
        return std::make_unique<CudaFits>(points_, starts, rules, method_, points_.find_products(starts, method_));
    }

    Assignment assign(const Matrix<float>& centroids) override { return labels_.assign(centroids); }

    /// Squares included, through the tree where there is one.
    std::optional<ClusterTotals> total(const Matrix<float>& centroids) override {
        try {
            return sum_clusters(points_, centroids);
        } catch (const OutOfDeviceMemory&) {
            return std::nullopt;
        }
    }

    std::optional<PartitionSums> sum_partition(const Matrix<float>& centroids) override {
        if (centroids.cols > numerics::kPairDims) {
            return std::nullopt;
        }
        try {
            return cuda::sum_partition(points_, host_points_.weight_exponent, centroids);
        } catch (const OutOfDeviceMemory&) {
            return std::nullopt;
        }
    }

    std::optional<StartRows> draw_starts(const StartWish& wish) override {
        return cuda::draw_starts(host_points_, points_, wish);
    }

    std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(const std::vector<std::int32_t>& labels,
                                                                           std::size_t k) override {
        return sum_silhouettes(cluster_points(host_points_, labels, k), k, points_.devices());
    }

private:
    const PointSet& host_points_;
    RoundMethod method_;
    SplitPoints points_;
    DeviceLabels labels_;
};

}  // namespace

std::unique_ptr<Engine> make_engine(std::span<const int> devices, RoundMethod method, const PointSet& points) {
    return std::make_unique<CudaEngine>(devices, method, points);
}

}  // namespace rfmeans::cuda
