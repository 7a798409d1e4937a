#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "rfmeans/matrix.hpp"

namespace rfmeans {

/// Why a fit ended. numerics/README.md, "The end of a fit".
enum class FitEnd : std::uint8_t { converged, cycled, tolerance, limit };

[[nodiscard]] const char* fit_end_name(FitEnd end);

inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// One fit. A metric is NaN where it is undefined or was not asked for.
struct Model {
    std::int32_t k = 0;
    std::uint64_t seed = 0;
    Matrix<float> centroids;  ///< [k, dims] in grid steps; the last ones, to which the final assignment was made
    std::vector<std::int64_t>
        weights;  ///< [k] total weight (number of points, unweighted) of each cluster in the final assignment
    std::int64_t iterations = 0;  ///< rounds, the repeating one included
    FitEnd end = FitEnd::converged;
    std::int64_t relocations = 0;     ///< points given to empty clusters over the whole fit
    std::int32_t empty_clusters = 0;  ///< clusters of weight 0 in the final assignment
    double inertia = kUndefined;      ///< squared feature units, around the exact means of the final clusters
    double calinski_harabasz = kUndefined;
    double bic = kUndefined;
    double davies_bouldin = kUndefined;
    double silhouette = kUndefined;             ///< squared-Euclidean, exact
    double simplified_silhouette = kUndefined;  ///< Euclidean, to the centroids
    double euclidean_silhouette = kUndefined;   ///< Euclidean, between all pairs of points
};

enum class StartRule : std::uint8_t { kmeanspp, random, file };

/// When a fit stops.
struct StopRule {
    std::int64_t max_iterations = 10'000;
    double tolerance = 0;  ///< Σ|Δc|² <= tolerance · mean variance; 0: only when the centroid bits repeat

    bool operator==(const StopRule&) const = default;
};

/// The models of a sweep, ascending by (k, seed).
struct Sweep {
    std::vector<Model> models;
    StartRule start = StartRule::kmeanspp;
    StopRule stop;
    std::string device;  ///< Backend::name: "cpu", "cuda:0", "reference", "cuda:0, then cpu"
    std::vector<std::string> warnings;
};

/// Index of the best model of each k: lowest inertia, then lowest seed. Ascending by k.
[[nodiscard]] std::vector<std::size_t> best_of_each_k(const Sweep& sweep);

}  // namespace rfmeans
