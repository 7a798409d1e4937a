// What every round on the CPU ends with: integer sums added from many tasks, and the means they give.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/centroid.hpp"

namespace rfmeans::cluster {

/// Integers have no order, so atomics cannot change a sum.
inline void add_atomically(std::int64_t& total, std::int64_t part) {
    std::atomic_ref(total).fetch_add(part, std::memory_order_relaxed);
}

/// Adds a task's sums [k, 1 + dims] (weight, then Σ w·q) to a job's.
inline void add_to_job(const std::vector<std::int64_t>& sums, RoundJob& job) {
    const std::size_t dims = job.centroids.cols;
    for (std::size_t j = 0; j < job.weights.size(); ++j) {
        const std::int64_t* const cluster = sums.data() + j * (1 + dims);
        if (cluster[0] == 0) {
            continue;  // no points: nothing to add
        }
        add_atomically(job.weights[j], cluster[0]);
        for (std::size_t d = 0; d < dims; ++d) {
            add_atomically(job.sums[j * dims + d], cluster[1 + d]);
        }
    }
}

/// Adds a task's changes of sums to others of the same layout. A change of 0 weight may still move a cluster's sums.
inline void add_to_sums(const std::vector<std::int64_t>& changes, std::vector<std::int64_t>& sums) {
    for (std::size_t s = 0; s < sums.size(); ++s) {
        if (changes[s] != 0) {
            add_atomically(sums[s], changes[s]);
        }
    }
}

/// A job's sums from sums [k, 1 + dims].
inline void set_job(const std::vector<std::int64_t>& sums, RoundJob& job) {
    const std::size_t dims = job.centroids.cols;
    for (std::size_t j = 0; j < job.weights.size(); ++j) {
        const std::int64_t* const cluster = sums.data() + j * (1 + dims);
        job.weights[j] = cluster[0];
        std::copy_n(cluster + 1, dims, job.sums.begin() + static_cast<std::ptrdiff_t>(j * dims));
    }
}

/// The next centroids from the sums; a cluster of weight 0 keeps its centroid.
inline void move_centroids(RoundJob& job) {
    const std::size_t dims = job.centroids.cols;
    for (std::size_t j = 0; j < job.weights.size(); ++j) {
        for (std::size_t d = 0; d < dims && job.weights[j] > 0; ++d) {
            job.centroids.row(j)[d] = numerics::centroid_coordinate(job.sums[j * dims + d], job.weights[j]);
        }
    }
}

}  // namespace rfmeans::cluster
