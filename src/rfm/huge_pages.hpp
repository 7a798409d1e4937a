// Memory that is asked for once and filled at once: in pages of 2 MiB, where the system gives them.
#pragma once

#include <sys/mman.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rfmeans::rfm {

/// Resizes an empty vector. Of small pages the first touch of each costs more than what is written there.
template <class Value>
void resize_in_huge_pages(std::vector<Value>& values, std::size_t size) {
    values.reserve(size);
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t kSmallPage = 4096;
    const auto first = (std::bit_cast<std::uintptr_t>(values.data()) + kSmallPage - 1) / kSmallPage * kSmallPage;
    const auto last = std::bit_cast<std::uintptr_t>(values.data() + size) / kSmallPage * kSmallPage;
    if (last > first) {
        static_cast<void>(madvise(std::bit_cast<void*>(first), last - first, MADV_HUGEPAGE));  // a wish
    }
#endif
    values.resize(size);
}

}  // namespace rfmeans::rfm
