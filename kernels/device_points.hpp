// Points and the tree of tiles as they lie in device memory.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::cuda {

/// An int64 sum, as its two's complement: the type that atomicAdd takes.
using Total = unsigned long long;

/// Up to here the number of dimensions is known to the compiler, and a point lies in registers.
inline constexpr int kKnownDims = 8;

/// Points whose coordinates a thread of a brute round reads as one vector.
inline constexpr int kQuad = 4;

/// Points of a leaf, two a lane; nodes of a parent, one a lane.
inline constexpr int kLeafPoints = 64;
inline constexpr int kFanOut = 32;

/// Points of a warp of a brute round: two leaves.
inline constexpr int kPaddedPoints = 32 * kQuad;

struct DevicePoints {
    const float* values = nullptr;          ///< [dims, stride] integers in grid steps
    const std::int64_t* weights = nullptr;  ///< [stride]; null: all 1
    const std::uint32_t* rows = nullptr;    ///< [points] row of each place; null: points lie in the order of their rows
    std::int64_t points = 0;
    /// Points padded to whole warps. The padding is NaN, which is nearer to nothing: such a point keeps the first label
    /// it is compared with, and moves nowhere.
    std::int64_t stride = 0;
    int dims = 1;
};

/// What is summed of points: Σ w·q of each dimension, Σ w, and where squares are wanted Σ w·(q² mod 2^23) and
/// Σ w·⌊q²/2^23⌋ of each dimension. q² < 2^46, so each factor stays below 2^23 as q does, and a sum below 2^63.
inline constexpr int kSquareBits = 23;
[[nodiscard]] RFMEANS_HOST_DEVICE constexpr int count_features(int dims, bool squares) {
    return dims + 1 + (squares ? 2 * dims : 0);
}

/// One level of the tree; node i of it holds nodes 32·i … of the level below, or points 64·i … .
struct DeviceLevel {
    const float* boxes = nullptr;          ///< [2·dims, stride] centres, then half extents, exact
    const std::int64_t* totals = nullptr;  ///< [features, stride]
    std::int64_t nodes = 0;
    std::int64_t stride = 0;  ///< nodes padded to whole groups
};

/// 2^32 points make 2^26 leaves: six levels above them.
inline constexpr int kMostLevels = 7;

/// Points in canonical order; leaves first.
struct DeviceTree {
    DeviceLevel levels[kMostLevels];
    int count = 0;  ///< 0: there is no tree
};

}  // namespace rfmeans::cuda
