// Sets of centroids as bits of a word: 32 or 64 of them.
#pragma once

#include <cstdint>

namespace rfmeans::cuda {

/// The lowest centroid (or lane) of a set that is not empty.
__device__ inline int lowest_of(std::uint32_t set) {
    return __ffs(static_cast<int>(set)) - 1;
}
__device__ inline int lowest_of(std::uint64_t set) {
    return __ffsll(static_cast<long long>(set)) - 1;
}

__device__ inline int count_of(std::uint32_t set) {
    return __popc(set);
}
__device__ inline int count_of(std::uint64_t set) {
    return __popcll(set);
}

template <class Set>
inline constexpr int kMostOf = 8 * sizeof(Set);

/// Centroids 0 … k − 1, for k >= 1.
template <class Set>
__device__ Set first_of(int k) {
    return static_cast<Set>(~Set{0}) >> (kMostOf<Set> - k);
}

}  // namespace rfmeans::cuda
