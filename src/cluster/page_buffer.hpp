// Large arrays that are written before they are read: left uninitialised, on huge pages where the system has them.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace rfmeans::cluster {

/// `size` values without a value. First use of a page costs more than sorting what lies on it; a huge page is one first
/// use for 512 small ones.
template <class T>
class PageBuffer {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    PageBuffer() = default;
    explicit PageBuffer(std::size_t size) : size_(size) {
        constexpr std::size_t kHugePage = std::size_t{2} << 20;
        constexpr std::size_t kCacheLine = 64;
        const std::size_t alignment = size * sizeof(T) >= kHugePage ? kHugePage : kCacheLine;
        const std::size_t bytes = (size * sizeof(T) + alignment - 1) / alignment * alignment;
        if (bytes == 0) {
            return;
        }
        values_.reset(static_cast<T*>(std::aligned_alloc(alignment, bytes)));
        if (!values_) {
            throw std::bad_alloc();
        }
#ifdef MADV_HUGEPAGE
        if (alignment == kHugePage) {
            static_cast<void>(madvise(values_.get(), bytes, MADV_HUGEPAGE));  // a wish: small pages do as well
        }
#endif
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] T* data() { return values_.get(); }
    [[nodiscard]] const T* data() const { return values_.get(); }
    [[nodiscard]] T& operator[](std::size_t i) { return values_.get()[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return values_.get()[i]; }

private:
    struct Free {
        void operator()(T* values) const { std::free(values); }
    };

    std::size_t size_ = 0;
    std::unique_ptr<T, Free> values_;
};

}  // namespace rfmeans::cluster
