// Stage 4: point matrix → models. The Lloyd loop, the stopping rule and the sweep live once, here; backends do the
// rounds.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "rfmeans/backend.hpp"
#include "rfmeans/loaded_points.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans {

struct SweepSpec {
    std::vector<std::int32_t> ks;      ///< every k to fit, ascending
    std::vector<std::uint64_t> seeds;  ///< every seed to fit, ascending
    StartRule start = StartRule::kmeanspp;
    std::optional<Matrix<float>> start_centroids;  ///< StartRule::file: [k, dims] in grid steps, need not be integers
    StopRule stop;
    /// Models of an earlier sweep of the same points, start and stop, with inertia, Calinski–Harabasz and BIC: they are
    /// not fitted again, and stand in the result whether or not their (k, seed) is asked for. One each (k, seed).
    std::vector<Model> finished;
    std::function<void(std::size_t done, std::size_t all)>
        progress;  ///< called before the first round and after each; may throw Error{interrupted}
    std::function<void(const Model&)> on_finished;  ///< called when a fit has ended and was measured
};

/// Fits every (k, seed) that is not finished. Models don't depend on each other: whatever stands in `finished` changes
/// no bit of the others. Inertia, Calinski–Harabasz and BIC of all models are filled in. A range of k is cut at the
/// number of distinct points of weight > 0, with a warning; cut to nothing, or a single k above it: Error{content}.
/// Total weight must stay below 2^40/√dims: Error{content}.
[[nodiscard]] Sweep run_sweep(LoadedPoints& points, const SweepSpec& spec);
/// The same for points that are not needed on the device afterwards.
[[nodiscard]] Sweep run_sweep(Backend& backend, const PointSet& points, const SweepSpec& spec);

/// Labels of all points (weight 0 included) for stored centroids.
[[nodiscard]] Assignment label_points(LoadedPoints& points, const Matrix<float>& centroids);
[[nodiscard]] Assignment label_points(Backend& backend, const PointSet& points, const Matrix<float>& centroids);

/// Engine::sum_euclidean_silhouettes on all threads of the calling oneTBB arena, SIMD by Highway. O(points² · dims)
/// time.
[[nodiscard]] std::vector<numerics::Int128> sum_euclidean_silhouettes(const PointSet& points,
                                                                      const std::vector<std::int32_t>& labels,
                                                                      std::size_t k);

/// Distinct points of weight > 0.
[[nodiscard]] std::int64_t count_distinct_points(const PointSet& points);

/// Rows of the greedy k-means++ centres for one seed, in order: the first k of them are the seeds of every k <= k_max.
/// numerics/README.md, rule 5. Points all of weight >= 1; k_max <= distinct points.
[[nodiscard]] std::vector<std::int64_t> kmeanspp_rows(const PointSet& points, std::int32_t k_max, std::uint64_t seed);
/// The same of a random start.
[[nodiscard]] std::vector<std::int64_t> random_rows(const PointSet& points, std::int32_t k_max, std::uint64_t seed);

}  // namespace rfmeans
