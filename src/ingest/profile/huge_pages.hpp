// Memory for tables that are read at random: in pages of 2 MiB, where the system gives them.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace rfmeans::ingest {

/// With pages of 4 KiB nearly every look into a table of some 100 MiB also misses the page tables' cache.
template <class T>
struct HugePageAllocator {
    using value_type = T;

    HugePageAllocator() = default;
    template <class Other>
    explicit HugePageAllocator(const HugePageAllocator<Other>&) {}

    [[nodiscard]] T* allocate(std::size_t count) {
        constexpr std::size_t kPage = std::size_t{1} << 21U;
        const std::size_t bytes = count * sizeof(T);
        if (bytes < 2 * kPage) {
            return static_cast<T*>(::operator new(bytes));
        }
        void* memory = std::aligned_alloc(kPage, (bytes + kPage - 1) / kPage * kPage);
        if (memory == nullptr) {
            throw std::bad_alloc();
        }
        madvise(memory, bytes, MADV_HUGEPAGE);  // where it is refused the memory is as good as any
        return static_cast<T*>(memory);
    }

    void deallocate(T* memory, std::size_t count) noexcept {
        constexpr std::size_t kPage = std::size_t{1} << 21U;
        if (count * sizeof(T) < 2 * kPage) {
            ::operator delete(memory);
        } else {
            std::free(memory);
        }
    }

    bool operator==(const HugePageAllocator&) const = default;
};

}  // namespace rfmeans::ingest
