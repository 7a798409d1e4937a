// What every CUDA device gives.
#pragma once

#include <cstdint>

namespace rfmeans::cuda {

/// Shared memory of a block without asking for more.
inline constexpr std::int64_t kSharedBytes = 48 * 1024;

/// What a grid has in its second dimension at most.
inline constexpr std::int64_t kMostRows = 65'535;

}  // namespace rfmeans::cuda
