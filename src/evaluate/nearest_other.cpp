#include "evaluate/nearest_other.hpp"

#include <algorithm>
#include <limits>

#include "rfmeans/numerics/fixed_point.hpp"

namespace rfmeans::evaluate {

NearestOther::NearestOther(const Matrix<float>& centroids, const std::vector<std::size_t>& clusters)
    : centroids_(centroids),
      clusters_(clusters),
      estimates_(centroids.cols, std::vector<double>(clusters.size(), 0.0)) {
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        for (std::size_t d = 0; d < centroids.cols; ++d) {
            estimates_.spot(c, d) = centroids.row(clusters[c])[d];
        }
    }
}

double NearestOther::squared_distance(std::span<const float> point, std::size_t own, std::span<double> room) const {
    const std::span<double> values = room.first(clusters_.size());
    estimates_.estimate(point, values);
    const std::size_t own_index =
        static_cast<std::size_t>(std::ranges::lower_bound(clusters_, own) - clusters_.begin());
    const double limit = Estimates::highest_candidate(lowest_other(values, own_index));
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < values.size(); ++c) {
        if (c != own_index && values[c] <= limit) {
            const auto centroid = centroids_.row(clusters_[c]);
            nearest = std::min(nearest, numerics::squared_distance_in_double(point.data(), centroid.data(),
                                                                             static_cast<int>(point.size())));
        }
    }
    return nearest;
}

}  // namespace rfmeans::evaluate
