#include "kernels/open_queues.hpp"

#include "kernels/round_kernels.hpp"

namespace rfmeans::cuda {

OpenQueues::OpenQueues(const DeviceTree& tree, std::int64_t fits, std::int64_t largest_k, const Stream& stream) {
    std::int64_t groups = 0;
    for (int level = 0; level + 1 < tree.count; ++level) {
        open_.level[level] = groups;
        groups += fits * (tree.levels[level].stride / kFanOut);
    }
    groups_ = DeviceBuffer<OpenGroup<std::uint64_t>>(static_cast<std::size_t>(groups), stream);
    if (largest_k > kMostTreeClusters) {
        open_.list_size = largest_k;
        lists_ = DeviceBuffer<std::uint16_t>(static_cast<std::size_t>(groups * largest_k), stream);
        open_.lists = lists_.data();
    }
    open_.size_rows = tree.count + 1;
    sizes_ = DeviceBuffer<std::int32_t>(static_cast<std::size_t>(open_.size_rows * fits), stream);
    clear(sizes_, stream);
    open_.groups = groups_.data();
    open_.sizes = sizes_.data();
}

}  // namespace rfmeans::cuda
