// The groups that rounds through the tree have to open, level by level.
#pragma once

#include <cstdint>

#include "kernels/device_buffer.hpp"
#include "kernels/fit_table.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

class OpenQueues {
public:
    OpenQueues() = default;
    /// Empty ones for so many fits of at most `largest_k` clusters. Throws OutOfDeviceMemory.
    OpenQueues(const DeviceTree& tree, std::int64_t fits, std::int64_t largest_k, const Stream& stream);

    [[nodiscard]] const OpenGroups& groups() const { return open_; }

private:
    DeviceBuffer<OpenGroup<std::uint64_t>> groups_;  ///< room for the largest kind
    DeviceBuffer<std::uint16_t> lists_;
    DeviceBuffer<std::int32_t> sizes_;
    OpenGroups open_;
};

}  // namespace rfmeans::cuda
