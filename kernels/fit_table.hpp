// Running fits as they lie in device memory.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "rfmeans/numerics/fit_end.hpp"

namespace rfmeans::cuda {

/// Where a fit's clusters lie in the arrays of its table.
struct FitShape {
    std::int32_t first;
    std::int32_t k;
};

enum class FitState : std::int32_t {
    running,
    empty,  ///< a cluster is: the host has to refill it
    ended,
};

struct FitStatus {
    std::int64_t round;  ///< rounds done
    FitState state;
    numerics::RoundEnd end;  ///< why it ended
};

/// Some fits that go through their rounds together. Kernels look at the active ones, and of those at the running ones.
struct FitTable {
    const FitShape* shapes = nullptr;  ///< [fits]
    FitStatus* status = nullptr;       ///< [fits]
    /// Their number, then their indices: those that ran when the host last looked.
    const std::int32_t* active = nullptr;
    float* centroids = nullptr;  ///< [clusters, dims]
    float* before = nullptr;     ///< [clusters, dims] those the last round started from
    float* kept = nullptr;       ///< [clusters, dims] those after the last round that is a power of two
    Total* totals = nullptr;     ///< [clusters, features] of the points of this device
    Total* sums = nullptr;       ///< [clusters, features] of all points; the same memory where there is one device
    std::int32_t fits = 0;
    std::int32_t clusters = 0;
    std::int32_t largest_k = 0;
};

/// Brute rounds keep a label a point: labels of fit f at f·stride, of one byte each where every k <= 255, else two.
struct KeptLabels {
    void* labels = nullptr;
    bool wide = false;
};

/// A group of nodes that a round has to open for a fit, and the centroids that survive in it, bit j for centroid j.
template <class Set>
struct OpenGroup {
    Set survivors;
    std::uint32_t group;
};

/// The same where survivors are no bits of a word: how many there are; a list holds them.
struct ListedGroup {
    std::uint32_t group;
    std::int32_t survivors;
};

/// Of each level but the highest and of each fit: the groups to open. Sizes are 0 before a round.
struct OpenGroups {
    /// OpenGroup<std::uint32_t> where every k <= 32, OpenGroup<std::uint64_t> where every k <= 64, else ListedGroup.
    void* groups = nullptr;
    std::uint16_t* lists = nullptr;     ///< [groups, list_size] of listed groups, each ascending
    std::int64_t list_size = 0;         ///< at least the largest k
    std::int64_t level[kMostLevels]{};  ///< where a level's groups begin: [fits, groups of the level]
    std::int32_t* sizes = nullptr;      ///< [size_rows, fits]
    int size_rows = 0;                  ///< a level's is its index; the last row is for what a level keeps apart
};

}  // namespace rfmeans::cuda
