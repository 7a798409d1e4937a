#include "property/fit_check.hpp"

#include <algorithm>
#include <cmath>

namespace rfmeans::test {
namespace {

/// d² in long double: exact for D·2^48 up to the rounding of centroids that are no integers.
long double squared_distance(const PointSet& points, std::size_t row, std::span<const float> centroid) {
    long double total = 0;
    for (std::size_t d = 0; d < centroid.size(); ++d) {
        const long double t =
            static_cast<long double>(points.values.row(row)[d]) - static_cast<long double>(centroid[d]);
        total += t * t;
    }
    return total;
}

/// The float32 chain errs by at most (D + 2) roundings of each distance.
long double rounding_bound(long double distance, std::size_t dims) {
    return distance * static_cast<long double>(dims + 2) * std::ldexp(1.0L, -23);
}

}  // namespace

std::vector<std::string> find_faults(const PointSet& points, const Model& model,
                                     const std::vector<std::int32_t>& labels) {
    std::vector<std::string> faults;
    const std::size_t dims = points.dims();
    const auto k = static_cast<std::size_t>(model.k);
    std::vector<std::int64_t> weights(k, 0);
    std::vector<long double> means(k * dims, 0);
    for (std::size_t i = 0; i < points.points(); ++i) {
        const auto own = static_cast<std::size_t>(labels[i]);
        const long double distance = squared_distance(points, i, model.centroids.row(own));
        for (std::size_t j = 0; j < k; ++j) {
            const long double other = squared_distance(points, i, model.centroids.row(j));
            const long double bound = rounding_bound(distance, dims) + rounding_bound(other, dims);
            const bool equal_centroid = std::ranges::equal(model.centroids.row(j), model.centroids.row(own));
            if (other + bound < distance || (equal_centroid && j < own)) {
                faults.push_back("point " + std::to_string(i) + " belongs to cluster " + std::to_string(j));
            }
        }
        weights[own] += points.weight(i);
        for (std::size_t d = 0; d < dims; ++d) {
            means[own * dims + d] +=
                static_cast<long double>(points.weight(i)) * static_cast<long double>(points.values.row(i)[d]);
        }
    }
    if (weights != model.weights) {
        faults.emplace_back("weights do not count the labels");
    }
    for (std::size_t i = 0; i < means.size(); ++i) {
        means[i] /= static_cast<long double>(std::max<std::int64_t>(weights[i / dims], 1));
        const bool should_be_mean = model.end == FitEnd::converged && model.relocations == 0 && weights[i / dims] > 0;
        if (should_be_mean && static_cast<float>(means[i]) != model.centroids.values[i]) {
            faults.push_back("coordinate " + std::to_string(i) + " is not the mean");
        }
    }
    long double inertia = 0;
    for (std::size_t i = 0; i < points.points(); ++i) {
        for (std::size_t d = 0; d < dims; ++d) {
            const long double t = static_cast<long double>(points.values.row(i)[d]) -
                                  means[static_cast<std::size_t>(labels[i]) * dims + d];
            inertia += static_cast<long double>(points.weight(i)) * t * t;
        }
    }
    inertia *= static_cast<long double>(points.step() * points.step());
    if (std::fabs(inertia - static_cast<long double>(model.inertia)) > 1e-12L * inertia) {
        faults.emplace_back("inertia is not that of the labels");
    }
    return faults;
}

}  // namespace rfmeans::test
