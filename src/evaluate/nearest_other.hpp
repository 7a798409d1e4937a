#pragma once

#include <span>
#include <vector>

#include "evaluate/estimates.hpp"
#include "rfmeans/matrix.hpp"

namespace rfmeans::evaluate {

/// The centroid nearest to a point among those of the clusters it is not in.
class NearestOther {
public:
    /// Centroids [k, dims] in grid steps, and the clusters that have members, at least two.
    NearestOther(const Matrix<float>& centroids, const std::vector<std::size_t>& clusters);

    /// Its squared distance by the chain of rule 6. `room` [>= clusters] is overwritten.
    [[nodiscard]] double squared_distance(std::span<const float> point, std::size_t own, std::span<double> room) const;

private:
    const Matrix<float>& centroids_;
    const std::vector<std::size_t>& clusters_;
    Estimates estimates_;
};

}  // namespace rfmeans::evaluate
