// What new labels of a quad do to the sums of their clusters.
#pragma once

#include <cstdint>

#include "kernels/quad.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {

/// Up to so many lanes with changes add them one by one; the same-address conflicts of more cost more than a reduction.
inline constexpr int kFewLanes = 8;
/// A reduction names clusters by bits of a word.
inline constexpr unsigned kReducedClusters = 32;

/// The labels of a quad before and after.
template <class Word>
struct Change {
    Labels<Word> from;
    Labels<Word> to;

    __device__ bool moves(int p) const {
        return ((from.word ^ to.word) & (Labels<Word>::kNone << (Labels<Word>::kBits * p))) != 0;
    }
    __device__ bool leaves(int p) const { return from.get(p) != Labels<Word>::kNone; }
};

/// Every lane on its own: any weights, any number of clusters.
template <int kDims, class Word, bool kWeighted>
__device__ void add_each(const Quad<kDims>& quad, const Change<Word>& change, const std::int64_t* weights, int dims,
                         Total* deltas) {
#pragma unroll
    for (int p = 0; p < kQuad; ++p) {
        if (!change.moves(p)) {
            continue;
        }
        std::int64_t weight = 1;
        if constexpr (kWeighted) {
            weight = weights[p];
        }
        const auto add = [&](unsigned cluster, std::int64_t factor) {
            Total* const sums = deltas + cluster * (dims + 1);
#pragma unroll
            for (int d = 0; d < dims; ++d) {
                atomicAdd(sums + d, static_cast<Total>(factor * quad.coordinate(p, d)));
            }
            atomicAdd(sums + dims, static_cast<Total>(factor));
        };
        add(change.to.get(p), weight);
        if (change.leaves(p)) {
            add(change.from.get(p), -weight);
        }
    }
}

/// The bit of a cluster; none for what is no label.
__device__ inline unsigned cluster_bit(unsigned cluster) {
    return cluster < kReducedClusters ? 1U << cluster : 0U;
}

/// All lanes of a warp together, weight 1: one reduction for each cluster and feature. 128 points of |q| < 2^23 stay
/// below 2^30, so int32 holds a sum.
template <int kDims, class Word>
__device__ void add_reduced(const Quad<kDims>& quad, const Change<Word>& change, int dims, Total* deltas) {
    const int lane = lane_index();
    unsigned clusters = 0;
#pragma unroll
    for (int p = 0; p < kQuad; ++p) {
        if (change.moves(p)) {
            clusters |= cluster_bit(change.to.get(p)) | cluster_bit(change.from.get(p));
        }
    }
    for (unsigned left = or_lanes(clusters); left != 0; left &= left - 1) {
        const auto j = static_cast<unsigned>(__ffs(static_cast<int>(left)) - 1);
        int signs[kQuad];
        int weight = 0;
#pragma unroll
        for (int p = 0; p < kQuad; ++p) {
            // 0 for a label that stays.
            signs[p] = (change.to.get(p) == j ? 1 : 0) - (change.from.get(p) == j ? 1 : 0);
            weight += signs[p];
        }
        Total* const sums = deltas + j * (dims + 1);
#pragma unroll
        for (int first = 0; first <= dims; first += kWarp) {  // a lane a feature
            int own = 0;
#pragma unroll
            for (int d = first; d <= min(dims, first + kWarp - 1); ++d) {
                int term = d < dims ? 0 : weight;
#pragma unroll
                for (int p = 0; d < dims && p < kQuad; ++p) {
                    term += signs[p] * quad.coordinate(p, d);
                }
                const int sum = add_lanes(term);
                own = lane == d - first ? sum : own;
            }
            if (first + lane <= dims) {
                atomicAdd(sums + first + lane, static_cast<Total>(static_cast<std::int64_t>(own)));
            }
        }
    }
}

/// New labels of a quad: stored where they differ, the change added to `deltas`. Whole warps.
template <int kDims, class Word, bool kWeighted>
__device__ void keep_labels(const DevicePoints& points, std::int64_t index, const Quad<kDims>& quad,
                            Labels<Word> labels, Word* kept, unsigned k, int dims, Total* deltas) {
    const Change<Word> change{.from = {*kept}, .to = labels};
    const bool changed = change.from.word != change.to.word;
    const unsigned lanes = __ballot_sync(kWholeWarp, changed);
    if (lanes == 0) {
        return;
    }
    if (changed) {
        *kept = change.to.word;
    }
    if (!kWeighted && __popc(lanes) > kFewLanes && k <= kReducedClusters) {
        add_reduced(quad, change, dims, deltas);
    } else if (changed) {
        add_each<kDims, Word, kWeighted>(quad, change, points.weights + index * kQuad, dims, deltas);
    }
}

}  // namespace rfmeans::cuda
