// The oracle: plain loops, one thread, nothing that a reader could not check by eye.
#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/centroid.hpp"
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

private:
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
