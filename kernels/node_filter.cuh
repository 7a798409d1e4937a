// numerics/box_filter.hpp for one node a lane.
#pragma once

#include <cstdint>

#include "kernels/centroids.cuh"
#include "kernels/device_points.hpp"
#include "kernels/survivors.cuh"
#include "rfmeans/numerics/box_filter.hpp"

namespace rfmeans::cuda {

template <int kDims>
struct NodeBox {
    float centre[kDims];
    float half[kDims];
    float twice_squared_half;

    __device__ NodeBox(const DeviceLevel& level, std::int64_t node) {
        float squared = 0;
#pragma unroll
        for (int d = 0; d < kDims; ++d) {
            centre[d] = level.boxes[d * level.stride + node];
            half[d] = level.boxes[(kDims + d) * level.stride + node];
            squared = fmaf(half[d], half[d], squared);
        }
        twice_squared_half = squared + squared;
    }

    /// Σ|c_j − c_i|·r.
    __device__ float reach(const Centroid<kDims>& i, const Centroid<kDims>& j) const {
        float sum = 0;
#pragma unroll
        for (int d = 0; d < kDims; ++d) {
            sum = fmaf(fabsf(j.values[d] - i.values[d]), half[d], sum);
        }
        return sum;
    }

    /// Whether no point of this box can be nearer to `other` than to `rival`, for their distances from its centre.
    __device__ bool excludes(const Centroid<kDims>& other, float distance, const Centroid<kDims>& rival,
                             float rival_distance) const {
        const float lead = fmaf(-2.0F, reach(rival, other), distance - rival_distance);
        return lead > kMargin * (distance + (rival_distance + twice_squared_half));
    }

    /// Those of the candidates (two or more, the same in every lane) that may be nearest to a point of this box.
    template <class Set>
    __device__ Set survivors(const Centroid<kDims>* centroids, Set candidates) const {
        return count_of(candidates) == 2 ? test_pair(centroids, candidates)
                                         : test_against_nearest(centroids, candidates);
    }

private:
    static constexpr float kMargin = numerics::box_filter_margin(kDims);

    template <class Set>
    __device__ Set test_pair(const Centroid<kDims>* centroids, Set candidates) const {
        const int i = lowest_of(candidates);
        const int j = lowest_of(candidates & (candidates - 1));
        const Centroid<kDims> a = centroids[i];
        const Centroid<kDims> b = centroids[j];
        const float to_a = distance_to<kDims>(centre, a);
        const float to_b = distance_to<kDims>(centre, b);
        const float doubt = kMargin * (to_a + to_b + twice_squared_half);
        const float lead = to_b - to_a;
        const Set nearer = Set{1} << (lead > 0 ? i : j);
        return fmaf(-2.0F, reach(a, b), fabsf(lead)) > doubt ? nearer : candidates;
    }

    /// Each against the one nearest to the box's centre.
    template <class Set>
    __device__ Set test_against_nearest(const Centroid<kDims>* centroids, Set candidates) const {
        int nearest = lowest_of(candidates);
        float best = distance_to<kDims>(centre, centroids[nearest]);
        for (Set left = candidates & (candidates - 1); left != 0; left &= left - 1) {
            const int j = lowest_of(left);
            const float distance = distance_to<kDims>(centre, centroids[j]);
            nearest = distance < best ? j : nearest;
            best = distance < best ? distance : best;
        }
        const Centroid<kDims> winner = centroids[nearest];
        Set kept = candidates;
        for (Set left = candidates; left != 0; left &= left - 1) {
            const Set bit = left & (Set{0} - left);
            const Centroid<kDims> other = centroids[lowest_of(left)];
            kept = excludes(other, distance_to<kDims>(centre, other), winner, best) ? kept ^ bit : kept;
        }
        return kept;
    }
};

}  // namespace rfmeans::cuda
