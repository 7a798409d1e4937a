#include "cluster/empty_clusters.hpp"

#include <algorithm>
#include <optional>

#include "rfmeans/numerics/centroid.hpp"

namespace rfmeans::cluster {
namespace {

/// Largest d² first, then lexicographically lowest coordinates, then lowest row (rows are visited ascending).
bool comes_first(const PointSet& points, const Assignment& assignment, std::size_t a, std::size_t b) {
    if (assignment.distances[a] != assignment.distances[b]) {
        return assignment.distances[a] > assignment.distances[b];
    }
    return std::ranges::lexicographical_compare(points.values.row(a), points.values.row(b));
}

std::optional<std::size_t> find_farthest(const PointSet& points, const Assignment& assignment,
                                         const std::vector<std::int64_t>& members) {
    std::optional<std::size_t> farthest;
    for (std::size_t i = 0; i < points.points(); ++i) {
        const bool may_leave =
            assignment.distances[i] > 0 && members[static_cast<std::size_t>(assignment.labels[i])] >= 2;
        if (may_leave && (!farthest || comes_first(points, assignment, i, *farthest))) {
            farthest = i;
        }
    }
    return farthest;
}

}  // namespace

std::int64_t refill_empty_clusters(const PointSet& points, Assignment& assignment, RoundJob& job) {
    const std::size_t dims = points.dims();
    std::vector<std::int64_t> members(job.weights.size(), 0);  // points, not weight: a point moves with all its weight
    for (const std::int32_t label : assignment.labels) {
        ++members[static_cast<std::size_t>(label)];
    }
    std::int64_t moved = 0;
    for (std::size_t empty = 0; empty < job.weights.size(); ++empty) {
        if (members[empty] > 0) {
            continue;
        }
        const auto farthest = find_farthest(points, assignment, members);
        if (!farthest) {
            break;
        }
        const auto old = static_cast<std::size_t>(assignment.labels[*farthest]);
        const std::int64_t weight = points.weight(*farthest);
        job.weights[old] -= weight;
        job.weights[empty] = weight;
        for (std::size_t d = 0; d < dims; ++d) {
            const std::int64_t part = weight * static_cast<std::int64_t>(points.values.row(*farthest)[d]);
            job.sums[old * dims + d] -= part;
            job.sums[empty * dims + d] = part;
        }
        for (const std::size_t j : {old, empty}) {
            for (std::size_t d = 0; d < dims; ++d) {
                job.centroids.row(j)[d] = numerics::centroid_coordinate(job.sums[j * dims + d], job.weights[j]);
            }
        }
        --members[old];
        members[empty] = 1;
        assignment.labels[*farthest] = static_cast<std::int32_t>(empty);
        assignment.distances[*farthest] = 0.0F;
        ++moved;
    }
    return moved;
}

}  // namespace rfmeans::cluster
