#include "kernels/cuda_engine.hpp"

#include <algorithm>

#include "kernels/cluster_sums.hpp"
#include "kernels/cuda_fits.hpp"
#include "kernels/device_labels.hpp"
#include "kernels/device_seeding.hpp"
#include "kernels/point_sums.hpp"
#include "kernels/points_on_device.hpp"
#include "kernels/silhouette.hpp"

namespace rfmeans::cuda {
namespace {

/// Below it a slice of points is not halved again: so little memory is not there for anything else either.
constexpr std::size_t kSmallestSlice = 4096;

/// Blocks of 256 threads that a multiprocessor of 2,048 threads holds.
constexpr std::int64_t kBlocksPerMultiprocessor = 8;

std::int64_t count_multiprocessors(int device) {
    int multiprocessors = 0;
    check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "asking for its size");
    return multiprocessors;
}

class CudaEngine final : public Engine {
public:
    CudaEngine(int device, RoundMethod method, const PointSet& points)
        : host_points_(points),
          device_(device),
          method_(method),
          multiprocessors_(count_multiprocessors(device)),
          points_(points, wants_tree(points, method), multiprocessors_ * kBlocksPerMultiprocessor, stream_),
          slice_(points.points()) {}

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
        select_device(device_);
        return std::make_unique<CudaFits>(device_, points_, starts, rules, method_, multiprocessors_, stream_);
    }

    /// Where the device has not enough memory for the labels of all points, they go in smaller slices from then on.
    Assignment assign(const Matrix<float>& centroids) override {
        select_device(device_);
        const auto points = static_cast<std::size_t>(points_.points().points);
        Assignment assignment{std::vector<std::int32_t>(points), std::vector<float>(points)};
        for (std::size_t first = 0; first < points;) {
            const std::size_t size = std::min(slice_, points - first);
            try {
                label_slice(points_, centroids, {first, size}, multiprocessors_, stream_, assignment);
            } catch (const OutOfDeviceMemory&) {
                if (slice_ <= kSmallestSlice) {
                    throw;
                }
                slice_ /= 2;
                continue;
            }
            first += size;
        }
        return assignment;
    }

    /// Squares included, through the tree where there is one.
    std::optional<ClusterTotals> total(const Matrix<float>& centroids) override {
        select_device(device_);
        try {
            return sum_clusters(points_, centroids, multiprocessors_, stream_);
        } catch (const OutOfDeviceMemory&) {
            return std::nullopt;
        }
    }

    std::optional<PartitionSums> sum_partition(const Matrix<float>& centroids) override {
        if (centroids.cols > numerics::kPairDims) {
            return std::nullopt;
        }
        select_device(device_);
        try {
            return cuda::sum_partition(points_, host_points_.weight_exponent, centroids, multiprocessors_, stream_);
        } catch (const OutOfDeviceMemory&) {
            return std::nullopt;
        }
    }

    std::optional<StartRows> draw_starts(const StartWish& wish) override {
        select_device(device_);
        return cuda::draw_starts(host_points_, points_, wish, multiprocessors_ * kBlocksPerMultiprocessor, stream_);
    }

    std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(const std::vector<std::int32_t>& labels,
                                                                           std::size_t k) override {
        select_device(device_);
        return sum_silhouettes(cluster_points(host_points_, labels, k), k, multiprocessors_ * kBlocksPerMultiprocessor,
                               stream_);
    }

private:
    /// Few points are scored sooner than they are sorted.
    static bool wants_tree(const PointSet& points, RoundMethod method) {
        constexpr std::size_t kFewPoints = 16'384;
        return method == RoundMethod::tree || (method == RoundMethod::automatic && points.points() > kFewPoints);
    }

    const PointSet& host_points_;
    int device_;
    RoundMethod method_;
    std::int64_t multiprocessors_;
    Stream stream_;
    PointsOnDevice points_;
    std::size_t slice_;  ///< most points of a slice of labels
};

}  // namespace

void select_device(int device) {
    check(cudaSetDevice(device), "selecting it");
}

std::unique_ptr<Engine> make_engine(int device, RoundMethod method, const PointSet& points) {
    select_device(device);
    return std::make_unique<CudaEngine>(device, method, points);
}

}  // namespace rfmeans::cuda
