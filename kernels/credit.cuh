// Nodes that one centroid survives in: their exact sums go to its cluster.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/survivors.cuh"
#include "kernels/warp_sums.cuh"

namespace rfmeans::cuda {

/// Adds the totals of lanes' nodes to their clusters; `credited`: this lane's node counts.
template <int kFeatures, class Value>
__device__ void credit(const DeviceLevel& level, std::int64_t node, bool credited, int cluster,
                       const WarpSums<kFeatures>& sums) {
    Value totals[kFeatures] = {};
    if (credited) {
#pragma unroll
        for (int t = 0; t < kFeatures; ++t) {
            totals[t] = static_cast<Value>(level.totals[t * level.stride + node]);
        }
    }
    for (unsigned left = __ballot_sync(kWholeWarp, credited); left != 0;) {
        const int next = __shfl_sync(kWholeWarp, cluster, lowest_of(left));
        const bool own = credited && cluster == next;
        left &= ~__ballot_sync(kWholeWarp, own);
        Value values[kFeatures];
#pragma unroll
        for (int t = 0; t < kFeatures; ++t) {
            values[t] = own ? totals[t] : 0;
        }
        sums.add(next, values);
    }
}

/// One node of a whole warp, straight to the cluster's totals.
template <int kFeatures>
__device__ void credit_node(const DeviceLevel& level, std::int64_t node, Total* cluster) {
    const int t = lane_index();
    if (t < kFeatures) {
        atomicAdd(cluster + t, static_cast<Total>(level.totals[t * level.stride + node]));
    }
}

}  // namespace rfmeans::cuda
