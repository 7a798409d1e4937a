#include "kernels/cuda_engine.hpp"

#include <algorithm>

#include "kernels/device_buffer.hpp"
#include "kernels/kernels.hpp"
#include "kernels/silhouette.hpp"

namespace rfmeans::cuda {
namespace {

/// Blocks of 256 threads that a multiprocessor of 2,048 threads holds.
constexpr int kBlocksPerMultiprocessor = 8;

/// Below it a slice of points is not halved again: so little memory is not there for anything else either.
constexpr std::size_t kSmallestSlice = 4096;

std::int64_t count_device_blocks(int device) {
    int multiprocessors = 0;
    check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "asking for its size");
    return std::int64_t{multiprocessors} * kBlocksPerMultiprocessor;
}

/// The jobs of one launch, on the host.
struct PackedJobs {
    std::vector<JobRange> ranges;
    std::vector<float> centroids;  ///< [clusters, dims]
    std::int64_t clusters = 0;
    std::int64_t shared_bytes = 0;

    PackedJobs(std::span<const RoundJob> jobs, int dims) {
        for (const RoundJob& job : jobs) {
            const auto k = static_cast<std::int64_t>(job.centroids.rows);
            ranges.push_back({clusters, k});
            centroids.insert(centroids.end(), job.centroids.values.begin(), job.centroids.values.end());
            clusters += k;
            shared_bytes = std::max(shared_bytes, placed_bytes(k, dims));
        }
    }
};

/// Totals and centroids of one launch → the jobs.
void unpack(std::span<const Total> totals, std::span<const float> centroids, std::span<RoundJob> jobs) {
    std::size_t cluster = 0;
    for (RoundJob& job : jobs) {
        const std::size_t dims = job.centroids.cols;
        job.sums.clear();
        job.weights.clear();
        for (std::size_t j = 0; j < job.centroids.rows; ++j, ++cluster) {
            const std::span<const Total> row = totals.subspan(cluster * (dims + 1), dims + 1);
            for (const Total sum : row.first(dims)) {
                job.sums.push_back(static_cast<std::int64_t>(sum));
            }
            job.weights.push_back(static_cast<std::int64_t>(row[dims]));
            std::ranges::copy(centroids.subspan(cluster * dims, dims), job.centroids.row(j).begin());
        }
    }
}

class CudaEngine final : public Engine {
public:
    CudaEngine(int device, const PointSet& points)
        : host_points_(points),
          device_(device),
          device_blocks_(count_device_blocks(device)),
          values_(points.values.values.size()),
          weights_(points.weights.size()),
          slice_(points.points()) {
        upload(std::span(points.values.values), values_.data(), stream_);
        upload(std::span(points.weights), weights_.data(), stream_);
        stream_.synchronize();
        points_ = {.values = values_.data(),
                   .weights = weights_.data(),
                   .points = static_cast<std::int64_t>(points.points()),
                   .dims = static_cast<int>(points.dims())};
    }

    /// Where the device has not enough memory for all jobs at once, they go in smaller groups from then on.
    void round(std::span<RoundJob> jobs) override {
        select_device(device_);
        while (!jobs.empty()) {
            const std::span<RoundJob> group = jobs.first(count_group(jobs));
            try {
                run_group(group);
            } catch (const OutOfDeviceMemory&) {
                if (group.size() == 1) {
                    throw;
                }
                release_workspace();
                group_clusters_ = count_clusters(group) / 2;
                continue;
            }
            jobs = jobs.subspan(group.size());
        }
    }

    /// Where the device has not enough memory for the labels of all points, they go in smaller slices from then on.
    Assignment assign(const Matrix<float>& centroids) override {
        select_device(device_);
        const auto points = static_cast<std::size_t>(points_.points);
        Assignment assignment{std::vector<std::int32_t>(points), std::vector<float>(points)};
        for (std::size_t first = 0; first < points;) {
            const std::size_t size = std::min(slice_, points - first);
            try {
                label_slice(centroids, first,
                            {std::span(assignment.labels).subspan(first, size),
                             std::span(assignment.distances).subspan(first, size)});
            } catch (const OutOfDeviceMemory&) {
                if (slice_ <= kSmallestSlice) {
                    throw;
                }
                release_workspace();
                slice_ /= 2;
                continue;
            }
            first += size;
        }
        return assignment;
    }

