#include "cluster/page_buffer.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace rfmeans::cluster {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kCacheLine = 64;

std::size_t round_up(std::size_t bytes, std::size_t multiple) {
    return (bytes + multiple - 1) / multiple * multiple;
}

}  // namespace

/// Not from the heap where large: what the heap has given back and taken again comes in small pages.
void* allocate_pages(std::size_t bytes) {
    if (bytes < kHugePage) {
        void* const memory = std::aligned_alloc(kCacheLine, round_up(bytes + 1, kCacheLine));
        return memory != nullptr ? memory : throw std::bad_alloc();
    }
    const std::size_t wanted = round_up(bytes, kHugePage);
    void* const mapped = mmap(nullptr, wanted + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {
        throw std::bad_alloc();
    }
    auto* const begin = static_cast<std::byte*>(mapped);
    const std::size_t skipped =
        round_up(reinterpret_cast<std::uintptr_t>(begin), kHugePage) - reinterpret_cast<std::uintptr_t>(begin);
    if (skipped > 0) {
        munmap(begin, skipped);
    }
    if (skipped < kHugePage) {
        munmap(begin + skipped + wanted, kHugePage - skipped);
    }
#ifdef MADV_HUGEPAGE
    static_cast<void>(madvise(begin + skipped, wanted, MADV_HUGEPAGE));  // a wish: small pages do as well
#endif
    return begin + skipped;
}

void free_pages(void* memory, std::size_t bytes) {
    if (bytes < kHugePage) {
        std::free(memory);
    } else {
        munmap(memory, round_up(bytes, kHugePage));
    }
}

}  // namespace rfmeans::cluster
