#pragma once

#include <cstdint>

#include "rfmeans/backend.hpp"

namespace rfmeans::cluster {

/// The rule for empty clusters (numerics/README.md): each empty cluster, ascending, takes the point of largest d² from
/// a cluster of two or more points. `assignment` is that of the round; sums, weights and centroids of `job` are mended.
/// Returns how many points were moved; an empty cluster stays as it is where no d² > 0 is left.
std::int64_t refill_empty_clusters(const PointSet& points, Assignment& assignment, RoundJob& job);

}  // namespace rfmeans::cluster