    std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(const std::vector<std::int32_t>& labels,
                                                                           std::size_t k) override {
        select_device(device_);
        return sum_silhouettes(cluster_points(host_points_, labels, k), k, device_blocks_, stream_);
    }

private:
    struct Slice {
        std::span<std::int32_t> labels;
        std::span<float> distances;
    };

    static std::size_t count_clusters(std::span<const RoundJob> jobs) {
        std::size_t clusters = 0;
        for (const RoundJob& job : jobs) {
            clusters += job.centroids.rows;
        }
        return clusters;
    }

    /// How many of the jobs, from the first, go into one launch: at least one.
    [[nodiscard]] std::size_t count_group(std::span<const RoundJob> jobs) const {
        std::size_t size = 1;
        std::size_t clusters = jobs.front().centroids.rows;
        while (size < jobs.size() &&
               jobs[size].centroids.rows <= group_clusters_ - std::min(group_clusters_, clusters)) {
            clusters += jobs[size].centroids.rows;
            ++size;
        }
        return size;
    }

    void run_group(std::span<RoundJob> jobs) {
        const PackedJobs packed(jobs, points_.dims);
        const auto clusters = static_cast<std::size_t>(packed.clusters);
        const auto dims = static_cast<std::size_t>(points_.dims);
        ranges_.reserve(jobs.size());
        centroids_.reserve(clusters * dims);
        totals_.reserve(clusters * (dims + 1));
        const Batch batch{.ranges = ranges_.data(),
                          .centroids = centroids_.data(),
                          .totals = totals_.data(),
                          .jobs = static_cast<std::int64_t>(jobs.size()),
                          .clusters = packed.clusters};

        upload(std::span(packed.ranges), ranges_.data(), stream_);
        upload(std::span(packed.centroids), centroids_.data(), stream_);
        std::vector<Total> totals(clusters * (dims + 1));
        check(cudaMemsetAsync(totals_.data(), 0, totals.size() * sizeof(Total), stream_.get()), "clearing sums");
        accumulate(points_, batch, {.device_blocks = device_blocks_, .shared_bytes = packed.shared_bytes}, stream_);
        move_centroids(batch, points_.dims, stream_);
        std::vector<float> centroids(clusters * dims);
        download(totals_.data(), std::span(totals), stream_);
        download(centroids_.data(), std::span(centroids), stream_);
        stream_.synchronize();
        unpack(totals, centroids, jobs);
    }

    void label_slice(const Matrix<float>& centroids, std::size_t first, const Slice& slice) {
        const std::size_t size = slice.labels.size();
        centroids_.reserve(centroids.values.size());
        // Held for this call only: they are as large as the points, and rounds need the memory.
        const DeviceBuffer<std::int32_t> labels(size);
        const DeviceBuffer<float> distances(size);
        upload(std::span(centroids.values), centroids_.data(), stream_);
        DevicePoints points = points_;
        points.values += static_cast<std::int64_t>(first) * points.dims;
        points.points = static_cast<std::int64_t>(size);
        label_points(points,
                     {.centroids = centroids_.data(),
                      .k = static_cast<std::int64_t>(centroids.rows),
                      .labels = labels.data(),
                      .distances = distances.data()},
                     {.device_blocks = device_blocks_}, stream_);
        download(labels.data(), slice.labels, stream_);
        download(distances.data(), slice.distances, stream_);
        stream_.synchronize();
    }

    void release_workspace() {
        ranges_ = DeviceBuffer<JobRange>();
        centroids_ = DeviceBuffer<float>();
        totals_ = DeviceBuffer<Total>();
    }

    const PointSet& host_points_;
    int device_;
    std::int64_t device_blocks_;
    Stream stream_;
    DeviceBuffer<float> values_;
    DeviceBuffer<std::int64_t> weights_;
    DevicePoints points_;

    // Workspace of rounds: grows to the largest batch.
    DeviceBuffer<JobRange> ranges_;
    DeviceBuffer<float> centroids_;
    DeviceBuffer<Total> totals_;

    std::size_t group_clusters_ = SIZE_MAX;  ///< most clusters of a group of jobs
    std::size_t slice_;                      ///< most points of a slice of labels
};

}  // namespace

void select_device(int device) {
    check(cudaSetDevice(device), "selecting it");
}

std::unique_ptr<Engine> make_engine(int device, const PointSet& points) {
    select_device(device);
    return std::make_unique<CudaEngine>(device, points);
}

}  // namespace rfmeans::cuda
