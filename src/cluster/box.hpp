#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// The smallest box that holds all points; the origin where there are none.
struct Box {
    std::vector<float> lowest;   ///< [dims] in steps
    std::vector<float> highest;  ///< [dims] in steps

    /// Exact squared length of the diagonal, steps².
    [[nodiscard]] std::uint64_t squared_diagonal() const;
};

[[nodiscard]] Box bounding_box(const PointSet& points);

}  // namespace rfmeans::cluster
