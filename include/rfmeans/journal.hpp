// What a sweep under way has finished, and what it was fitted to: enough to go on after an interrupt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rfmeans/matrix.hpp"
#include "rfmeans/models.hpp"

namespace rfmeans {

/// Points told by their hashes: two point sets with the same identity give the same models.
struct PointsIdentity {
    std::int64_t points = 0;
    std::int64_t dims = 0;
    std::int64_t step_exponent = 0;
    std::int64_t weight_exponent = 0;
    std::string values_sha256;   ///< of the matrix: float32, row-major, little-endian; lower-case hex
    std::string weights_sha256;  ///< of the weights: int64, little-endian; empty where there are none

    bool operator==(const PointsIdentity&) const = default;
};

struct Journal {
    std::string tool_version;
    PointsIdentity points;
    std::optional<Matrix<float>> start_centroids;  ///< StartRule::file: [k, dims] in grid steps
    Sweep sweep;  ///< start, stop, device; the finished models, ascending, with inertia, Calinski–Harabasz and BIC
};

}  // namespace rfmeans
