// The oracle: plain loops, one thread, nothing that a reader could not check by eye.
#include <algorithm>

#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/centroid.hpp"
#include "rfmeans/numerics/pair_distance.hpp"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans {
namespace {

class ReferenceEngine final : public Engine {
public:
    explicit ReferenceEngine(const PointSet& points) : points_(points) {}

    void round(std::span<RoundJob> jobs) override {
        for (RoundJob& job : jobs) {
            const std::size_t k = job.centroids.rows;
            const std::size_t dims = points_.dims();
            job.sums.assign(k * dims, 0);
            job.weights.assign(k, 0);
            for (std::size_t i = 0; i < points_.points(); ++i) {
                const auto j = static_cast<std::size_t>(nearest(i, job.centroids).label);
                job.weights[j] += points_.weight(i);
                for (std::size_t d = 0; d < dims; ++d) {
                    job.sums[j * dims + d] += points_.weight(i) * static_cast<std::int64_t>(points_.values.row(i)[d]);
                }
            }
            for (std::size_t j = 0; j < k; ++j) {
                for (std::size_t d = 0; d < dims && job.weights[j] > 0; ++d) {
                    job.centroids.row(j)[d] = numerics::centroid_coordinate(job.sums[j * dims + d], job.weights[j]);
                }
            }
        }
    }

    Assignment assign(const Matrix<float>& centroids) override {
        Assignment assignment;
        for (std::size_t i = 0; i < points_.points(); ++i) {
            const numerics::Nearest found = nearest(i, centroids);
            assignment.labels.push_back(found.label);
            assignment.distances.push_back(found.distance);
        }
        return assignment;
    }

    std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(const std::vector<std::int32_t>& labels,
                                                                           std::size_t k) override {
        std::vector<std::int64_t> weights(k, 0);
        for (std::size_t i = 0; i < points_.points(); ++i) {
            weights[static_cast<std::size_t>(labels[i])] += points_.weight(i);
        }
        std::vector<numerics::Int128> scores(k, 0);
        if (std::ranges::count_if(weights, [](std::int64_t weight) { return weight > 0; }) < 2) {
            return scores;
        }
        for (std::size_t i = 0; i < points_.points(); ++i) {
            if (points_.weight(i) > 0) {
                const auto own = static_cast<std::size_t>(labels[i]);
                scores[own] += static_cast<numerics::Int128>(points_.weight(i)) * score(i, labels, weights);
            }
        }
        return scores;
    }

private:
    /// The silhouette of a point of weight > 0.
    [[nodiscard]] std::int64_t score(std::size_t point, const std::vector<std::int32_t>& labels,
                                     const std::vector<std::int64_t>& weights) const {
        const auto own = static_cast<std::size_t>(labels[point]);
        const std::int64_t left_out = points_.weight_exponent == 0 ? 1 : points_.weight(point);
        if (weights[own] == left_out) {
            return 0;
        }
        const std::vector<numerics::UInt128> sums = sum_distances(point, labels, weights.size());
        numerics::MeanDistances means;
        for (std::size_t j = 0; j < weights.size(); ++j) {
            if (j == own) {
                means.add_own(numerics::to_double(sums[j]), weights[j] - left_out);
            } else if (weights[j] > 0) {
                means.add_other(numerics::to_double(sums[j]), weights[j]);
            }
        }
        return means.silhouette();
    }

    /// [k] Σ w·distance of a point to the members of each cluster, itself included (0), in 2^−16 steps.
    [[nodiscard]] std::vector<numerics::UInt128> sum_distances(std::size_t point,
                                                               const std::vector<std::int32_t>& labels,
                                                               std::size_t k) const {
        std::vector<numerics::UInt128> sums(k, 0);
        for (std::size_t i = 0; i < points_.points(); ++i) {
            const float squared = numerics::squared_distance(
                points_.values.row(point).data(), points_.values.row(i).data(), static_cast<int>(points_.dims()));
            sums[static_cast<std::size_t>(labels[i])] +=
                static_cast<numerics::UInt128>(points_.weight(i)) * numerics::pair_distance_in_units(squared);
        }
        return sums;
    }

    [[nodiscard]] numerics::Nearest nearest(std::size_t point, const Matrix<float>& centroids) const {
        return numerics::nearest_centroid(points_.values.row(point).data(), centroids.values.data(),
                                          static_cast<int>(centroids.rows), static_cast<int>(centroids.cols));
    }

    const PointSet& points_;
};

class ReferenceBackend final : public Backend {
public:
    std::string name() const override { return "reference"; }
    std::string description() const override { return "plain loops, 1 thread"; }
    std::unique_ptr<Engine> load(const PointSet& points) override { return std::make_unique<ReferenceEngine>(points); }
};

}  // namespace

std::unique_ptr<Backend> make_reference_backend() {
    return std::make_unique<ReferenceBackend>();
}

}  // namespace rfmeans
