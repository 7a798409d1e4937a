// Large arrays that are written before they are read: left uninitialised, on huge pages where the system has them.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

namespace rfmeans::cluster {

/// At least `bytes` of memory, aligned for any vector; large pieces are pages of their own, given back when freed.
/// Errors: std::bad_alloc.
[[nodiscard]] void* allocate_pages(std::size_t bytes);
void free_pages(void* memory, std::size_t bytes);

/// `size` values without a value. First use of a page costs more than sorting what lies on it; a huge page is one first
/// use for 512 small ones.
template <class T>
class PageBuffer {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    PageBuffer() = default;
    explicit PageBuffer(std::size_t size)
        : values_(static_cast<T*>(allocate_pages(size * sizeof(T))), Free{size * sizeof(T)}) {}

    [[nodiscard]] std::size_t size() const { return values_.get_deleter().bytes / sizeof(T); }
    [[nodiscard]] T* data() { return values_.get(); }
    [[nodiscard]] const T* data() const { return values_.get(); }
    [[nodiscard]] T& operator[](std::size_t i) { return values_.get()[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return values_.get()[i]; }

private:
    struct Free {
        std::size_t bytes = 0;
        void operator()(T* values) const { free_pages(values, bytes); }
    };

    std::unique_ptr<T, Free> values_;
};

}  // namespace rfmeans::cluster
