// The only place of `<<<>>>`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <source_location>

#include "kernels/check.hpp"
#include "kernels/limits.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

inline constexpr int kThreads = 256;

/// Enough blocks for one thread an item, at least one; kernels stride over the rest where it is limited.
[[nodiscard]] inline unsigned blocks_for(std::int64_t items, std::int64_t most_blocks, int threads = kThreads) {
    const std::int64_t blocks = items / threads + (items % threads != 0 ? 1 : 0);
    return static_cast<unsigned>(std::clamp<std::int64_t>(blocks, 1, std::max<std::int64_t>(most_blocks, 1)));
}

struct LaunchShape {
    dim3 blocks;
    int threads = kThreads;
    std::int64_t shared_bytes = 0;
    const char* action;  ///< for messages: "the GPU failed while …"
    std::source_location where = std::source_location::current();
};

/// The compiler reads shared memory in words of 16 bytes, past the end of an array too where it may be wanted next.
inline constexpr std::int64_t kSharedWord = 16;

template <class... Parameters>
void launch(void (*kernel)(Parameters...), const LaunchShape& shape, const Stream& stream, Parameters... arguments) {
    const std::int64_t shared_bytes = (shape.shared_bytes + kSharedWord - 1) / kSharedWord * kSharedWord;
    kernel<<<shape.blocks, static_cast<unsigned>(shape.threads), static_cast<std::size_t>(shared_bytes),
             stream.get()>>>(arguments...);
    check(cudaGetLastError(), shape.action, shape.where);
}

}  // namespace rfmeans::cuda
