// Leaves that more than one centroid survives in. Each leaf's exact sums have been given to its lowest survivor;
// scoring moves the points of the others from there.
#pragma once

#include <cstdint>

#include "kernels/centroids.cuh"
#include "kernels/node_filter.cuh"
#include "kernels/square.cuh"
#include "kernels/warp_sums.cuh"

namespace rfmeans::cuda {

/// Two points a lane. Padding is NaN: nothing is nearer to it, so it never moves.
template <int kDims, bool kWeighted, bool kSquares>
struct LeafPoints {
    static constexpr int kFeatures = count_features(kDims, kSquares);
    /// What is summed: without weights the sums of a lane over a group of leaves stay below 64 · 2^23.
    using Value = std::conditional_t<kWeighted, std::int64_t, int>;

    float x[2][kDims];
    Value weight[2];

    __device__ LeafPoints(const DevicePoints& points, std::int64_t leaf) {
        const std::int64_t pair = leaf * kWarp + lane_index();
#pragma unroll
        for (int d = 0; d < kDims; ++d) {
            const float2 two = reinterpret_cast<const float2*>(points.values + d * points.stride)[pair];
            x[0][d] = two.x;
            x[1][d] = two.y;
        }
        if constexpr (kWeighted) {
            weight[0] = points.weights[2 * pair];
            weight[1] = points.weights[2 * pair + 1];
        } else {
            weight[0] = 1;
            weight[1] = 1;
        }
    }

    /// Adds point p where it moves.
    __device__ void add(int p, bool moves, Value (&sums)[kFeatures]) const {
        const Value factor = moves ? weight[p] : 0;
#pragma unroll
        for (int d = 0; d < kDims; ++d) {
            const int q = static_cast<int>(x[p][d]);
            sums[d] += factor * static_cast<Value>(q);
            if constexpr (kSquares) {
                const Square square(q);
                sums[kDims + 1 + d] += factor * static_cast<Value>(square.low);
                sums[2 * kDims + 1 + d] += factor * static_cast<Value>(square.high);
            }
        }
        sums[kDims] += factor;
    }
};

/// `leaves`: bits of those leaves of the group that have these survivors.
template <int kDims, bool kWeighted, bool kSquares>
class LeafScore {
    using Points = LeafPoints<kDims, kWeighted, kSquares>;
    using Value = typename Points::Value;
    static constexpr int kFeatures = Points::kFeatures;

public:
    __device__ LeafScore(const DevicePoints& points, const Centroid<kDims>* centroids, const WarpSums<kFeatures>& sums)
        : points_(points), centroids_(centroids), sums_(sums) {}

    template <class Set>
    __device__ void score(std::int64_t group, unsigned leaves, Set survivors) const {
        switch (count_of(survivors)) {
            case 2:
                return score_two(group, leaves, survivors);
            case 3:
                return score_three(group, leaves, survivors);
            default:
                return score_many(group, leaves, survivors);
        }
    }

private:
    template <class Set>
    __device__ void score_two(std::int64_t group, unsigned leaves, Set survivors) const {
        const int i = lowest_of(survivors);
        const int j = lowest_of(survivors & (survivors - 1));
        const Centroid<kDims> a = centroids_[i];
        const Centroid<kDims> b = centroids_[j];
        Value moved[kFeatures] = {};
        for (; leaves != 0; leaves &= leaves - 1) {
            const Points leaf(points_, group * kFanOut + lowest_of(leaves));
#pragma unroll
            for (int p = 0; p < 2; ++p) {
                leaf.add(p, distance_to<kDims>(leaf.x[p], b) < distance_to<kDims>(leaf.x[p], a), moved);
            }
        }
        sums_.move(i, j, moved);
    }

    template <class Set>
    __device__ void score_three(std::int64_t group, unsigned leaves, Set survivors) const {
        const Set others = survivors & (survivors - 1);
        const int i = lowest_of(survivors);
        const int j = lowest_of(others);
        const int l = lowest_of(others & (others - 1));
        const Centroid<kDims> a = centroids_[i];
        const Centroid<kDims> b = centroids_[j];
        const Centroid<kDims> c = centroids_[l];
        Value to_b[kFeatures] = {};
        Value to_c[kFeatures] = {};
        for (; leaves != 0; leaves &= leaves - 1) {
            const Points leaf(points_, group * kFanOut + lowest_of(leaves));
#pragma unroll
            for (int p = 0; p < 2; ++p) {
                const float from_a = distance_to<kDims>(leaf.x[p], a);
                const float from_b = distance_to<kDims>(leaf.x[p], b);
                const float from_c = distance_to<kDims>(leaf.x[p], c);
                const float nearer = from_b < from_a ? from_b : from_a;
                const bool moves_to_c = from_c < nearer;
                leaf.add(p, from_b < from_a && !moves_to_c, to_b);
                leaf.add(p, moves_to_c, to_c);
            }
        }
        sums_.move(i, j, to_b);
        sums_.move(i, l, to_c);
    }

    template <class Set>
    __device__ void score_many(std::int64_t group, unsigned leaves, Set survivors) const {
        const int i = lowest_of(survivors);
        for (; leaves != 0; leaves &= leaves - 1) {
            const Points leaf(points_, group * kFanOut + lowest_of(leaves));
            int label[2] = {i, i};
            float best[2] = {distance_to<kDims>(leaf.x[0], centroids_[i]),
                             distance_to<kDims>(leaf.x[1], centroids_[i])};
            for (Set left = survivors & (survivors - 1); left != 0; left &= left - 1) {
                const int j = lowest_of(left);
                const Centroid<kDims> centroid = centroids_[j];
#pragma unroll
                for (int p = 0; p < 2; ++p) {
                    const float distance = distance_to<kDims>(leaf.x[p], centroid);
                    label[p] = distance < best[p] ? j : label[p];
                    best[p] = distance < best[p] ? distance : best[p];
                }
            }
            const Set won = or_lanes(static_cast<Set>(Set{1} << label[0] | Set{1} << label[1])) & ~(Set{1} << i);
            for (Set left = won; left != 0; left &= left - 1) {
                const int j = lowest_of(left);
                Value moved[kFeatures] = {};
#pragma unroll
                for (int p = 0; p < 2; ++p) {
                    leaf.add(p, label[p] == j, moved);
                }
                sums_.move(i, j, moved);
            }
        }
    }

    const DevicePoints& points_;
    const Centroid<kDims>* centroids_;
    const WarpSums<kFeatures>& sums_;
};

}  // namespace rfmeans::cuda
