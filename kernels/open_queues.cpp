#include "kernels/open_queues.hpp"

namespace rfmeans::cuda {

OpenQueues::OpenQueues(const DeviceTree& tree, std::int64_t fits, const Stream& stream) {
    std::int64_t groups = 0;
    for (int level = 0; level + 1 < tree.count; ++level) {
        open_.level[level] = groups;
        groups += fits * (tree.levels[level].stride / kFanOut);
    }
    groups_ = DeviceBuffer<OpenGroup<std::uint64_t>>(static_cast<std::size_t>(groups), stream);
    sizes_ = DeviceBuffer<std::int32_t>(static_cast<std::size_t>(tree.count * fits), stream);
    clear(sizes_, stream);
    open_.groups = groups_.data();
    open_.sizes = sizes_.data();
}

}  // namespace rfmeans::cuda
