// numerics/box_filter.hpp for one node a warp: its lanes test 32 centroids at once.
#pragma once

#include <cstdint>

#include "kernels/node_filter.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {

/// Centroids that may be nearest to a point of a group of nodes, ascending.
struct Candidates {
    const std::uint16_t* list;  ///< [count]; null: 0 … count − 1
    int count;

    __device__ int operator[](int place) const { return list != nullptr ? list[place] : place; }
};

/// From [k, kDims] in global memory.
template <int kDims>
__device__ Centroid<kDims> read_centroid(const float* centroids, int j) {
    Centroid<kDims> centroid;
#pragma unroll
    for (int d = 0; d < kDims; ++d) {
        centroid.values[d] = centroids[j * kDims + d];
    }
    return centroid;
}

/// Those of at most 1,024 candidates that may be nearest to a point of one node.
class LaneSurvivors {
public:
    /// Whole warps; the same box in every lane.
    template <int kDims>
    __device__ LaneSurvivors(const NodeBox<kDims>& box, const float* centroids, const Candidates& candidates) {
        const int lane = lane_index();
        float own_least = __int_as_float(kInfinity);
        int own_place = lane;
        for (int place = lane; place < candidates.count; place += kWarp) {
            const float distance = distance_to<kDims>(box.centre, read_centroid<kDims>(centroids, candidates[place]));
            own_place = distance < own_least ? place : own_place;
            own_least = distance < own_least ? distance : own_least;
        }
        // Squares are not negative, so they order as their bits do.
        const float least = __uint_as_float(least_of_lanes(__float_as_uint(own_least)));
        const int nearest = least_of_lanes(own_least == least ? own_place : candidates.count);
        const Centroid<kDims> rival = read_centroid<kDims>(centroids, candidates[nearest]);
        unsigned bit = 1;
        for (int place = lane; place < candidates.count; place += kWarp, bit <<= 1) {
            const Centroid<kDims> other = read_centroid<kDims>(centroids, candidates[place]);
            bits_ |= box.excludes(other, distance_to<kDims>(box.centre, other), rival, least) ? 0 : bit;
        }
    }

    /// Whole warps.
    [[nodiscard]] __device__ int count() const { return add_lanes(__popc(bits_)); }

    /// Whole warps: take(place, centroid) for each survivor in its lane, places ascending from 0 with the centroids.
    template <class Take>
    __device__ void list(const Candidates& candidates, const Take& take) const {
        int before = 0;
        for (int first = 0; first < candidates.count; first += kWarp) {
            const bool own = (bits_ >> (first / kWarp) & 1U) != 0;
            const unsigned lanes = __ballot_sync(kWholeWarp, own);
            if (own) {
                take(before + __popc(lanes & ((1U << lane_index()) - 1U)), candidates[first + lane_index()]);
            }
            before += __popc(lanes);
        }
    }

    /// Whole warps: visit(centroid) in all lanes for each survivor, ascending.
    template <class Visit>
    __device__ void visit(const Candidates& candidates, const Visit& visit) const {
        for (int first = 0; first < candidates.count; first += kWarp) {
            unsigned lanes = __ballot_sync(kWholeWarp, (bits_ >> (first / kWarp) & 1U) != 0);
            for (; lanes != 0; lanes &= lanes - 1) {
                visit(candidates[first + lowest_of(lanes)]);
            }
        }
    }

private:
    static constexpr int kInfinity = 0x7F80'0000;

    unsigned bits_ = 0;  ///< bit c of lane l: candidate 32·c + l
};

}  // namespace rfmeans::cuda
