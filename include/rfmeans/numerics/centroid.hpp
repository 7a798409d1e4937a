// Rule 4: centroids are sum/count in double, rounded once to float32.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// One coordinate of a cluster's mean; weight > 0.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float centroid_coordinate(std::int64_t sum, std::int64_t weight) {
    return static_cast<float>(static_cast<double>(sum) / static_cast<double>(weight));
}

}  // namespace rfmeans::numerics
