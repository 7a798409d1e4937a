// Sums of clusters that a warp gathers for itself in shared memory. Lane t alone touches feature t, so lanes need not
// wait for each other.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {

/// [clusters, kFeatures], at most 32 features
template <int kFeatures>
class WarpSums {
public:
    __device__ explicit WarpSums(std::int64_t* memory) : sums_(memory) {}

    /// The block must meet before the sums are used.
    __device__ void clear(int clusters) const {
        for (int s = lane_index(); s < clusters * kFeatures; s += kWarp) {
            sums_[s] = 0;
        }
    }

    /// Adds the sum over all lanes to a cluster.
    template <class Value>
    __device__ void add(int cluster, const Value (&values)[kFeatures]) const {
        add_own(cluster, reduce(values));
    }

    /// The same, taken from another cluster.
    template <class Value>
    __device__ void move(int from, int to, const Value (&values)[kFeatures]) const {
        const std::int64_t own = reduce(values);
        add_own(to, own);
        add_own(from, -own);
    }

    /// One global addition for each sum that is not 0.
    __device__ void add_to(Total* totals, int clusters) const {
        __syncwarp();
        for (int s = lane_index(); s < clusters * kFeatures; s += kWarp) {
            if (sums_[s] != 0) {
                atomicAdd(totals + s, static_cast<Total>(sums_[s]));
            }
        }
        __syncwarp();
    }

private:
    __device__ void add_own(int cluster, std::int64_t own) const {
        if (lane_index() < kFeatures) {
            sums_[cluster * kFeatures + lane_index()] += own;
        }
    }

    /// Lane t: the sum of values[t] over all lanes. int32 may leave int32 in the sum: two halves.
    __device__ static std::int64_t reduce(const int (&values)[kFeatures]) {
        int high = 0;
        unsigned low = 0;
#pragma unroll
        for (int t = 0; t < kFeatures; ++t) {
            const int high_sum = add_lanes(values[t] >> 16);
            const unsigned low_sum = add_lanes(static_cast<unsigned>(values[t]) & 0xFFFFU);
            high = lane_index() == t ? high_sum : high;
            low = lane_index() == t ? low_sum : low;
        }
        return (static_cast<std::int64_t>(high) << 16) + low;
    }

    __device__ static std::int64_t reduce(const std::int64_t (&values)[kFeatures]) {
        std::int64_t own = 0;
#pragma unroll
        for (int t = 0; t < kFeatures; ++t) {
            const std::int64_t sum = add_lanes_widely(values[t]);
            own = lane_index() == t ? sum : own;
        }
        return own;
    }

    std::int64_t* sums_;
};

}  // namespace rfmeans::cuda
