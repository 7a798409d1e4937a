// Groups of nodes that a fit has to open, with lists of the centroids that survive in them.
#pragma once

#include <cstdint>

#include "kernels/fit_table.hpp"
#include "kernels/lane_filter.cuh"

namespace rfmeans::cuda {

/// A list of at most so many centroids is short.
inline constexpr int kMostShort = 64;

/// One level's groups of all fits, as in OpenGroups.
struct LevelLists {
    ListedGroup* groups = nullptr;   ///< [fits, capacity]
    std::uint16_t* lists = nullptr;  ///< [fits, capacity, list_size]
    std::int64_t list_size = 0;
    std::int64_t capacity = 0;
    std::int32_t* sizes = nullptr;       ///< [fits]
    std::int32_t* long_sizes = nullptr;  ///< [fits] of long lists; null: they are not kept apart
};

/// Those of leaves are kept apart.
[[nodiscard]] inline LevelLists lists_of(const OpenGroups& open, const DeviceTree& tree, const FitTable& table,
                                         int level) {
    return {.groups = static_cast<ListedGroup*>(open.groups) + open.level[level],
            .lists = open.lists + open.level[level] * open.list_size,
            .list_size = open.list_size,
            .capacity = tree.levels[level].stride / kFanOut,
            .sizes = open.sizes + level * table.fits,
            .long_sizes = level == 0 ? open.sizes + (open.size_rows - 1) * table.fits : nullptr};
}

/// Of one fit. Long lists that are kept apart lie from the back on.
class ListQueue {
public:
    __device__ ListQueue(const LevelLists& all, int fit)
        : groups_(all.groups + fit * all.capacity),
          lists_(all.lists + fit * all.capacity * all.list_size),
          list_size_(all.list_size),
          last_(static_cast<int>(all.capacity) - 1),
          size_(all.sizes + fit),
          long_size_(all.long_sizes != nullptr ? all.long_sizes + fit : nullptr) {}

    struct Entry {
        std::uint32_t group;
        Candidates candidates;
    };
    [[nodiscard]] __device__ int size() const { return *size_; }
    [[nodiscard]] __device__ Entry operator[](int i) const { return entry(i); }

    [[nodiscard]] __device__ int long_size() const { return *long_size_; }
    [[nodiscard]] __device__ Entry long_list(int i) const { return entry(last_ - i); }

    /// Whole warps, one group: `survivors` of the candidates.
    __device__ void push(std::int64_t group, const Candidates& candidates, const LaneSurvivors& lanes,
                         int survivors) const {
        int place = 0;
        if (lane_index() == 0) {
            const bool apart = long_size_ != nullptr && survivors > kMostShort;
            place = apart ? last_ - atomicAdd(long_size_, 1) : atomicAdd(size_, 1);
            groups_[place] = {static_cast<std::uint32_t>(group), survivors};
        }
        std::uint16_t* const list = lists_ + __shfl_sync(kWholeWarp, place, 0) * list_size_;
        lanes.list(candidates, [&](int i, int centroid) { list[i] = static_cast<std::uint16_t>(centroid); });
    }

private:
    [[nodiscard]] __device__ Entry entry(int place) const {
        const ListedGroup group = groups_[place];
        return {group.group, {lists_ + place * list_size_, group.survivors}};
    }

    ListedGroup* groups_;
    std::uint16_t* lists_;
    std::int64_t list_size_;
    int last_;
    std::int32_t* size_;
    std::int32_t* long_size_;
};

}  // namespace rfmeans::cuda
