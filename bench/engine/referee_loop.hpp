#pragma once

#include <cstddef>

namespace rfmeans::bench {

inline constexpr std::size_t kRegisterLoopDims = 3;

/// Runs sub, fma, compare and blend as the referee mixes them for three dimensions (three sub, three fma, one compare,
/// one blend for a point and centroid), all operands in registers, on the widest SIMD there is. Returns the operations
/// done, at least `operations`, counted a lane.
[[nodiscard]] double run_register_loop(double operations);

}  // namespace rfmeans::bench
